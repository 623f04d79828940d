import { expect, test } from 'vitest'
import { barsOf, expectClose, valuesOf } from '../testing/expect-values.ts'
import { randomBars } from '../testing/random-bars.ts'
import { vortex } from './vortex.ts'

test('divides the movements by the true ranges', () => {
  // Movements up 3, 3 and 1, down 0, 1 and 3; true ranges 2, 2 and 3.
  const bars = barsOf({ high: [10, 12, 13, 12], low: [9, 10, 11, 10], close: [10, 11, 13, 11] })
  const { plus, minus } = valuesOf(vortex, { period: 3 }, bars)
  expectClose(plus, [null, null, null, 7 / 7], 1e-12)
  expectClose(minus, [null, null, null, 4 / 7], 1e-12)
})

test('is 1 on both sides when nothing moves, also after a jump', () => {
  const { plus, minus } = valuesOf(vortex, { period: 2 }, barsOf({ close: [0.1, 700.3, 0.7, 0.7, 0.7, 0.7] }))
  expect(plus.slice(4)).toEqual([1, 1])
  expect(minus.slice(4)).toEqual([1, 1])
})

test('equals its definition on random bars', () => {
  const { length, high, low, close } = randomBars({ count: 2000, seed: 9 })
  const expected = { plus: new Array(14).fill(null), minus: new Array(14).fill(null) }
  for (let i = 14; i < length; i++) {
    let [up, down, way] = [0, 0, 0]
    for (let j = i - 13; j <= i; j++) {
      const [h, l, before] = [high[j] as number, low[j] as number, close[j - 1] as number]
      up += Math.abs(h - (low[j - 1] as number))
      down += Math.abs(l - (high[j - 1] as number))
      way += Math.max(h, before) - Math.min(l, before)
    }
    expected.plus.push(up / way)
    expected.minus.push(down / way)
  }
  const values = valuesOf(vortex, { period: 14 }, randomBars({ count: 2000, seed: 9 }))
  expectClose(values.plus, expected.plus, 1e-9)
  expectClose(values.minus, expected.minus, 1e-9)
})
