import { expect, test } from 'vitest'
import { createInstrument } from '../core/instrument.ts'
import { lossBudget } from './loss-budget.ts'
import { entryOf, viewOf } from './testing/entries.ts'

/** 5 % of what the week began with, at a round trip of 0.2 %. */
const weeklyLoss = () =>
  lossBudget(
    'weekly_loss',
    { words: 'the week began with', of: ({ past }) => past.dayStartEquity },
    { maxPct: 5, roundTripRate: 0.002 },
  )

test('an entry may lose at its stop, with its costs, what is left', () => {
  const weekly = weeklyLoss()
  // Of the 500 that are left a contract takes 5 at its stop and 0.2 for its costs.
  expect(weekly.largest(entryOf({}), viewOf({}))).toBeCloseTo(500 / 5.2, 9)
  const instrument = createInstrument({ symbol: 'BTC/USDT:USDT', tickSize: 0.01, lotSize: 1, contractSize: 0.1 })
  expect(weekly.largest(entryOf({ instrument }), viewOf({}))).toBeCloseTo(500 / 0.52, 9)
})

test('what is lost, what is at risk and the cost of leaving are taken off', () => {
  const weekly = weeklyLoss()
  const entry = entryOf({})
  expect(weekly.largest(entry, viewOf({ equity: 9800 }))).toBeCloseTo(300 / 5.2, 9)
  expect(weekly.largest(entry, viewOf({ equity: 10_100 }))).toBeCloseTo(600 / 5.2, 9)
  expect(weekly.largest(entry, viewOf({ atRisk: 100 }))).toBeCloseTo(400 / 5.2, 9)
  // Leaving 50,000 costs half of a round trip: 50.
  expect(weekly.largest(entry, viewOf({ grossNotional: 50_000 }))).toBeCloseTo(450 / 5.2, 9)
})

test('when nothing is left nothing is entered', () => {
  const weekly = weeklyLoss()
  expect(weekly.largest(entryOf({}), viewOf({ atRisk: 499.99 }))).toBeGreaterThan(0)
  expect(weekly.largest(entryOf({}), viewOf({ atRisk: 500 }))).toBe(0)
  expect(weekly.largest(entryOf({}), viewOf({ equity: 9000 }))).toBe(0)
})

test('it is called by its name, needs the levels of the account and explains itself with the values', () => {
  const weekly = weeklyLoss()
  expect([weekly.name, weekly.reads]).toEqual(['weekly_loss', 'levels'])
  expect(weekly.explain(entryOf({}), viewOf({ equity: 9800, atRisk: 100, grossNotional: 50_000 }))).toBe(
    'the week began with 10000.00, equity is 9800.00 and open positions may lose 150.00: 150.00 is left of 5 %',
  )
})
