import { expect, test } from 'vitest'
import { MarketReturns } from '../market-returns.ts'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { returnsOf } from '../testing/returns.ts'
import { PORTFOLIOS, portfolioWeight } from './portfolio-weight.ts'

/**
 * Two markets that move against each other: variances as 4 to 2, a covariance of -2 between them. The mean of the first is 0.04 %, of
 * the second 0.
 */
const MOVES = [
  [0.0204, 0],
  [0.0204, -0.02],
  [-0.0196, 0.02],
  [-0.0196, 0],
]
const options = { maxPct: 100, refreshBars: 50 } as const

test.each([
  // 2 + 2 over 4 + 2 + 2 + 2
  ['minimum_variance', 40],
  // 3 x 4/3 x 0.0001 for each of these parts, and 0.0004 of return on top: 0.002 over 0.004
  ['mean_variance', 50],
  // the root of 2 to that of 4
  ['risk_parity', 41.421],
  // 2 to 4
  ['hierarchical_risk_parity', 33.333],
] as const)('%s gives the market that moves more its part', (method, contracts) => {
  const rule = portfolioWeight({ method, ...options })
  expect(rule.largest(entryOf({ market: 0 }), viewOf({ returns: returnsOf(MOVES) }))).toBeCloseTo(contracts, 1)
  expect(rule.largest(entryOf({ market: 1 }), viewOf({ returns: returnsOf(MOVES) }))).toBeCloseTo(100 - contracts, 1)
})

test('a run keeps the returns for it, and what is held of the market takes from its part', () => {
  const rule = portfolioWeight({ method: 'minimum_variance', ...options })
  const view = viewOf({ returns: returnsOf(MOVES), symbolNotional: 3999 })
  expect(rule.reads).toBe('returns')
  expect(rule.largest(entryOf({ market: 0 }), view)).toBeCloseTo(0.01, 2)
  expect(sizeEntry(entryOf({ market: 0 }), [rule], { ...view, symbolNotional: 4001 })).toEqual({
    rule: 'portfolio_weight',
    reason:
      'BTC/USDT:USDT has a weight of 40.0 % by minimum_variance and holds 4001.00 of its part of 100 % of equity 10000.00',
  })
})

test.each(PORTFOLIOS)('%s gives nothing to a market that is younger than the window', (method) => {
  const rule = portfolioWeight({ method, ...options })
  const young = returnsOf(MOVES, 5)
  expect(rule.largest(entryOf({ market: 0 }), viewOf({ returns: young }))).toBe(0)
  expect(rule.largest(entryOf({ market: 0 }), viewOf({}))).toBe(0)
})

test('a market that came later, or does not move, leaves all to the others', () => {
  const returns = new MarketReturns(3, 4, { minObservations: 2 })
  for (const [first, second] of [
    [100, Number.NaN],
    [102, 50],
    [101, 51],
    [103, 50],
    [102, 51],
  ] as const) {
    returns.push(Float64Array.of(first, second, 10))
  }
  const rule = portfolioWeight({ method: 'minimum_variance', ...options })
  const sizes = [0, 1, 2].map((market) => rule.largest(entryOf({ market }), viewOf({ returns })))
  expect(sizes).toEqual([100, 0, 0])
})

test('weights stay for so many bars', () => {
  const returns = returnsOf(MOVES)
  const rule = portfolioWeight({ method: 'minimum_variance', maxPct: 100, refreshBars: 2 })
  const sizes = [returns.pushes, 0, 0].map((_, k) => {
    if (k > 0) returns.push(Float64Array.of(100 + 9 * k, 100 + k))
    return rule.largest(entryOf({ market: 0 }), viewOf({ returns }))
  })
  expect(sizes[1]).toBe(sizes[0])
  expect(sizes[2]).not.toBe(sizes[1])
})

test('markets that mirror each other have no weights by equal risk: nothing is entered, and nothing breaks', () => {
  const returns = returnsOf([0.01, 0.02, -0.03, 0.01].map((move) => [move, -move]))
  const rule = portfolioWeight({ method: 'risk_parity', ...options })
  expect(rule.largest(entryOf({ market: 0 }), viewOf({ returns }))).toBe(0)
  expect(rule.largest(entryOf({ market: 1 }), viewOf({ returns }))).toBe(0)
})

test('one market alone has all of it', () => {
  const rule = portfolioWeight({ method: 'risk_parity', ...options })
  const returns = returnsOf([[0.01], [0.02], [-0.03], [0.01]])
  expect(rule.largest(entryOf({}), viewOf({ returns, notionals: new Float64Array(1) }))).toBe(100)
})
