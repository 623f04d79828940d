import { expect, test } from 'vitest'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { netLeverage } from './net-leverage.ts'

const rule = () => netLeverage(2)
const long = entryOf({})
const short = entryOf({ side: 'short', stopPrice: 105 })

test('a long has the room that the longs leave, and what is short on top', () => {
  expect(rule().largest(long, viewOf({ netNotional: 19_900, grossNotional: 50_000 }))).toBe(1)
  expect(rule().largest(long, viewOf({ netNotional: 20_000 }))).toBe(0)
  expect(rule().largest(long, viewOf({ netNotional: 21_000 }))).toBe(0)
  expect(rule().largest(long, viewOf({ netNotional: -20_000 }))).toBe(400)
})

test('a short has the room that the shorts leave, and what is long on top', () => {
  expect(rule().largest(short, viewOf({ netNotional: -19_900 }))).toBe(1)
  expect(rule().largest(short, viewOf({ netNotional: -20_000 }))).toBe(0)
  expect(rule().largest(short, viewOf({ netNotional: 20_000 }))).toBe(400)
  expect(rule().explain(short, viewOf({ netNotional: -20_000 }))).toBe(
    'longs less shorts are -20000.00: a short may bring them to 2 times equity 10000.00',
  )
})

test('one cent more, and what is left is below the minimum', () => {
  const at = (netNotional: number) => sizeEntry(long, [rule()], viewOf({ netNotional }))
  expect(at(19_995)).toEqual({ quantity: 0.05, limitedBy: 'net_leverage' })
  expect(at(19_995.01)).toMatchObject({ rule: 'below_minimum' })
})
