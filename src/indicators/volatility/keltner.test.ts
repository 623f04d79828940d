import { test } from 'vitest'
import { ema } from '../averages/ema.ts'
import { expectClose, valuesOf } from '../testing/expect-values.ts'
import { randomBars } from '../testing/random-bars.ts'
import { atr } from './atr.ts'
import { keltner } from './keltner.ts'

test.each([
  { period: 20, multiple: 2, atrPeriod: 10, seed: 'mean' },
  { period: 5, multiple: 1.5, atrPeriod: 14, seed: 'first' },
] as const)('is an EMA with bands of ATR around it: %o', ({ period, multiple, atrPeriod, seed }) => {
  const bars = randomBars({ count: 200, seed: 43 })
  const { middle, upper, lower } = valuesOf(keltner, { period, multiple, atrPeriod, seed }, bars)
  const average = valuesOf(ema, { period, seed }, bars).ema
  const width = valuesOf(atr, { period: atrPeriod }, bars).atr
  expectClose(middle, average, 0)
  expectClose(
    upper,
    average.map((value, i) => value + multiple * (width[i] as number)),
    1e-12,
  )
  expectClose(
    lower,
    average.map((value, i) => value - multiple * (width[i] as number)),
    1e-12,
  )
})
