import type { Timeframe } from '../../../core/timeframe.ts'
import { timeframeMs } from '../../../core/timeframe.ts'
import { Bars } from '../../../market/bars.ts'

/** `count` bars from `from` on, whose values tell bar and `variant`; every `gapEvery`-th is left out. */
export function makeBars(
  timeframe: Timeframe,
  from: number,
  count: number,
  { variant = 0, gapEvery = 0 }: { readonly variant?: number; readonly gapEvery?: number } = {},
): Bars {
  const bars = new Bars(timeframe, count)
  const stepMs = timeframeMs(timeframe)
  for (let k = 0; k < count; k++) {
    if (gapEvery > 0 && k % gapEvery === gapEvery - 1) continue
    const close = 100 + Math.sin(k + variant)
    bars.append(from + k * stepMs, close, close + 1, close - 1, close, k + variant / 8)
  }
  return bars
}

/** All six columns as lists, for comparisons. */
export function listsOf({ time, open, high, low, close, volume, length }: Bars): number[][] {
  return [time, open, high, low, close, volume].map((column) => [...column.subarray(0, length)])
}
