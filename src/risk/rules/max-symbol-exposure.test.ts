import { expect, test } from 'vitest'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { maxSymbolExposure } from './max-symbol-exposure.ts'

const rule = () => maxSymbolExposure(150)

test('gives the room that what is held of the symbol leaves, whatever else is held', () => {
  expect(rule().largest(entryOf({}), viewOf({ symbolNotional: 14_900, baseNotional: 15_000 }))).toBe(1)
  expect(rule().largest(entryOf({}), viewOf({ symbolNotional: 15_000 }))).toBe(0)
  expect(rule().largest(entryOf({}), viewOf({ symbolNotional: 16_000 }))).toBe(0)
  expect(rule().explain(entryOf({}), viewOf({ symbolNotional: 16_000 }))).toBe(
    'BTC/USDT:USDT holds 16000.00 of the 150 % of equity 10000.00 that it may',
  )
})

test('one cent more, and what is left is below the minimum', () => {
  const at = (symbolNotional: number) => sizeEntry(entryOf({}), [rule()], viewOf({ symbolNotional }))
  expect(at(14_995)).toEqual({ quantity: 0.05, limitedBy: 'max_symbol_exposure' })
  expect(at(14_995.01)).toMatchObject({ rule: 'below_minimum' })
})
