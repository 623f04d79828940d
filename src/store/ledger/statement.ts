import type { Decimal } from 'decimal.js'
import { fail } from '../../core/assert.ts'
import { PlimsollError } from '../../core/errors.ts'
import { formatAmount, parseAmount, ZERO } from './amount.ts'
import { type AccountKind, accountKind, CHART_OF_ACCOUNTS } from './chart-of-accounts.ts'
import type { LedgerPosting } from './ledger-posting.ts'

export type StatementSpan = 'day' | 'month'

/**
 * What one asset did in a day or a month, UTC, in exact decimals: opening + deposits + realised profit + fees + funding = closing.
 * Coins that are held count in quote units at what they cost, so only what was closed is profit.
 */
export interface StatementLine {
  /** `2024-01-31` or `2024-01`. */
  readonly period: string
  readonly asset: string
  readonly opening: string
  /** Paid in, the capital included, less what was taken out. */
  readonly deposits: string
  readonly realisedPnl: string
  /** Below 0 when paid. */
  readonly fees: string
  readonly funding: string
  readonly closing: string
}

const COLUMNS = {
  external: 'deposits',
  'realised-pnl': 'realisedPnl',
  fees: 'fees',
  funding: 'funding',
} as const satisfies Partial<Record<AccountKind, keyof StatementLine>>

type Column = (typeof COLUMNS)[keyof typeof COLUMNS]

type Change = Record<Column | 'own', Decimal>

const CHARS = { day: 10, month: 7 } as const

/** The times that have a date. */
const MOST_MS = 8.64e15

/** The statement of a ledger, by period and asset; periods without a posting have no line. */
export function statementOf(postings: Iterable<LedgerPosting>, span: StatementSpan): readonly StatementLine[] {
  const changes = changesOf(postings, span)
  const closings = new Map<string, Decimal>()
  const lines: StatementLine[] = []
  for (const period of [...changes.keys()].sort()) {
    const ofPeriod = changes.get(period) ?? new Map<string, Change>()
    for (const asset of [...ofPeriod.keys()].sort()) {
      const change = ofPeriod.get(asset) ?? noChange()
      const opening = closings.get(asset) ?? ZERO
      const closing = opening.plus(change.own)
      closings.set(asset, closing)
      lines.push(toLine({ period, asset }, opening, change, closing))
    }
  }
  return lines
}

function toLine(
  of: Pick<StatementLine, 'period' | 'asset'>,
  opening: Decimal,
  { deposits, realisedPnl, fees, funding }: Change,
  closing: Decimal,
): StatementLine {
  const added = opening.plus(deposits).plus(realisedPnl).plus(fees).plus(funding)
  if (!added.eq(closing))
    fail(`the statement of ${of.period} adds up to ${formatAmount(added)}, the ledger has ${formatAmount(closing)}`)
  return {
    ...of,
    opening: formatAmount(opening),
    deposits: formatAmount(deposits),
    realisedPnl: formatAmount(realisedPnl),
    fees: formatAmount(fees),
    funding: formatAmount(funding),
    closing: formatAmount(closing),
  }
}

/** What changed by period and asset. */
function changesOf(postings: Iterable<LedgerPosting>, span: StatementSpan): Map<string, Map<string, Change>> {
  const changes = new Map<string, Map<string, Change>>()
  for (const posting of datedByEngine(postings)) {
    const period = periodOf(posting, span)
    let ofPeriod = changes.get(period)
    if (ofPeriod === undefined) changes.set(period, (ofPeriod = new Map()))
    let change = ofPeriod.get(posting.asset)
    if (change === undefined) ofPeriod.set(posting.asset, (change = noChange()))
    count(posting, change)
  }
  return changes
}

function periodOf({ at, reference }: LedgerPosting, span: StatementSpan): string {
  if (Math.abs(at) <= MOST_MS) return new Date(at).toISOString().slice(0, CHARS[span])
  throw new PlimsollError(
    'data',
    `a posting of "${reference}" has the time ${at}`,
    'Make the ledger anew from the journal.',
  )
}

function count({ account, amount }: LedgerPosting, change: Change): void {
  const kind = accountKind(account)
  const exact = parseAmount(amount)
  if (isOtherSide(kind)) change[COLUMNS[kind]] = change[COLUMNS[kind]].minus(exact)
  else change.own = change.own.plus(exact)
}

/**
 * What was paid in before the first bar carries the time of the machine, all else that of the engine, which lies far back when a
 * session plays the past. So what comes before the first posting of a market counts no later than that one.
 */
function* datedByEngine(postings: Iterable<LedgerPosting>): Iterable<LedgerPosting> {
  const early: LedgerPosting[] = []
  let hasTraded = false
  for (const posting of postings) {
    hasTraded ||= posting.symbol !== null
    if (!hasTraded) {
      early.push(posting)
      continue
    }
    for (const before of early.splice(0)) yield { ...before, at: Math.min(before.at, posting.at) }
    yield posting
  }
  yield* early
}

function isOtherSide(kind: AccountKind): kind is keyof typeof COLUMNS {
  return CHART_OF_ACCOUNTS[kind].place === 'other side'
}

function noChange(): Change {
  return { own: ZERO, deposits: ZERO, realisedPnl: ZERO, fees: ZERO, funding: ZERO }
}
