import { expect, test } from 'vitest'
import { expectClose, valuesOf } from '../testing/expect-values.ts'
import { randomBars } from '../testing/random-bars.ts'
import { ichimoku } from './ichimoku.ts'

test('equals its definition', () => {
  const bars = randomBars({ count: 300, seed: 45 })
  const middle = (i: number, period: number) => {
    if (i < period - 1) return Number.NaN
    const from = i - period + 1
    return (Math.max(...bars.high.subarray(from, i + 1)) + Math.min(...bars.low.subarray(from, i + 1))) / 2
  }
  const all = Array.from({ length: 300 }, (_, i) => i)
  const values = valuesOf(ichimoku, {}, bars)
  expectClose(
    values.tenkan,
    all.map((i) => middle(i, 9)),
    0,
  )
  expectClose(
    values.kijun,
    all.map((i) => middle(i, 26)),
    0,
  )
  expectClose(
    values.senkouA,
    all.map((i) => (middle(i - 26, 9) + middle(i - 26, 26)) / 2),
    0,
  )
  expectClose(
    values.senkouB,
    all.map((i) => middle(i - 26, 52)),
    0,
  )
  expectClose(
    values.chikou,
    all.map((i) => bars.close[i] as number),
    0,
  )
})

test('only chikou is drawn beside its bar', () => {
  expect(ichimoku.drawShift?.({ tenkan: 9, kijun: 26, senkou: 52, shift: 30 })).toEqual({ chikou: -30 })
})
