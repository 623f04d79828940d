import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Grid } from '../core/grid.ts'
import type { LeverageTier } from '../core/instrument.ts'
import { Position } from '../engine/position.ts'
import { bankruptcyPrice, liquidationPrice, maintenanceMargin } from './liquidation.ts'

/** The first tiers of a large perpetual as venues publish them. */
const TIERS: readonly LeverageTier[] = [
  { minNotional: 0, maxNotional: 50_000, maintenanceMarginRate: 0.004, maintenanceAmount: 0, maxLeverage: 125 },
  { minNotional: 50_000, maxNotional: 500_000, maintenanceMarginRate: 0.005, maintenanceAmount: 50, maxLeverage: 100 },
  {
    minNotional: 500_000,
    maxNotional: 8_000_000,
    maintenanceMarginRate: 0.01,
    maintenanceAmount: 2550,
    maxLeverage: 50,
  },
]

function positionOf(side: 'long' | 'short', quantity: number, price: number, leverage: number): Position {
  const plan = {
    strategy: 0,
    confidence: 1,
    reason: 'test',
    leverage,
    stopPrice: 1,
    stopPct: Number.NaN,
    targets: [],
    adds: false,
    invalidWhen: [],
    contributions: undefined,
    maxHoldMs: 1,
  }
  const position = new Position(0, side, plan, 1, 0)
  position.increase({ quantity, price, fee: 0, slippage: 0, liquidity: 'taker', at: 0 }, new Grid(0))
  position.addMargin((quantity * price) / leverage)
  return position
}

test.each([
  [0, 0],
  [50_000, 200],
  [100_000, 450],
  [500_000, 2450],
  [1_000_000, 7450],
  [9_000_000, 87_450],
])('a position worth %i must keep %i', (notional, margin) => {
  expect(maintenanceMargin(notional, TIERS)).toBeCloseTo(margin, 9)
})

test('one bitcoin at 40,000 with leverage 20: long 38,152.61, short 41,832.67', () => {
  expect(liquidationPrice(positionOf('long', 1, 40_000, 20), TIERS)).toBeCloseTo(38_152.610442, 5)
  expect(liquidationPrice(positionOf('short', 1, 40_000, 20), TIERS)).toBeCloseTo(41_832.669323, 5)
  expect(bankruptcyPrice(positionOf('long', 1, 40_000, 20))).toBe(38_000)
  expect(bankruptcyPrice(positionOf('short', 1, 40_000, 20))).toBe(42_000)
})

test('at that price margin and profit are just what must be kept, in every tier and above the last', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('long', 'short'),
      fc.double({ min: 0.01, max: 400, noNaN: true }),
      fc.double({ min: 2, max: 100, noNaN: true }),
      (side, quantity, leverage) => {
        const position = positionOf(side, quantity, 40_000, leverage)
        const price = liquidationPrice(position, TIERS)
        const kept = position.margin + position.unrealised(price)
        const needed = maintenanceMargin(price * quantity, TIERS)
        expect(Math.abs(kept - needed)).toBeLessThan(1e-6 * position.cost)
      },
    ),
  )
})

test('a position without leverage has none below, a spot position none at all', () => {
  expect(liquidationPrice(positionOf('long', 1, 40_000, 1), TIERS)).toBeNaN()
  expect(liquidationPrice(positionOf('short', 1, 40_000, 1), TIERS)).toBeCloseTo(79_651.741294, 5)
  expect(liquidationPrice(positionOf('long', 1, 40_000, 1), [])).toBeNaN()
})
