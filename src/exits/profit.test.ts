import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Entered, priceAtProfit, profitPct } from './profit.ts'

const long: Entered = { side: 'long', entryPrice: 200, leverage: 10 }
const gross = { basis: 'price', costRate: 0 } as const

test('a profit is the move of the price, on margin times the leverage, less what the round trip costs', () => {
  expect(profitPct(long, 204, gross)).toBeCloseTo(2, 12)
  expect(profitPct({ ...long, side: 'short' }, 204, gross)).toBeCloseTo(-2, 12)
  expect(profitPct(long, 204, { ...gross, basis: 'margin' })).toBeCloseTo(20, 12)
  // At 25 x a round trip of 0.12 % is 3 % of the margin.
  expect(profitPct({ ...long, leverage: 25 }, 200, { basis: 'margin', costRate: 0.0012 })).toBeCloseTo(-3, 12)
})

test('the price at a profit has that profit', () => {
  const amount = (min: number, max: number) => fc.double({ min, max, noNaN: true })
  fc.assert(
    fc.property(
      fc.constantFrom('long' as const, 'short' as const),
      amount(1, 1e5),
      amount(1, 100),
      amount(-50, 50),
      fc.constantFrom('price' as const, 'margin' as const),
      amount(0, 0.01),
      (side, entryPrice, leverage, pct, basis, costRate) => {
        const entered = { side, entryPrice, leverage }
        const price = priceAtProfit(entered, pct, { basis, costRate })
        expect(profitPct(entered, price, { basis, costRate })).toBeCloseTo(pct, 6)
      },
    ),
  )
})
