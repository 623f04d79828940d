import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Grid } from '../../core/grid.ts'
import { TIMEFRAMES } from '../../core/timeframe.ts'
import type { Bars } from '../bars.ts'
import { generateMarket } from './generate-market.ts'
import { REGIMES } from './regimes.ts'
import { profileOf } from './symbol-profile.ts'

const FROM = Date.UTC(2024, 0, 1)
const SYMBOLS = ['BTC/USDT', 'DOGE/USDT', 'QQQ/USDT:USDT']

test('every bar of every timeframe and regime is there, sound, on its ticks and has volume', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.constantFrom(...TIMEFRAMES),
      fc.constantFrom(undefined, ...REGIMES),
      (seed, timeframe, regime) => {
        const request = { symbols: SYMBOLS, timeframe, from: FROM, to: FROM + 5 * 86_400_000, seed }
        const { bars } = generateMarket(regime === undefined ? request : { ...request, regime })
        for (const symbol of SYMBOLS) {
          const made = bars[symbol] as Bars
          expect(made.length).toBe((5 * 86_400_000) / made.timeframeMs)
          expect(defectsOf(made, new Grid(profileOf(symbol).tickSize))).toEqual([])
        }
      },
    ),
    { numRuns: 40 },
  )
})

/** Indices of bars that cannot be. */
function defectsOf(bars: Bars, ticks: Grid): number[] {
  return Array.from({ length: bars.length }, (_, i) => i).filter((i) => {
    const [open, high, low, close] = [bars.open, bars.high, bars.low, bars.close].map(
      (column) => column[i] as number,
    ) as [number, number, number, number]
    const encloses = low > 0 && low <= Math.min(open, close) && high >= Math.max(open, close)
    const isOnTicks = [open, high, low, close].every((price) => ticks.nearest(price) === price)
    const follows =
      i === 0 || (open === bars.close[i - 1] && bars.time[i] === (bars.time[i - 1] as number) + bars.timeframeMs)
    return !(encloses && isOnTicks && follows && (bars.volume[i] as number) > 0)
  })
}
