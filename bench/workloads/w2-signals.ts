import { ema } from '../../src/indicators/averages/ema.ts'
import { MarketColumns } from '../../src/indicators/market-columns.ts'
import { adx } from '../../src/indicators/trend/adx.ts'
import type { Bars } from '../../src/market/bars.ts'

/** What W2 says at the close of each bar: 1 long, -1 short, 0 nothing. For engines that cannot compute it within their time. */
export function signalsOfW2(bars: Bars): Int8Array {
  const columns = new MarketColumns(bars)
  const fast = columns.lines(ema, { period: 12, seed: 'first' }).ema.column
  const slow = columns.lines(ema, { period: 26, seed: 'first' }).ema.column
  const strength = columns.lines(adx, { period: 14 }).adx.column
  columns.extend()
  const signals = new Int8Array(bars.length)
  for (let i = 100; i < bars.length - 1; i++) {
    if (!((strength.values[i] as number) > 25)) continue
    const now = (fast.values[i] as number) - (slow.values[i] as number)
    const before = (fast.values[i - 1] as number) - (slow.values[i - 1] as number)
    signals[i] = now > 0 && before <= 0 ? 1 : now < 0 && before >= 0 ? -1 : 0
  }
  return signals
}
