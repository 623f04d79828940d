import { expect, test } from 'vitest'
import { barsAt, signalsOf } from '../testing/signals-of.ts'
import { dca } from './dca.ts'

const PARAMS = { period: 10, everyBars: 4, parts: 3 }
const quiet = new Array<number>(20).fill(100)

const told = (closes: readonly number[], params = {}) =>
  signalsOf(dca, barsAt([...quiet, ...closes]), { ...PARAMS, ...params })

test('buys below the average, then by time or by the fall since the last part, up to its parts', () => {
  // 96.03 is 3 % below the first part; four bars after the second the third is due; there is no fourth.
  const signals = told([99, 99, 98, 96, 95.8, 95, 94.9, 94, 93, 92, 91, 90, 89])
  expect(signals.map(({ bar, side }) => `${bar} ${side}`)).toEqual(['20 long', '23 long', '27 long'])
  const part = { stopLoss: 79.2, takeProfitPct: 3, sizeShare: 1 / 3 }
  expect(signals[0]).toMatchObject({ ...part, reason: 'part 1 of 3: the price is below its slow average' })
  expect(signals[0]).not.toHaveProperty('adds')
  expect(signals[1]).toMatchObject({ ...part, adds: true, reason: 'part 2 of 3: 3 % below the last part' })
  expect(signals[2]).toMatchObject({ ...part, adds: true, reason: 'part 3 of 3: the price is below its slow average' })
})

test('at or above the average time alone buys nothing', () => {
  expect(told([100, 101, 102, 103, 104])).toEqual([])
  // The average is below the price again at the bar at which the second part would be due.
  expect(told([99, 99, 99, 99, 101])).toHaveLength(1)
})

test('is out at the target above the mean entry, which moves with each part', () => {
  // One part at 99: the target is 101.97, which the high of 101.5 + 0.5 reaches.
  expect(told([99, 101.4])).toHaveLength(1)
  expect(told([99, 101.5])[1]).toMatchObject({ bar: 21, side: 'flat', from: 'long' })
  // Parts at 99 and 96, 19.8 and 16.8 above the stop: their mean is 97.377 and the target 100.298.
  expect(told([99, 96, 99.7])).toHaveLength(2)
  expect(told([99, 96, 99.8])[2]).toMatchObject({ bar: 22, side: 'flat', from: 'long' })
})

test('after its stop it starts again when time is up', () => {
  // The stop of a single part at 99 with 10 % is 89.1.
  const signals = told([99, 89, 89, 89, 89, 89], { stopPct: 10 })
  expect(signals.map(({ bar, side }) => `${bar} ${side}`)).toEqual(['20 long', '25 long'])
  expect(signals[1]).not.toHaveProperty('adds')
})
