import { createInstrument } from '../../core/instrument.ts'
import type { Timeframe } from '../../core/timeframe.ts'
import { Bars } from '../../market/bars.ts'
import { Series } from '../../market/series.ts'
import {
  type Candidate,
  evaluateUniverse,
  type Handler,
  type MarketFacts,
  NO_FACTS,
  type Universe,
} from '../universe.ts'

/** The moment at which the tests ask. */
export const AT = Date.UTC(2024, 0, 31)
export const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS

interface CandidateOptions {
  readonly symbol?: string
  readonly timeframe?: Timeframe
  /** The last of them closes at `endsAt`. What is not given beside them is the close, and a volume of 1. */
  readonly closes?: readonly number[]
  readonly opens?: readonly number[]
  readonly highs?: readonly number[]
  readonly lows?: readonly number[]
  readonly volumes?: readonly number[]
  readonly endsAt?: number
  readonly listedAt?: number
  readonly delistedAt?: number
  readonly tickSize?: number
  readonly contractSize?: number
  /** Values with the moments at which they became known. */
  readonly spreads?: readonly (readonly [at: number, bps: number])[]
}

/** A market of which everything that is not named is harmless. */
export function candidateOf(options: CandidateOptions): Candidate {
  const { symbol = 'SOL/USDT', listedAt = 0, delistedAt = Number.POSITIVE_INFINITY } = options
  return {
    symbol,
    listedAt,
    delistedAt,
    instrument: createInstrument({
      symbol,
      tickSize: options.tickSize ?? 0.01,
      lotSize: 0.01,
      contractSize: options.contractSize ?? 1,
    }),
    bars: barsOf(options),
  }
}

function barsOf(options: CandidateOptions): Bars {
  const { timeframe = '1h', closes = [100], endsAt = AT, spreads } = options
  const bars = new Bars(timeframe)
  for (const [k, close] of closes.entries()) {
    const column = (values: readonly number[] | undefined, initial: number) => values?.[k] ?? initial
    const time = endsAt - (closes.length - k) * bars.timeframeMs
    const [open, high, low] = [options.opens, options.highs, options.lows].map((values) => column(values, close))
    bars.append(time, open as number, high as number, low as number, close, column(options.volumes, 1))
  }
  if (spreads !== undefined) {
    const spreadBps = new Series()
    for (const [at, bps] of spreads) spreadBps.append(at, bps)
    bars.series = { spreadBps }
  }
  return bars
}

/** What a single handler makes of the candidates at `at`. */
export function universeOf(
  handler: Handler,
  candidates: readonly Candidate[],
  facts: MarketFacts = NO_FACTS,
  at = AT,
): Universe {
  return evaluateUniverse(candidates, [handler], at, facts)
}

/** The sentences of what was taken out. */
export function reasonsOf(universe: Universe): readonly string[] {
  return universe.removed.map(({ reason }) => reason)
}
