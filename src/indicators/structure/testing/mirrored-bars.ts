import { Bars } from '../../../market/bars.ts'
import { randomBars } from '../../testing/random-bars.ts'

const SUM = 1_000_000

/** Random bars in whole numbers, and the same turned upside down: each price and its mirror add up to `sum`. */
export function mirroredBars(count: number, seed: number): { bars: Bars; mirror: Bars; sum: number } {
  const drawn = randomBars({ count, seed })
  const bars = new Bars(drawn.timeframe)
  const mirror = new Bars(drawn.timeframe)
  for (let i = 0; i < count; i++) {
    const [open = 0, high = 0, low = 0, close = 0] = [drawn.open, drawn.high, drawn.low, drawn.close].map((prices) =>
      Math.round(100 * (prices[i] as number)),
    )
    const time = drawn.time[i] as number
    bars.append(time, open, high, low, close, 0)
    mirror.append(time, SUM - open, SUM - low, SUM - high, SUM - close, 0)
  }
  return { bars, mirror, sum: SUM }
}
