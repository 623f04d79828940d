import { expect, test } from 'vitest'
import { AT, candidateOf, HOUR_MS, reasonsOf, universeOf } from '../testing/candidates.ts'
import { price } from './price.ts'

const market = candidateOf({ closes: [1, 5] })

test('the last close stays at its limits', () => {
  expect(universeOf(price({ min: 5, max: 5 }), [market]).symbols).toEqual(['SOL/USDT'])
  expect(reasonsOf(universeOf(price({ min: 5.01 }), [market]))).toEqual(['SOL/USDT: price 5 USDT is below 5.01'])
  expect(reasonsOf(universeOf(price({ max: 4.99 }), [market]))).toEqual(['SOL/USDT: price 5 USDT is above 4.99'])
})

test('the tick may be a share of the price', () => {
  expect(universeOf(price({ maxTickPct: 0.2 }), [market]).symbols).toEqual(['SOL/USDT'])
  expect(reasonsOf(universeOf(price({ min: 5, maxTickPct: 0.1 }), [market]))).toEqual([
    'SOL/USDT: one tick is 0.2 % of the price, which is above 0.1',
  ])
})

test('the order stays, and a market without a closed bar is out', () => {
  const later = candidateOf({ symbol: 'A/USDT', closes: [5], endsAt: AT + HOUR_MS })
  const universe = universeOf(price({ min: 1 }), [market, later, candidateOf({ symbol: 'B/USDT' })])
  expect(universe.symbols).toEqual(['B/USDT', 'SOL/USDT'])
  expect(reasonsOf(universe)).toEqual(['A/USDT: has no closed bar yet'])
})
