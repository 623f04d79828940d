import { expect, test } from 'vitest'
import { createInstrument } from '../../core/instrument.ts'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { fixedNotional } from './fixed-notional.ts'
import { venueLeverage } from './venue-leverage.ts'

const tiered = createInstrument({
  symbol: 'BTC/USDT:USDT',
  tickSize: 0.01,
  lotSize: 0.001,
  tiers: [
    { minNotional: 0, maxNotional: 1000, maintenanceMarginRate: 0.004, maintenanceAmount: 0, maxLeverage: 50 },
    { minNotional: 1000, maxNotional: 5000, maintenanceMarginRate: 0.01, maintenanceAmount: 6, maxLeverage: 20 },
  ],
})
const spot = createInstrument({ symbol: 'BTC/USDT', tickSize: 0.01, lotSize: 0.001 })
const rules = [fixedNotional(100_000), venueLeverage]

test.each([
  [20, 50],
  [21, 10],
  [50, 10],
])('leverage %i is allowed up to %i contracts of 100', (leverage, quantity) => {
  expect(sizeEntry(entryOf({ instrument: tiered, leverage }), rules, viewOf({}))).toEqual({
    quantity,
    limitedBy: 'venue_leverage',
  })
})

test('what is held takes from what the tier allows', () => {
  const at = (heldQuantity: number) =>
    sizeEntry(entryOf({ instrument: tiered, leverage: 20, heldQuantity }), rules, viewOf({}))
  expect(at(49)).toEqual({ quantity: 1, limitedBy: 'venue_leverage' })
  expect(at(50)).toEqual({
    rule: 'venue_leverage',
    reason: 'BTC/USDT:USDT allows leverage 20 up to a notional of 5000',
  })
})

test('leverage above every tier is refused', () => {
  expect(sizeEntry(entryOf({ instrument: tiered, leverage: 51 }), rules, viewOf({}))).toEqual({
    rule: 'venue_leverage',
    reason: 'BTC/USDT:USDT allows leverage 51 up to a notional of 0',
  })
})

test('a spot market takes longs without leverage only', () => {
  expect(sizeEntry(entryOf({ instrument: spot }), rules, viewOf({}))).toMatchObject({ quantity: 1000 })
  expect(sizeEntry(entryOf({ instrument: spot, leverage: 2 }), rules, viewOf({}))).toEqual({
    rule: 'venue_leverage',
    reason: 'BTC/USDT is a spot market: no leverage',
  })
  expect(sizeEntry(entryOf({ instrument: spot, side: 'short', stopPrice: 105 }), rules, viewOf({}))).toEqual({
    rule: 'venue_leverage',
    reason: 'BTC/USDT is a spot market: no short positions',
  })
})
