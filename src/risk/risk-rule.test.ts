import { expect, test } from 'vitest'
import { createInstrument } from '../core/instrument.ts'
import { contractNotional, lossPerContract, partOf, reaches, readable, roomFor } from './risk-rule.ts'
import { entryOf } from './testing/entries.ts'

const thousandth = createInstrument({ symbol: 'BTC/USDT:USDT', tickSize: 0.1, lotSize: 1, contractSize: 0.001 })

test('a contract is worth and loses as much as it holds', () => {
  const entry = entryOf({ instrument: thousandth, price: 42_000, stopPrice: 41_000 })
  expect(contractNotional(entry)).toBe(42)
  expect(lossPerContract(entry)).toBe(1)
  expect(lossPerContract({ ...entry, side: 'short', stopPrice: 43_000 })).toBe(1)
})

test('the room that is left of a limit counts contracts, and is never below none', () => {
  const entry = entryOf({ instrument: thousandth, price: 42_000 })
  expect(roomFor(entry, 1000, 580)).toBe(10)
  expect(roomFor(entry, 1000, 1000)).toBe(0)
  expect(roomFor(entry, 1000, 1001)).toBe(0)
})

test('an entry adds its share of the whole, and no more than is left of it', () => {
  expect(partOf(entryOf({ sizeShare: 0.25 }), 8)).toBe(2)
  expect(partOf(entryOf({ sizeShare: 0.25, heldQuantity: 6 }), 8)).toBe(2)
  expect(partOf(entryOf({ sizeShare: 0.25, heldQuantity: 7 }), 8)).toBe(1)
  expect(partOf(entryOf({ sizeShare: 0.25, heldQuantity: 9 }), 8)).toBe(-1)
})

test('a limit is reached but for rounding', () => {
  expect(reaches(0.3, 0.1 + 0.2)).toBe(true)
  expect(reaches(100 - 99.78, 0.22)).toBe(true)
  expect(reaches(0.22 * (1 - 1e-12), 0.22)).toBe(true)
  expect(reaches(0.22 * (1 - 1e-11), 0.22)).toBe(false)
  expect(reaches(Number.NaN, 0.22)).toBe(false)
})

test('a difference of prices is read without its rounding', () => {
  expect(readable(100 - 99.78)).toBe(0.22)
  expect(readable(42_500.123456789)).toBe(42_500.12346)
})
