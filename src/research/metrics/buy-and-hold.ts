import type { Bars } from '../../market/bars.ts'
import type { RunResult } from '../run-result.ts'

/**
 * What the same capital would have become in the run's markets without any decision: an equal part in each, bought at the
 * open of its first bar in the run and held to the end, without costs and leverage. One value per bar of the run's curve.
 */
export function buyAndHoldEquity(run: RunResult): Float64Array {
  const { time } = run.curve
  const held = new Float64Array(time.length)
  for (const { bars } of run.markets) addHolding(held, time, bars, run.capital / run.markets.length)
  return held
}

/** Adds a holding, marked at the last close known at each time; before the market's first bar it is cash. */
function addHolding(held: Float64Array, times: Float64Array, bars: Bars, amount: number): void {
  const { time: opens, close: closes, length, timeframeMs } = bars
  let next = times.length === 0 ? 0 : firstBarClosingFrom(bars, times[0] as number)
  const bought = amount / (bars.open[next] as number)
  let value = amount
  for (let i = 0; i < times.length; i++) {
    const latestOpen = (times[i] as number) - timeframeMs
    while (next < length && (opens[next] as number) <= latestOpen) value = bought * (closes[next++] as number)
    held[i] = (held[i] as number) + value
  }
}

/** The bar with which the run began: the first that closes at or after the first time of its curve. */
function firstBarClosingFrom(bars: Bars, time: number): number {
  return bars.indexAtOrAfter(time - bars.timeframeMs)
}
