import { fail } from '../core/assert.ts'
import type { Instrument } from '../core/instrument.ts'
import type { Bars } from '../market/bars.ts'
import { formatTime } from '../market/format-time.ts'

/** A market that may be traded. What `bars` and their series hold counts from the close of the bar on, not before. */
export interface Candidate {
  readonly symbol: string
  readonly listedAt: number
  /** Infinity while it trades. A handler must not read it: at most moments it lies in the future. */
  readonly delistedAt: number
  readonly instrument: Instrument
  readonly bars: Bars
}

/** What is known of markets beside their bars. */
export interface MarketFacts {
  /** Place by market capitalisation as it was known at `at`, 1 is the largest; undefined where none is known. */
  marketCapRank(symbol: string, at: number): number | undefined
}

/** The moment at which a universe is chosen, and what may be asked about it. */
export interface AsOf {
  readonly at: number
  readonly facts: MarketFacts
}

/** A link of the chain: from the candidates that are left to fewer of them, or to another order. Pure. */
export interface Handler {
  readonly name: string
  /** How far back from the moment it reads bars, in milliseconds; absent when the newest bar is enough. */
  readonly backMs?: number
  apply(candidates: readonly Candidate[], as: AsOf): readonly Candidate[]
  /** Why this candidate was taken out, with the values: `SOL/USDT: 24h volume 1200000 USDT is below 5000000`. */
  explain?(candidate: Candidate, as: AsOf): string
}

/** A symbol that is not in the universe, and which link of the chain took it out. */
export interface Removal {
  readonly symbol: string
  readonly handler: string
  readonly reason: string
}

export interface Universe {
  /** In the order that the last handler gave them. */
  readonly symbols: readonly string[]
  readonly removed: readonly Removal[]
}

/** For markets of which nothing is known but their bars. */
export const NO_FACTS: MarketFacts = { marketCapRank: () => undefined }

/** Whether the market trades at `at`. */
export function isListed(candidate: Candidate, at: number): boolean {
  return at >= candidate.listedAt && at < candidate.delistedAt
}

/** By symbol, so that the order in which files were named never decides anything. */
export function bySymbol(candidates: readonly Candidate[]): readonly Candidate[] {
  const sorted = candidates.toSorted((a, b) => (a.symbol < b.symbol ? -1 : a.symbol > b.symbol ? 1 : 0))
  const double = sorted.find(({ symbol }, k) => symbol === sorted[k - 1]?.symbol)
  if (double !== undefined) fail(`${double.symbol} is a candidate twice`)
  return sorted
}

/** The symbols that may be traded at `at`, and why each of the others may not. */
export function evaluateUniverse(
  candidates: readonly Candidate[],
  handlers: readonly Handler[],
  at: number,
  facts: MarketFacts,
): Universe {
  const as = { at, facts }
  const removed: Removal[] = []
  let left: readonly Candidate[] = bySymbol(candidates)
  for (const handler of [listing, ...handlers]) {
    const after = handler.apply(left, as)
    removed.push(...removalsBy(handler, left, after, as))
    left = after
  }
  return { symbols: left.map(({ symbol }) => symbol), removed }
}

/** The same without the reasons, for candidates that `bySymbol` has sorted. */
export function symbolsAsOf(sorted: readonly Candidate[], handlers: readonly Handler[], as: AsOf): readonly string[] {
  let left = listing.apply(sorted, as)
  for (const handler of handlers) left = handler.apply(left, as)
  return left.map(({ symbol }) => symbol)
}

/** Stands before every chain. */
const listing: Handler = {
  name: 'listing',
  apply: (candidates, { at }) => candidates.filter((candidate) => isListed(candidate, at)),
  explain: ({ symbol, listedAt, delistedAt }, { at }) =>
    at < listedAt
      ? `${symbol}: is not listed before ${formatTime(listedAt)}`
      : `${symbol}: is not traded any more since ${formatTime(delistedAt)}`,
}

function removalsBy(
  handler: Handler,
  before: readonly Candidate[],
  after: readonly Candidate[],
  as: AsOf,
): readonly Removal[] {
  const kept = new Set(after)
  const gone = before.filter((candidate) => !kept.has(candidate))
  if (kept.size !== after.length || gone.length + kept.size !== before.length) {
    fail(`handler ${handler.name} gave back a candidate that it was not given, or one twice`)
  }
  return gone.map((candidate) => ({
    symbol: candidate.symbol,
    handler: handler.name,
    reason: handler.explain?.(candidate, as) ?? `${candidate.symbol}: is taken out by ${handler.name}`,
  }))
}
