import { assert } from '../core/assert.ts'
import { barOpenAt } from '../core/timeframe.ts'
import { HOUR_MS } from './closed-bars.ts'
import { bySymbol, type Candidate, type Handler, isListed, type MarketFacts, symbolsAsOf } from './universe.ts'

export interface ScheduleOptions {
  readonly candidates: readonly Candidate[]
  readonly handlers: readonly Handler[]
  readonly facts: MarketFacts
  /** The universe is chosen anew at the multiples of this since 1970 UTC: 24 is midnight. */
  readonly refreshHours: number
}

/** Which symbols may be entered when. */
export interface UniverseSchedule {
  /** How far back from the moment of a question bars are read, in milliseconds. */
  readonly backMs: number
  /** Whether `symbol` was chosen at the last refresh, and still trades. */
  includes(symbol: string, at: number): boolean
  /** What was chosen at the last refresh, in its order. */
  symbolsAt(at: number): readonly string[]
}

/**
 * The universe through time. A refresh depends on what had closed by then and on nothing else, so it is evaluated when it is first asked
 * for, once: over past bars and over those of a live source alike. A run asks in the order of time, so the last answer is at hand.
 */
export function universeSchedule({ candidates, handlers, facts, refreshHours }: ScheduleOptions): UniverseSchedule {
  const refreshMs = refreshHours * HOUR_MS
  assert(refreshMs > 0, `a universe is refreshed every ${refreshHours} hours`)
  const sorted = bySymbol(candidates)
  const bySymbolName = new Map(sorted.map((candidate) => [candidate.symbol, candidate]))
  const members = new Map<number, ReadonlySet<string>>()
  let newestAt = Number.NaN
  let newest: ReadonlySet<string> = new Set()

  function membersAt(at: number): ReadonlySet<string> {
    const refreshAt = barOpenAt(at, refreshMs)
    if (refreshAt === newestAt) return newest
    newest = members.get(refreshAt) ?? new Set(symbolsAsOf(sorted, handlers, { at: refreshAt, facts }))
    newestAt = refreshAt
    members.set(refreshAt, newest)
    return newest
  }

  return {
    backMs: refreshMs + Math.max(0, ...handlers.map((handler) => handler.backMs ?? 0)),
    includes: (symbol, at) => {
      const candidate = bySymbolName.get(symbol)
      return candidate !== undefined && isListed(candidate, at) && membersAt(at).has(symbol)
    },
    symbolsAt: (at) => [...membersAt(at)],
  }
}
