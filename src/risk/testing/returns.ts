import { MarketReturns } from '../market-returns.ts'

/** The returns of so many bars, one list of markets a bar. */
export function returnsOf(moves: readonly (readonly number[])[], windowBars = moves.length): MarketReturns {
  const markets = moves[0]?.length ?? 0
  const returns = new MarketReturns(markets, windowBars, { minObservations: 2 })
  const closes = new Float64Array(markets).fill(100)
  returns.push(closes)
  for (const bar of moves) {
    for (const [m, move] of bar.entries()) closes[m] = (closes[m] as number) * (1 + move)
    returns.push(closes)
  }
  return returns
}
