import { timeframeMs } from '../../core/timeframe.ts'
import { buyAndHoldEquity } from '../metrics/buy-and-hold.ts'
import type { CloseTimes, RunResult } from '../run-result.ts'

/** The equity of a run at chosen moments, from the capital before the first bar to the exact last close. */
export interface SampledCurve {
  readonly time: readonly number[]
  readonly equity: readonly number[]
  readonly buyAndHold: readonly number[]
  /** Distance below the highest equity so far, in percent: 0 or negative. */
  readonly drawdownPct: readonly number[]
}

/**
 * At most `maxPoints` points of the curve. Of each stretch the highest equity and the deepest drawdown are kept, so that the
 * picture has every peak and the bottom of every fall; short runs are kept whole.
 */
export function sampleCurve(run: RunResult, maxPoints: number): SampledCurve {
  const { time, equity } = run.curve
  const held = run.markets.length === 0 ? equity : buyAndHoldEquity(run)
  const drawdownPct = drawdowns(equity, run.capital)
  const indexes = chosenIndexes(equity, drawdownPct, maxPoints - 1)
  const at = (column: CloseTimes): number[] => indexes.map((i) => column.at(i) as number)
  if (indexes.length === 0) return { time: [], equity: [], buyAndHold: [], drawdownPct: [] }
  return {
    time: [(time.at(0) as number) - timeframeMs(run.timeframe), ...at(time)],
    equity: [run.capital, ...at(equity)],
    buyAndHold: [run.capital, ...at(held)],
    drawdownPct: [0, ...at(drawdownPct)],
  }
}

function drawdowns(equity: Float64Array, capital: number): Float64Array {
  const drawdownPct = new Float64Array(equity.length)
  let peak = capital
  for (let i = 0; i < equity.length; i++) {
    peak = Math.max(peak, equity[i] as number)
    drawdownPct[i] = ((equity[i] as number) / peak - 1) * 100
  }
  return drawdownPct
}

function chosenIndexes(equity: Float64Array, drawdownPct: Float64Array, maxPoints: number): number[] {
  const count = equity.length
  if (count <= maxPoints) return Array.from({ length: count }, (_, i) => i)
  const stretches = Math.floor((maxPoints - 2) / 2)
  const chosen = new Set([0])
  for (let k = 0; k < stretches; k++) {
    const from = Math.floor((k * count) / stretches)
    const to = Math.floor(((k + 1) * count) / stretches)
    let highest = from
    let deepest = from
    for (let i = from; i < to; i++) {
      if ((equity[i] as number) > (equity[highest] as number)) highest = i
      if ((drawdownPct[i] as number) < (drawdownPct[deepest] as number)) deepest = i
    }
    chosen.add(Math.min(highest, deepest)).add(Math.max(highest, deepest))
  }
  return Array.from(chosen.add(count - 1)).sort((a, b) => a - b)
}
