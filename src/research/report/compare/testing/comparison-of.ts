import { runOf } from '../../../metrics/testing/run-of.ts'
import type { RunResult } from '../../../run-result.ts'
import { comparedStrategy } from '../compared-strategy.ts'
import type { Comparison } from '../comparison.ts'
import { sampleMarket, samplePath } from '../sampled-path.ts'

const POINTS = 1200

/** A comparison of daily runs with these equities, each of which began with 1000. */
export function comparisonOf(
  equities: Readonly<Record<string, readonly number[]>>,
  details: Partial<Comparison> & Pick<Partial<RunResult>, 'refusals'> = {},
): Comparison {
  const { refusals = {}, ...rest } = details
  const runs = Object.entries(equities).map(([strategy, equity]) => ({
    ...runOf({ equity, refusals }),
    strategies: [strategy],
  }))
  const ran = runs.flatMap((run) => {
    const row = comparedStrategy(run)
    return 'status' in row ? [] : [{ ...row, path: samplePath(run, POINTS) }]
  })
  const [first] = runs
  return {
    symbols: ['BTC/USDT'],
    quote: 'USDT',
    timeframe: '1d',
    capital: 1000,
    sortedBy: 'return',
    ran,
    absent: [],
    ...(first !== undefined && { market: sampleMarket(first, POINTS) }),
    ...rest,
  }
}
