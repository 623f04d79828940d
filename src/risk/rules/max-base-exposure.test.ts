import { expect, test } from 'vitest'
import { createInstrument } from '../../core/instrument.ts'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { maxBaseExposure } from './max-base-exposure.ts'

const rule = () => maxBaseExposure(150)

test('gives the room that what is held of the coin leaves, on whichever market', () => {
  const spot = createInstrument({ symbol: 'BTC/USDT', tickSize: 0.01, lotSize: 0.001 })
  const view = viewOf({ symbolNotional: 0, baseNotional: 14_900 })
  expect(rule().largest(entryOf({ instrument: spot }), view)).toBe(1)
  expect(rule().largest(entryOf({}), view)).toBe(1)
  expect(rule().largest(entryOf({}), viewOf({ baseNotional: 15_000 }))).toBe(0)
  expect(rule().largest(entryOf({}), viewOf({ baseNotional: 16_000 }))).toBe(0)
  expect(rule().explain(entryOf({}), viewOf({ baseNotional: 16_000 }))).toBe(
    'BTC holds 16000.00 on all markets of the 150 % of equity 10000.00 that it may',
  )
})

test('one cent more, and what is left is below the minimum', () => {
  const at = (baseNotional: number) => sizeEntry(entryOf({}), [rule()], viewOf({ baseNotional }))
  expect(at(14_995)).toEqual({ quantity: 0.05, limitedBy: 'max_base_exposure' })
  expect(at(14_995.01)).toMatchObject({ rule: 'below_minimum' })
})
