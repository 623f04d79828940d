import { createPrng } from '../../core/prng.ts'
import type { Timeframe } from '../../core/timeframe.ts'
import { Bars } from '../../market/bars.ts'

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
  return bars
}

function step(price: number, random: () => number, size: number): number {
  return Math.max(1, Math.round(price * (1 + (random() - 0.5) * size) * 100) / 100)
}

/** Bars that never move: one price, no range, no volume. */
export function flatBars(count: number, price = 100): Bars {
  const bars = new Bars('5m')
  for (let i = 0; i < count; i++) bars.append(START_AT + i * bars.timeframeMs, price, price, price, price, 0)
  return bars
}
