import { expect, test } from 'vitest'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { freeMargin } from './free-margin.ts'

const rule = () => freeMargin(0.0006)

test('margin and fee fit into 99 % of the free cash', () => {
  // 990 / (100 x (1 / 10 + 0.0006))
  expect(rule().largest(entryOf({ leverage: 10 }), viewOf({ freeCash: 1000 }))).toBeCloseTo(98.4095427, 6)
  expect(rule().largest(entryOf({ leverage: 1 }), viewOf({ freeCash: 1000 }))).toBeCloseTo(9.8940636, 6)
})

test('the last cent that is free makes the difference', () => {
  const least = (5 * 1.0006) / 0.99
  expect(sizeEntry(entryOf({}), [rule()], viewOf({ freeCash: least }))).toEqual({
    quantity: 0.05,
    limitedBy: 'free_margin',
  })
  expect(sizeEntry(entryOf({}), [rule()], viewOf({ freeCash: least - 0.01 }))).toMatchObject({ rule: 'below_minimum' })
})

test('no free cash, and less than none, refuses', () => {
  for (const [freeCash, text] of [
    [0, '0.00'],
    [-12.345, '-12.35'],
  ] as const) {
    expect(sizeEntry(entryOf({ leverage: 5 }), [rule()], viewOf({ freeCash }))).toEqual({
      rule: 'free_margin',
      reason: `free cash is ${text} at leverage 5`,
    })
  }
})
