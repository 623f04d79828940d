import { expect, test } from 'vitest'
import { barsAt, ramp, signalsOf } from '../testing/signals-of.ts'
import { gridTrading } from './grid.ts'

// The average of 20 quiet bars is 100 and their ATR 1: lines at 98.5, 97, 95.5 and 94, the stop at 92.5.
const PARAMS = { period: 20 }
const quiet = new Array<number>(40).fill(100)

const told = (closes: readonly number[], params = {}) =>
  signalsOf(gridTrading, barsAt([...quiet, ...closes]), { ...PARAMS, ...params })

test('buys a part at each line, sells one a line higher, and all at the middle', () => {
  const signals = told([98.5, 97, 95.4, 95.6, 97, 98.4, 98.6, 99.9, 100])
  expect(signals.map(({ bar, side }) => `${bar} ${side}`)).toEqual([
    '40 long',
    '41 long',
    '42 long',
    '44 flat',
    '46 flat',
    '48 flat',
  ])
  const part = { stopLoss: 92.5, sizeShare: 0.25 }
  expect(signals[0]).toMatchObject({ ...part, reason: 'line 1 of 4 below the middle of the grid' })
  expect(signals[0]).not.toHaveProperty('adds')
  expect(signals[2]).toMatchObject({ ...part, adds: true, reason: 'line 3 of 4 below the middle of the grid' })
  expect(signals[3]).toMatchObject({ share: 1 / 3 })
  expect(signals[4]).toMatchObject({ share: 1 / 2 })
  expect(signals[5]).toEqual({ bar: 48, side: 'flat', reason: 'back at the middle of the grid' })
})

test('buys a line again when the price comes back to it, and no part below the last line', () => {
  const signals = told([98, 96.5, 98.5, 97, 95.5, 94, 93.5])
  expect(signals.map(({ bar, side }) => `${bar} ${side}`)).toEqual([
    '40 long',
    '41 long',
    '42 flat',
    '43 long',
    '44 long',
    '45 long',
  ])
})

test('a close half a step beyond the outermost line makes it void', () => {
  // Above it 93.3, below it 93.2; the low of 92.7 does not touch the stop.
  expect(told([96, 95, 94, 93.8, 93.3]).at(-1)).toMatchObject({ bar: 43, side: 'long' })
  const end = told([96, 95, 94, 93.8, 93.2]).at(-1)
  expect(end).toMatchObject({ bar: 44, side: 'flat', invalidates: true })
})

test('after its stop nothing is sold, and a new grid waits for the price at its average', () => {
  // The low of bar 41 is the stop; the grid of then has its middle far above.
  expect(told([98, 93, 93.5, 94, 95]).map(({ bar, side }) => `${bar} ${side}`)).toEqual(['40 long'])
})

test('shorts above the middle only when both sides are asked for', () => {
  expect(told([101.5, 103, 101.4, 100])).toEqual([])
  const signals = told([101.5, 103, 101.4, 100], { sides: 'both' })
  expect(signals.map(({ bar, side }) => `${bar} ${side}`)).toEqual(['40 short', '41 short', '42 flat', '43 flat'])
  expect(signals[1]).toMatchObject({ adds: true, stopLoss: 107.5, reason: 'line 2 of 4 above the middle of the grid' })
})

test('a price that runs away before the first line takes the grid with it', () => {
  // A gap to 107 is beyond the 106.75 of a grid around 100: it is closed, and 98 is no line of any.
  expect(told([106.7, 98])).toHaveLength(1)
  expect(told([106.8, 98])).toEqual([])
})

test('in a trend no grid is opened', () => {
  const fall = ramp(400, -0.2, 200)
  expect(signalsOf(gridTrading, barsAt([...fall, ...ramp(358, -2, 3)]), PARAMS)).toEqual([])
})
