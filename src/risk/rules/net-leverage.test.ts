import { expect, test } from 'vitest'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { netLeverage } from './net-leverage.ts'

const rule = netLeverage(1)
const long = entryOf({})
const short = entryOf({ side: 'short', stopPrice: 105 })

test('a long has the room that the longs leave, and what is short on top', () => {
  expect(rule.largest(long, viewOf({ netNotional: 9900, grossNotional: 50_000 }))).toBe(1)
  expect(rule.largest(long, viewOf({ netNotional: 10_000 }))).toBe(0)
  expect(rule.largest(long, viewOf({ netNotional: 11_000 }))).toBe(0)
  expect(rule.largest(long, viewOf({ netNotional: -10_000 }))).toBe(200)
})

test('a short has the room that the shorts leave, and what is long on top', () => {
  expect(rule.largest(short, viewOf({ netNotional: -9900 }))).toBe(1)
  expect(rule.largest(short, viewOf({ netNotional: -10_000 }))).toBe(0)
  expect(rule.largest(short, viewOf({ netNotional: 10_000 }))).toBe(200)
  expect(rule.explain(short, viewOf({ netNotional: -10_000 }))).toBe(
    'longs less shorts are -10000.00: a short may bring them to 1 times equity 10000.00',
  )
})

test('one cent more, and what is left is below the minimum', () => {
  const at = (netNotional: number) => sizeEntry(long, [rule], viewOf({ netNotional }))
  expect(at(9995)).toEqual({ quantity: 0.05, limitedBy: 'net_leverage' })
  expect(at(9995.01)).toMatchObject({ rule: 'below_minimum' })
})
