import { expect, test } from 'vitest'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { grossLeverage } from './gross-leverage.ts'

const rule = () => grossLeverage(3)

test('longs and shorts do not cancel each other', () => {
  const view = viewOf({ grossNotional: 29_900, netNotional: 0 })
  expect(rule().largest(entryOf({}), view)).toBe(1)
  expect(rule().largest(entryOf({ side: 'short', stopPrice: 105 }), view)).toBe(1)
  expect(rule().largest(entryOf({}), viewOf({ grossNotional: 30_000 }))).toBe(0)
  expect(rule().largest(entryOf({}), viewOf({ grossNotional: 31_000 }))).toBe(0)
  expect(rule().explain(entryOf({}), viewOf({ grossNotional: 30_000 }))).toBe(
    '30000.00 is open, 3.00 of the 3 times equity 10000.00 that may be',
  )
})

test('one cent more, and what is left is below the minimum', () => {
  const at = (grossNotional: number) => sizeEntry(entryOf({}), [rule()], viewOf({ grossNotional }))
  expect(at(29_995)).toEqual({ quantity: 0.05, limitedBy: 'gross_leverage' })
  expect(at(29_995.01)).toMatchObject({ rule: 'below_minimum' })
})
