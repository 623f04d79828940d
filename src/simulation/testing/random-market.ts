import { createPrng } from '../../core/prng.ts'
import type { Timeframe } from '../../core/timeframe.ts'
import { Bars } from '../../market/bars.ts'

export interface RandomMarketOptions {
  readonly seed: number
  readonly bars: number
  readonly timeframe?: Timeframe
  readonly startPrice?: number
  readonly tick?: number
  /** Size of a usual move from one bar to the next: 0.005. */
  readonly volatility?: number
  /** Chance that a bar is missing, that one has no volume, and that one jumps. */
  readonly gaps?: number
  readonly quiet?: number
  readonly jumps?: number
}

/** A random walk on the tick grid, with missing bars, bars without trades and jumps. Valid bars only. */
export function randomMarket(options: RandomMarketOptions): Bars {
  const { seed, timeframe = '5m', startPrice = 100, tick = 0.01, volatility = 0.005 } = options
  const { gaps = 0.01, quiet = 0.02, jumps = 0.01 } = options
  const draw = createPrng(seed)
  const bars = new Bars(timeframe, options.bars)
  const snap = (price: number) => Math.max(1, Math.round(price / tick)) * tick
  let last = startPrice
  for (let k = 0; bars.length < options.bars; k++) {
    const jump = draw() < jumps ? 1 + (draw() - 0.5) * 40 * volatility : 1
    const open = snap(last * jump * (1 + (draw() - 0.5) * 0.2 * volatility))
    const close = snap(open * (1 + (draw() + draw() + draw() - 1.5) * 2 * volatility))
    const high = snap(Math.max(open, close) * (1 + draw() * volatility))
    const low = snap(Math.min(open, close) * (1 - draw() * volatility))
    const isQuiet = draw() < quiet
    const volume = Math.round((1 + draw() * draw() * 1000) * 1000) / 1000
    if (draw() < gaps) continue
    if (isQuiet) bars.append(k * bars.timeframeMs, last, last, last, last, 0)
    else bars.append(k * bars.timeframeMs, open, Math.max(high, open, close), Math.min(low, open, close), close, volume)
    last = isQuiet ? last : close
    // Walks that leave the range of prices are turned back: the tick must stay small against the price.
    if (last < startPrice / 5 || last > startPrice * 5) last = snap(startPrice)
  }
  return bars
}
