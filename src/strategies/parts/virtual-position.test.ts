import { expect, test } from 'vitest'
import { Bars } from '../../market/bars.ts'
import { Bar } from '../bar.ts'
import { VirtualPosition } from './virtual-position.ts'

/** One bar from `low` to `high`. */
function barOf(low: number, high: number): Bar {
  const bars = new Bars('1h')
  bars.append(0, low, high, low, high, 1)
  const bar = new Bar(bars)
  bar.position = 0
  return bar
}

test('the nearer to the stop a part is bought, the more it weighs in the mean', () => {
  const position = new VirtualPosition()
  position.open('long', 90)
  position.add(100)
  position.add(95)
  // Quantities of 1/10 and 1/5: (100 x 0.1 + 95 x 0.2) / 0.3.
  expect(position.mean).toBeCloseTo(29 / 0.3, 10)
  expect([position.count, position.last]).toEqual([2, 95])
})

test('a part less leaves the mean, the last part leaves nothing', () => {
  const position = new VirtualPosition()
  position.open('short', 110)
  position.add(100)
  position.add(100)
  position.takeOne()
  expect([position.count, position.mean]).toEqual([1, 100])
  position.takeOne()
  expect([position.isOpen, position.mean, position.stop]).toEqual([false, Number.NaN, Number.NaN])
})

test('a stop is hit by a touch on its side', () => {
  const position = new VirtualPosition()
  expect(position.isStopHit(barOf(1, 1000))).toBe(false)
  position.open('long', 90)
  position.add(100)
  expect([position.isStopHit(barOf(90.01, 200)), position.isStopHit(barOf(90, 95))]).toEqual([false, true])
  position.open('short', 110)
  position.add(100)
  expect([position.isStopHit(barOf(1, 109.99)), position.isStopHit(barOf(100, 110))]).toEqual([false, true])
})
