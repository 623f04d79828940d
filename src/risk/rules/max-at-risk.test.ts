import { expect, test } from 'vitest'
import { createInstrument } from '../../core/instrument.ts'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { maxAtRisk } from './max-at-risk.ts'

const rule = () => maxAtRisk(6)

test('what an entry loses at its stop fits into what the others leave', () => {
  expect(rule().largest(entryOf({}), viewOf({ atRisk: 0 }))).toBe(120)
  expect(rule().largest(entryOf({}), viewOf({ atRisk: 575 }))).toBe(5)
  expect(rule().largest(entryOf({ side: 'short', stopPrice: 110 }), viewOf({ atRisk: 575 }))).toBe(2.5)
  expect(rule().largest(entryOf({}), viewOf({ atRisk: 600 }))).toBe(0)
  expect(rule().largest(entryOf({}), viewOf({ atRisk: 700 }))).toBe(0)
  expect(rule().explain(entryOf({}), viewOf({ atRisk: 600 }))).toBe(
    '600.00 is at risk of the 6 % of equity 10000.00 that may be',
  )
})

test('a contract that holds less loses less', () => {
  const instrument = createInstrument({ symbol: 'BTC/USDT:USDT', tickSize: 0.01, lotSize: 1, contractSize: 0.25 })
  expect(rule().largest(entryOf({ instrument }), viewOf({ atRisk: 575 }))).toBe(20)
})

test('one cent more at risk, and what is left is below the minimum', () => {
  const at = (atRisk: number) => sizeEntry(entryOf({}), [rule()], viewOf({ atRisk }))
  expect(at(599.75)).toEqual({ quantity: 0.05, limitedBy: 'max_at_risk' })
  expect(at(599.76)).toMatchObject({ rule: 'below_minimum' })
})
