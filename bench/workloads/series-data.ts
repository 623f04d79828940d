import { createPrng, type Prng } from '../../src/core/prng.ts'
import type { Bars } from '../../src/market/bars.ts'
import { SERIES_NAMES, Series, type SeriesByName, type SeriesName } from '../../src/market/series.ts'

const MINUTE_MS = 60_000

type Draw = (draw: Prng, before: number) => number

/** How often a series has a value, the first of them, and the next. */
const WALKS: Readonly<Record<SeriesName, readonly [everyMs: number, first: number, next: Draw]>> = {
  fundingRate: [480 * MINUTE_MS, 0.0001, (draw) => Math.round((draw() - 0.4) * 1e5) / 1e8],
  openInterest: [5 * MINUTE_MS, 5e6, (draw, before) => before * (1 + (draw() - 0.5) * 0.01)],
  bidDepth: [MINUTE_MS, 2e6, (draw) => Math.round(4e6 * draw())],
  askDepth: [MINUTE_MS, 2e6, (draw) => Math.round(4e6 * draw())],
  spreadBps: [MINUTE_MS, 1.5, (draw) => Math.round(800 * draw()) / 100],
  benchmark: [MINUTE_MS, 40_000, (draw, before) => before * (1 + (draw() - 0.5) * 0.001)],
}

/** The bars with every series, drawn from a seed, so that a strategy that reads the order book or the funding has something to read. */
export function withSeries(bars: Bars): Bars {
  bars.series = randomSeries(bars, createPrng(7))
  return bars
}

function randomSeries({ time, length, timeframeMs }: Bars, draw: Prng): SeriesByName {
  const from = time[0] as number
  const to = (time[length - 1] as number) + timeframeMs
  return Object.fromEntries(
    SERIES_NAMES.map((name) => {
      const [everyMs, first, next] = WALKS[name]
      const series = new Series()
      for (let at = from, value = first; at <= to; at += everyMs, value = next(draw, value)) series.append(at, value)
      return [name, series]
    }),
  )
}
