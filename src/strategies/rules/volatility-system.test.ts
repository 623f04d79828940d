import { expect, test } from 'vitest'
import { barsAt, signalsOf } from '../testing/signals-of.ts'
import { volatilitySystem } from './volatility-system.ts'

/** Bars with a true range of 1: ATR is 1 from bar 14 on. */
const quiet = new Array<number>(30).fill(100)
const told = (closes: readonly number[], params = {}) =>
  signalsOf(volatilitySystem, barsAt([...quiet, ...closes]), params).map((signal) => {
    if (signal.side === 'flat') return `${signal.bar} flat`
    return `${signal.bar} ${signal.adds === true ? 'add ' : ''}${signal.side} stop ${signal.stopLoss?.toFixed(2)}`
  })

test('a leap of more than its multiple of ATR enters, one of just that does not', () => {
  expect(told([101.5])).toEqual([])
  expect(told([101.6])).toEqual(['30 long stop 98.60'])
  expect(told([98.4])).toEqual(['30 short stop 101.40'])
})

test('adds at each further step, up to its parts, and never widens the stop', () => {
  // ATR before bar 31 is 1 + 1.6 / 14 = 1.11: 1.2 above the entry is a step, and so on.
  const said = told([101.6, 102.8, 104, 105.4, 106.8])
  expect(said.map((line) => line.replace(/ stop.*/, ''))).toEqual(['30 long', '31 add long', '32 add long'])
  const stops = said.map((line) => Number(line.split(' ').at(-1)))
  expect(stops).toEqual(stops.toSorted((a, b) => a - b))
})

test('half a step is no add', () => {
  expect(told([101.6, 102.1])).toEqual(['30 long stop 98.60'])
})

test('the trailing stop ends it once, and the next leap begins anew', () => {
  const said = told([101.6, 102.1, 102.2, 98.9, 98.8, 95])
  expect(said).toEqual(['30 long stop 98.60', '33 flat', expect.stringMatching(/^35 short/)])
})

test('parts ask for their share of the size', () => {
  const [first] = signalsOf(volatilitySystem, barsAt([...quiet, 101.6]), { parts: 4 })
  expect(first).toMatchObject({ sizeShare: 0.25, reason: 'a leap of more than 1.5 ATR' })
})
