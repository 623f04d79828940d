import { expect, test } from 'vitest'
import { Bars } from '../../market/bars.ts'
import { valuesOf } from '../testing/expect-values.ts'
import { vwap } from './vwap.ts'

/** Four hours each from 16:00 of a day: two bars of the first day, two of the second. */
function twoDays(volumes: readonly number[]): Bars {
  const bars = new Bars('4h')
  for (const [i, volume] of volumes.entries()) {
    const price = (i + 1) * 10
    bars.append(Date.UTC(2024, 0, 1, 16 + 4 * i), price, price + 3, price - 3, price, volume)
  }
  return bars
}

test('starts anew with each UTC day', () => {
  expect(valuesOf(vwap, {}, twoDays([1, 3, 1, 1])).vwap).toEqual([10, 17.5, 30, 35])
})

test('or goes on over all bars', () => {
  expect(valuesOf(vwap, { session: 'all' }, twoDays([1, 3, 1, 5])).vwap).toEqual([10, 17.5, 20, 30])
})

test('is the typical price until the session has seen volume', () => {
  expect(valuesOf(vwap, {}, twoDays([0, 2, 0, 0])).vwap).toEqual([10, 20, 30, 40])
})
