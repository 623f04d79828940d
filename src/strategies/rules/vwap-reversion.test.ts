import { expect, test } from 'vitest'
import { barsAt, entriesOf, signalsOf } from '../testing/signals-of.ts'
import { vwapReversion } from './vwap-reversion.ts'

/** A quiet morning that goes back and forth: no trend, and a deviation of about 0.4. */
const morning = Array.from({ length: 80 }, (_, k) => 100 + 0.5 * Math.sin(k * 1.7))

test('enters against a close far from the VWAP of the day, with the VWAP as the target', () => {
  const [long] = signalsOf(vwapReversion, barsAt([...morning, 98.5], '15m')).filter(({ bar }) => bar === 80)
  expect(long).toMatchObject({ side: 'long', reason: expect.stringMatching(/deviations below the VWAP of the day/) })
  if (long?.side !== 'long') throw new Error('it enters')
  expect(long.takeProfit).toBeCloseTo(99.994, 3)
  // Two deviations of 0.41 are more than half the way to the VWAP.
  expect(long.stopLoss).toBeCloseTo(98.5 - 2 * 0.409787, 5)
  const [short] = signalsOf(vwapReversion, barsAt([...morning, 101.5], '15m')).filter(({ bar }) => bar === 80)
  expect(short?.side).toBe('short')
})

test('a market that stands still has no deviations to count', () => {
  const still = barsAt([...new Array<number>(58).fill(100), 100, 102], '15m')
  expect(entriesOf(signalsOf(vwapReversion, still, { period: 2 }))).toEqual(['59 short'])
  expect(entriesOf(signalsOf(vwapReversion, barsAt(new Array<number>(60).fill(100), '15m'), { period: 2 }))).toEqual([])
})

test('what is far away is entered once, until it was near again', () => {
  const said = signalsOf(vwapReversion, barsAt([...morning, 98.5, 98.5, 98.4, 100, 98.5], '15m'))
  expect(entriesOf(said)).toEqual(['80 long', '84 long'])
})

test('a distance that does not pay is no entry', () => {
  const at = (leastPct: number) =>
    entriesOf(signalsOf(vwapReversion, barsAt([...morning, 98.5], '15m'), { leastPct })).includes('80 long')
  expect(at(1.4)).toBe(true)
  expect(at(1.6)).toBe(false)
})

test('in a trend it does not enter, and what it holds is void', () => {
  const falling = Array.from({ length: 40 }, (_, k) => 100 - k)
  const said = signalsOf(vwapReversion, barsAt([...morning, ...falling], '15m'))
  const voided = said.find((signal) => signal.side === 'flat' && signal.invalidates === true)
  expect(voided?.bar).toBeGreaterThan(80)
  expect(entriesOf(said.filter(({ bar }) => bar > (voided?.bar ?? 0)))).toEqual([])
})

test('leaves when the close is back at the VWAP', () => {
  const said = signalsOf(vwapReversion, barsAt([...morning, 98.5, 100.6], '15m'))
  expect(said.find(({ bar }) => bar === 81)).toMatchObject({ side: 'flat', from: 'long' })
})
