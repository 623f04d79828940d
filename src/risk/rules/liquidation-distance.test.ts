import { expect, test } from 'vitest'
import { createInstrument } from '../../core/instrument.ts'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { liquidationDistance } from './liquidation-distance.ts'

const rule = () => liquidationDistance(1)

test('leverage 25 with the stop 5 % away is refused: at 0.5 % maintenance it is liquidated after 3.52 %', () => {
  expect(sizeEntry(entryOf({ leverage: 25, stopPrice: 95 }), [rule()], viewOf({}))).toEqual({
    rule: 'liquidation_distance',
    reason: 'the stop is 5 away and a liquidation 3.52 at leverage 25: it must be 1 times as far',
  })
})

test('the stop may be as far as the liquidation, and no tick further', () => {
  const short = { leverage: 25, side: 'short' } as const
  expect(rule().largest(entryOf({ leverage: 25, stopPrice: 96.49 }), viewOf({}))).toBe(Number.POSITIVE_INFINITY)
  expect(rule().largest(entryOf({ leverage: 25, stopPrice: 96.48 }), viewOf({}))).toBe(0)
  // 100 x (1.04 / 1.005 - 1) = 3.4826
  expect(rule().largest(entryOf({ ...short, stopPrice: 103.48 }), viewOf({}))).toBe(Number.POSITIVE_INFINITY)
  expect(rule().largest(entryOf({ ...short, stopPrice: 103.49 }), viewOf({}))).toBe(0)
})

test('at twice the distance the stop lies half of the way', () => {
  const twice = liquidationDistance(2)
  expect(twice.largest(entryOf({ leverage: 25, stopPrice: 98.25 }), viewOf({}))).toBe(Number.POSITIVE_INFINITY)
  expect(twice.largest(entryOf({ leverage: 25, stopPrice: 98.24 }), viewOf({}))).toBe(0)
})

test('a larger position is liquidated earlier, so a smaller one is allowed', () => {
  const instrument = createInstrument({
    symbol: 'BTC/USDT:USDT',
    tickSize: 0.01,
    lotSize: 0.001,
    tiers: [
      { minNotional: 0, maxNotional: 1000, maintenanceMarginRate: 0.004, maintenanceAmount: 0, maxLeverage: 50 },
      { minNotional: 1000, maxNotional: 5000, maintenanceMarginRate: 0.01, maintenanceAmount: 6, maxLeverage: 50 },
    ],
  })
  const at = (stopPrice: number, heldQuantity: number) =>
    rule().largest(entryOf({ instrument, leverage: 25, stopPrice, heldQuantity }), viewOf({}))
  // 3.0303 in the second tier, 3.6145 in the first
  expect(at(96.97, 0)).toBe(50)
  expect(at(96.96, 0)).toBe(10)
  expect(at(96.96, 4)).toBe(6)
  expect(at(96.96, 11)).toBe(0)
  expect(at(96.38, 0)).toBe(0)
})

test('an entry that adds is measured from the price that is nearer to its liquidation', () => {
  // 10 bought at 108, 1 more at 100: the mean of 107.27 would be liquidated at 97.03, above the stop.
  const adds = { leverage: 10, heldQuantity: 10, heldPrice: 108, price: 100 }
  expect(rule().largest(entryOf({ ...adds, stopPrice: 96.9 }), viewOf({}))).toBe(0)
  // 108 x (1 - 0.9 / 0.995) = 10.3116
  expect(rule().largest(entryOf({ ...adds, stopPrice: 97.68 }), viewOf({}))).toBe(0)
  expect(rule().largest(entryOf({ ...adds, stopPrice: 97.69 }), viewOf({}))).toBe(Number.POSITIVE_INFINITY)
  const short = { ...adds, side: 'short', heldPrice: 92 } as const
  // 92 x (1.1 / 1.005 - 1) = 8.6965
  expect(rule().largest(entryOf({ ...short, stopPrice: 100.7 }), viewOf({}))).toBe(0)
  expect(rule().largest(entryOf({ ...short, stopPrice: 100.69 }), viewOf({}))).toBe(Number.POSITIVE_INFINITY)
})

test('an entry that opens a position is measured from its own price', () => {
  const opens = { leverage: 25, heldQuantity: 0, heldPrice: 108, stopPrice: 96.49 }
  expect(rule().largest(entryOf(opens), viewOf({}))).toBe(Number.POSITIVE_INFINITY)
})

test('a perpetual without any tier is refused, and told how far a liquidation is at the best', () => {
  const instrument = createInstrument({ symbol: 'BTC/USDT:USDT', tickSize: 0.01, lotSize: 0.001, tiers: [] })
  expect(sizeEntry(entryOf({ instrument, leverage: 25 }), [rule()], viewOf({}))).toEqual({
    rule: 'liquidation_distance',
    reason: 'the stop is 5 away and a liquidation 4.00 at leverage 25: it must be 1 times as far',
  })
})

test('a spot market is not liquidated', () => {
  const instrument = createInstrument({ symbol: 'BTC/USDT', tickSize: 0.01, lotSize: 0.001 })
  expect(rule().largest(entryOf({ instrument, stopPrice: 1 }), viewOf({}))).toBe(Number.POSITIVE_INFINITY)
})
