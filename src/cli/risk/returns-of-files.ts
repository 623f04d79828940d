import { Timeline } from '../../market/timeline.ts'
import { MarketReturns } from '../../risk/market-returns.ts'
import { RETURN_BARS } from '../../risk/read-by-rules.ts'
import type { SimulatedMarket } from '../../simulation/market-simulator.ts'

/** The returns of markets up to `at`, as a run over the same candles knows them then. */
export function returnsOfFiles(files: readonly SimulatedMarket[], at: number): MarketReturns {
  const returns = new MarketReturns(files.length, RETURN_BARS)
  const timeline = new Timeline(files.map(({ bars }) => bars))
  const closes = new Float64Array(files.length).fill(Number.NaN)
  while (timeline.next() && timeline.closesAt <= at) {
    for (const [m, { bars }] of files.entries()) {
      const i = timeline.closed[m] as number
      if (i >= 0) closes[m] = bars.close[i] as number
    }
    returns.push(closes)
  }
  return returns
}
