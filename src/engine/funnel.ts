import type { Stage } from '../core/stage.ts'
import type { Refused } from './ports.ts'

/** How often a rule refused signals of a strategy on a symbol, and what it said last. Times are UTC, in milliseconds. */
export interface RefusalCount {
  readonly stage: Stage
  readonly rule: string
  readonly symbol: string
  readonly strategy: string
  readonly count: number
  readonly firstAt: number
  readonly lastAt: number
  readonly lastReason: string
}

/** What became of the signals of a run: each ends as an order that fills, in one refusal, or is still on its way. */
export interface FunnelCounts {
  /** Signals to enter, and to leave something that was there. */
  readonly entrySignals: number
  readonly exitSignals: number
  /** Entry orders that were sent, and those of which something filled. */
  readonly placed: number
  readonly filled: number
  /** Orders that filled after they had been counted as refused: the cancel, or the answer, came too late. */
  readonly filledLate: number
  /** Entries that wait until an opposite position is closed, and orders that may still fill. */
  readonly waiting: number
  readonly onTheWay: number
  readonly refusals: readonly RefusalCount[]
}

interface Counted extends Omit<RefusalCount, 'strategy'> {
  readonly strategy: number
  count: number
  lastAt: number
  lastReason: string
}

/** More than a run has. */
const MOST_STRATEGIES = 1e6

/** Counts what becomes of signals. Each number is counted where it happens, none is worked out of the others: so that they can be checked. */
export class Funnel {
  entrySignals = 0
  exitSignals = 0
  placed = 0
  filled = 0
  filledLate = 0
  /** By stage and rule, then by market and strategy: no text is put together for each refusal. */
  readonly #counts = new Map<Stage, Map<string, Map<number, Counted>>>()

  onRefusal({ stage, rule, reason, market, symbol, strategy }: Refused, at: number): void {
    const counts = this.#countsOf(stage, rule)
    const place = market * MOST_STRATEGIES + strategy
    const known = counts.get(place)
    if (known === undefined) {
      counts.set(place, { stage, rule, symbol, strategy, count: 1, firstAt: at, lastAt: at, lastReason: reason })
      return
    }
    known.count += 1
    known.lastAt = at
    known.lastReason = reason
  }

  #countsOf(stage: Stage, rule: string): Map<number, Counted> {
    const known = this.#counts.get(stage)?.get(rule)
    if (known !== undefined) return known
    const counts = new Map<number, Counted>()
    const rules = this.#counts.get(stage) ?? new Map<string, Map<number, Counted>>()
    this.#counts.set(stage, rules.set(rule, counts))
    return counts
  }

  /** The counts, the most frequent refusal first. */
  counts(strategyNames: readonly string[], underWay: Pick<FunnelCounts, 'waiting' | 'onTheWay'>): FunnelCounts {
    const { entrySignals, exitSignals, placed, filled, filledLate } = this
    const refusals = [...this.#counts.values()]
      .flatMap((rules) => [...rules.values()])
      .flatMap((counted) => [...counted.values()])
      .map(({ strategy, ...counted }) => ({ ...counted, strategy: strategyNames[strategy] ?? '' }))
      .sort((a, b) => b.count - a.count)
    return { entrySignals, exitSignals, placed, filled, filledLate, ...underWay, refusals }
  }
}
