import { PlimsollError } from '../core/errors.ts'
import type { Signal } from '../core/signal.ts'
import { MOST_TARGETS } from '../exits/target-quantities.ts'
import type { Bar } from '../strategies/bar.ts'
import type { Decide } from '../strategies/strategy.ts'

/** A strategy at work on one market. */
export interface Slot {
  readonly index: number
  /** Index of the strategy in the run. */
  readonly strategy: number
  readonly strategyName: string
  readonly market: number
  readonly sizing: 'risk' | 'share'
  readonly bar: Bar
  readonly decide: Decide
}

/** Asks the strategy at each bar in [from, to) until it says something: its window then stands on that bar. */
export function firstSignal(slot: Slot, from: number, to: number): Signal | undefined {
  const { bar, decide } = slot
  let signal: Signal | undefined
  try {
    for (let i = from; i < to && signal === undefined; i++) {
      bar.index = i
      signal = decide(bar)
    }
  } catch (error) {
    throw broken(slot, `threw ${error instanceof Error ? error.message : String(error)}`, 'Mend the strategy.', error)
  }
  if (signal !== undefined) {
    refuseThenable(slot, signal)
    refuseStrange(slot, signal)
  }
  return signal
}

/** The engine waits for nobody: a promise would be read as a signal without a side. */
export function refuseThenable(slot: Slot, signal: unknown): void {
  if (typeof signal !== 'object' || signal === null || !('then' in signal)) return
  throw broken(slot, 'returned a promise', 'A strategy is synchronous: remove `async` and `await` from it.')
}

/** Users' strategies run without a type check: what they return is looked at before it counts as a signal. */
function refuseStrange(slot: Slot, signal: unknown): void {
  if (typeof signal !== 'object' || signal === null) {
    throw broken(slot, `returned ${String(signal)}`, 'Return a signal, or undefined for none.')
  }
  const given = signal as Readonly<Record<string, unknown>>
  if (given.side !== 'long' && given.side !== 'short' && given.side !== 'flat') {
    throw broken(slot, `returned a signal with the side ${String(given.side)}`, 'Use long, short or flat.')
  }
  const { sizeShare, share } = given
  for (const [field, value] of Object.entries({ sizeShare, share })) {
    if (value === undefined || isShare(value)) continue
    throw broken(
      slot,
      `returned a signal with ${field} ${String(value)}`,
      'Give a share above 0 to 1, or leave it away.',
    )
  }
  if (given.side === 'flat') return
  if (given.targets !== undefined) refuseTargets(slot, given.targets)
  for (const field of AMOUNTS) {
    const value = given[field]
    if (value === undefined || (typeof value === 'number' && value > 0)) continue
    throw broken(slot, `returned a signal with ${field} ${String(value)}`, 'Give a number above 0, or leave it away.')
  }
}

function isShare(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value <= 1
}

function refuseTargets(slot: Slot, targets: unknown): void {
  const list: readonly unknown[] = Array.isArray(targets) ? targets : [targets]
  let shares = 0
  for (const target of list) {
    const { share, price, pct, r } = (target ?? {}) as Readonly<Record<string, unknown>>
    const levels = [price, pct, r].filter((level) => level !== undefined)
    const isLevel = levels.length === 1 && typeof levels[0] === 'number' && levels[0] > 0
    if (!isLevel || !isShare(share)) {
      const cure = 'Write { r: 2, share: 0.5 }: a level (price, pct or r) above 0 and a share above 0 to 1.'
      throw broken(slot, `returned a signal with the target ${JSON.stringify(target)}`, cure)
    }
    shares += share
  }
  if (list.length > 0 && list.length <= MOST_TARGETS && shares <= 1 + 1e-9) return
  const what = `returned a signal with ${list.length} targets whose shares sum to ${shares}`
  throw broken(slot, what, `Give 1 to ${MOST_TARGETS} targets whose shares sum to at most 1.`)
}

/** The numbers of an entry, all of them above 0 where they are given. */
const AMOUNTS = ['stopLoss', 'stopLossPct', 'takeProfit', 'takeProfitPct', 'maxHoldMs'] as const

function broken(slot: Slot, what: string, cure: string, cause?: unknown): PlimsollError {
  const at = new Date(slot.bar.time).toISOString()
  return new PlimsollError('strategy', `strategy ${slot.strategyName} ${what} at the bar of ${at}`, cure, { cause })
}
