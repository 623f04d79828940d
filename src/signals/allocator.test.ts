import { expect, test } from 'vitest'
import type { Trade } from '../core/trade.ts'
import { Allocator, resultR } from './allocator.ts'

const trade = (strategy: string, returnPct: number) =>
  ({ strategy, returnPct, entryPrice: 100, stopPrice: 98 }) as Trade

test('a result is measured by what the first stop would have lost', () => {
  expect(resultR(trade('a', 4))).toBe(2)
  expect(resultR(trade('a', -2))).toBe(-1)
})

test('shares follow what the trades came to', () => {
  const allocator = new Allocator(['a', 'b'], 'performance')
  expect([allocator.shareOf(0), allocator.shareOf(1), allocator.shareOf(2)]).toEqual([0.5, 0.5, 0])
  for (let k = 0; k < 20; k++) {
    allocator.onTrade(trade('a', -2))
    allocator.onTrade(trade('b', 3 + (k % 2)))
  }
  expect(allocator.shareOf(1)).toBeGreaterThan(0.9)
  expect(allocator.shareOf(0) + allocator.shareOf(1)).toBeCloseTo(1, 12)
})

test('a trade of a strategy that is not of this run changes nothing', () => {
  const allocator = new Allocator(['a', 'b'], 'performance')
  allocator.onTrade(trade('c', 10))
  expect(allocator.shareOf(0)).toBe(0.5)
})
