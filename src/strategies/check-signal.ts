import { PlimsollError } from '../core/errors.ts'
import { MOST_TARGETS } from '../core/order.ts'

/** Whose signal it is, and the bar at which it was given. */
interface Speaker {
  readonly strategyName: string
  readonly bar: { readonly time: number }
}

/** Refuses what is no signal: users' strategies run without a type check, so what they return is looked at before it counts. */
export function checkSignal(speaker: Speaker, signal: unknown): void {
  refuseThenable(speaker, signal)
  refuseStrange(speaker, signal)
}

/** The engine waits for nobody: a promise would be read as a signal without a side. */
export function refuseThenable(speaker: Speaker, signal: unknown): void {
  if (typeof signal !== 'object' || signal === null || !('then' in signal)) return
  throw brokenContract(speaker, 'returned a promise', 'A strategy is synchronous: remove `async` and `await` from it.')
}

function refuseStrange(speaker: Speaker, signal: unknown): void {
  if (typeof signal !== 'object' || signal === null) {
    throw brokenContract(speaker, `returned ${String(signal)}`, 'Return a signal, or undefined for none.')
  }
  const given = signal as Readonly<Record<string, unknown>>
  if (given.side !== 'long' && given.side !== 'short' && given.side !== 'flat') {
    throw brokenContract(speaker, `returned a signal with the side ${String(given.side)}`, 'Use long, short or flat.')
  }
  if (given.side === 'flat') return refuseShare(speaker, 'share', given.share)
  refuseShare(speaker, 'sizeShare', given.sizeShare)
  if (given.contributions !== undefined) refuseContributions(speaker, given.contributions)
  if (given.targets !== undefined) refuseTargets(speaker, given.targets)
  if (given.invalidWhen !== undefined) refuseConditions(speaker, given.invalidWhen)
  for (const field of AMOUNTS) {
    const value = given[field]
    if (value === undefined || (typeof value === 'number' && value > 0)) continue
    throw brokenContract(
      speaker,
      `returned a signal with ${field} ${String(value)}`,
      'Give a number above 0, or leave it away.',
    )
  }
}

function refuseShare(speaker: Speaker, field: string, value: unknown): void {
  if (value === undefined || isShare(value)) return
  const cure = 'Give a share above 0 to 1, or leave it away.'
  throw brokenContract(speaker, `returned a signal with ${field} ${String(value)}`, cure)
}

/** A trade is divided by them: shares that are none would spoil the books. */
function refuseContributions(speaker: Speaker, contributions: unknown): void {
  const list: readonly unknown[] = Array.isArray(contributions) ? contributions : [contributions]
  let shares = 0
  for (const one of list) {
    const { strategy, share } = (one ?? {}) as Readonly<Record<string, unknown>>
    shares += typeof strategy === 'string' && isShare(share) ? share : Number.NaN
  }
  if (Math.abs(shares - 1) < 1e-9) return
  const what = `returned a signal with the contributions ${JSON.stringify(contributions)}`
  throw brokenContract(speaker, what, 'Leave them away: a fusion gives them, and their shares sum to 1.')
}

function refuseConditions(speaker: Speaker, conditions: unknown): void {
  if (Array.isArray(conditions) && conditions.every((text) => typeof text === 'string')) return
  const what = `returned a signal with the conditions ${JSON.stringify(conditions)}`
  throw brokenContract(speaker, what, "Write a list of texts: invalidWhen: ['adx < 25'].")
}

function isShare(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value <= 1
}

function refuseTargets(speaker: Speaker, targets: unknown): void {
  const list: readonly unknown[] = Array.isArray(targets) ? targets : [targets]
  let shares = 0
  for (const target of list) {
    const { share, price, pct, r } = (target ?? {}) as Readonly<Record<string, unknown>>
    const levels = [price, pct, r].filter((level) => level !== undefined)
    const isLevel = levels.length === 1 && typeof levels[0] === 'number' && levels[0] > 0
    if (!isLevel || !isShare(share)) {
      const cure = 'Write { r: 2, share: 0.5 }: a level (price, pct or r) above 0 and a share above 0 to 1.'
      throw brokenContract(speaker, `returned a signal with the target ${JSON.stringify(target)}`, cure)
    }
    shares += share
  }
  if (list.length > 0 && list.length <= MOST_TARGETS && shares <= 1 + 1e-9) return
  const what = `returned a signal with ${list.length} targets whose shares sum to ${shares}`
  throw brokenContract(speaker, what, `Give 1 to ${MOST_TARGETS} targets whose shares sum to at most 1.`)
}

/** The numbers of an entry, all of them above 0 where they are given. */
const AMOUNTS = ['stopLoss', 'stopLossPct', 'takeProfit', 'takeProfitPct', 'maxHoldMs'] as const

/** The strategy of `speaker` broke its contract at the bar on which it stands. */
function brokenContract(speaker: Speaker, what: string, cure: string, cause?: unknown): PlimsollError {
  const at = new Date(speaker.bar.time).toISOString()
  return new PlimsollError('strategy', `strategy ${speaker.strategyName} ${what} at the bar of ${at}`, cure, { cause })
}

/** What the strategy of `speaker` threw, as a breach of its contract; one that is told already stays as it is. */
export function thrown(speaker: Speaker, error: unknown): PlimsollError {
  if (error instanceof PlimsollError) return error
  const what = error instanceof Error ? error.message : String(error)
  return brokenContract(speaker, `threw ${what}`, 'Mend the strategy.', error)
}
