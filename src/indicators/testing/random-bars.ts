import { createPrng } from '../../core/prng.ts'
import type { Timeframe } from '../../core/timeframe.ts'
import { Bars } from '../../market/bars.ts'
import { SERIES_NAMES, Series, type SeriesByName, type SeriesName } from '../../market/series.ts'

export interface RandomBarsOptions {
  readonly count: number
  readonly seed: number
  readonly timeframe?: Timeframe
  /** Share of the bars that are missing. */
  readonly gaps?: number
  /** From this bar on prices move five times as much. */
  readonly stormFrom?: number
}

const START_AT = Date.UTC(2024, 0, 1, 21, 40)

/** A random walk with gaps in the price, wicks, some bars without volume and some without range; prices on a grid of 0.01. */
export function randomBars({ count, seed, timeframe = '5m', gaps = 0, stormFrom = count }: RandomBarsOptions): Bars {
  const random = createPrng(seed)
  const bars = new Bars(timeframe)
  let price = 100
  let slot = 0
  while (bars.length < count) {
    slot++
    if (random() < gaps) continue
    const isStill = random() < 0.05
    const swing = bars.length < stormFrom ? 1 : 5
    const open = isStill ? price : step(price, random, 0.002 * swing)
    const close = isStill ? open : step(open, random, 0.01 * swing)
    const high = isStill ? open : Math.max(open, close, step(close, random, 0.01 * swing))
    const low = isStill ? open : Math.min(open, close, step(open, random, 0.01 * swing))
    const volume = random() < 0.1 ? 0 : Math.round(random() * 1e6) / 1e3
    bars.append(START_AT + slot * bars.timeframeMs, open, high, low, close, volume)
    price = close
  }
  bars.series = randomSeries(bars, createPrng(seed + 1_000_003))
  return bars
}

type Draw = (random: () => number, before: number) => number

/** Every how many bars a series has a value, where it starts, and how it goes on. */
const DRAWS: Readonly<Record<SeriesName, readonly [every: number, start: number, draw: Draw]>> = {
  fundingRate: [8, 0.0001, (random) => Math.round((random() - 0.4) * 1e5) / 1e8],
  openInterest: [3, 5000, (random, before) => step(before, random, 0.02)],
  bidDepth: [1, 2e6, (random) => (random() < 0.1 ? 0 : Math.round(random() * 4e6))],
  askDepth: [1, 2e6, (random) => (random() < 0.1 ? 0 : Math.round(random() * 4e6))],
  spreadBps: [1, 1.5, (random) => Math.round(random() * 800) / 100],
  benchmark: [1, 40_000, (random, before) => (random() < 0.1 ? before : step(before, random, 0.01))],
}

/** All series: a first value before the first bar closes, and the others at some moment of their bar. */
export function randomSeries(bars: Bars, random: () => number): SeriesByName {
  return Object.fromEntries(
    SERIES_NAMES.map((name) => {
      const [every, start, draw] = DRAWS[name]
      const series = new Series()
      let value = start
      series.append((bars.time[0] as number) - 1, value)
      for (let i = 0; i < bars.length; i += every) {
        value = draw(random, value)
        series.append((bars.time[i] as number) + Math.ceil(random() * bars.timeframeMs), value)
      }
      return [name, series]
    }),
  )
}

function step(price: number, random: () => number, size: number): number {
  return Math.max(1, Math.round(price * (1 + (random() - 0.5) * size) * 100) / 100)
}

/** Bars that never move: one price, no range, no volume; of each series there is one value, 0 but for the price of the other market. */
export function flatBars(count: number, price = 100): Bars {
  const bars = new Bars('5m')
  bars.series = Object.fromEntries(
    SERIES_NAMES.map((name) => {
      const series = new Series()
      series.append(START_AT, name === 'benchmark' ? price : 0)
      return [name, series]
    }),
  )
  for (let i = 0; i < count; i++) bars.append(START_AT + i * bars.timeframeMs, price, price, price, price, 0)
  return bars
}
