import { timeframeMs } from '../../../core/timeframe.ts'
import { buyAndHoldEquity } from '../../metrics/buy-and-hold.ts'
import { dailyEquity } from '../../metrics/daily-equity.ts'
import type { RunResult } from '../../run-result.ts'

/**
 * The way of an account, on a grid of time that all runs over the same bars share: the capital before the first bar, then the end of
 * each stretch of bars, the last of which is the exact last close.
 */
export interface SampledPath {
  readonly time: readonly number[]
  /** At the end of the stretch. */
  readonly equity: readonly number[]
  /** The deepest of the stretch, in percent below the highest equity so far: 0 or negative. No fall gets lost. */
  readonly drawdownPct: readonly number[]
  readonly dailyReturns: Float64Array
}

/** The path of a run in at most `maxPoints` points. */
export function samplePath(run: RunResult, maxPoints: number): SampledPath {
  return sample(run, run.curve.equity, maxPoints)
}

/** The path of the markets of a run: an equal part in each, held from the first open on, without costs. */
export function sampleMarket(run: RunResult, maxPoints: number): SampledPath {
  return sample(run, run.markets.length === 0 ? run.curve.equity : buyAndHoldEquity(run), maxPoints)
}

function sample({ curve, capital, timeframe }: RunResult, equity: Float64Array, maxPoints: number): SampledPath {
  const count = equity.length
  const stretches = Math.min(count, maxPoints - 1)
  const dailyReturns = dailyEquity(curve.time, equity, capital).returns
  const path = { time: [] as number[], equity: [] as number[], drawdownPct: [] as number[], dailyReturns }
  if (stretches === 0) return path
  path.time.push((curve.time.at(0) as number) - timeframeMs(timeframe))
  path.equity.push(capital)
  path.drawdownPct.push(0)
  let peak = capital
  for (let k = 0, i = 0; k < stretches; k++) {
    const end = Math.floor(((k + 1) * count) / stretches)
    let deepest = 0
    for (; i < end; i++) {
      const value = equity[i] as number
      peak = Math.max(peak, value)
      deepest = Math.min(deepest, (value / peak - 1) * 100)
    }
    path.time.push(curve.time.at(end - 1) as number)
    path.equity.push(equity[end - 1] as number)
    path.drawdownPct.push(deepest)
  }
  return path
}
