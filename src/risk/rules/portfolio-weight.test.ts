import { expect, test } from 'vitest'
import { entryOf, viewOf } from '../testing/entries.ts'
import { returnsOf } from '../testing/returns.ts'
import { PORTFOLIOS, portfolioWeight } from './portfolio-weight.ts'

/** Two markets without correlation; the first moves twice as far. */
const MOVES = [
  [0.02, 0.01],
  [0.02, -0.01],
  [-0.02, 0.01],
  [-0.02, -0.01],
]
const options = { maxPct: 100, refreshBars: 50 } as const

test.each([
  // 1/4 against 1 of variance: a fifth; half against 1 of deviation: a third
  ['minimum_variance', 20],
  ['risk_parity', 33.333],
  ['hierarchical_risk_parity', 20],
] as const)('%s gives the market that moves more its part', (method, contracts) => {
  const rule = portfolioWeight({ method, ...options })
  expect(rule.largest(entryOf({ market: 0 }), viewOf({ returns: returnsOf(MOVES) }))).toBeCloseTo(contracts, 1)
  expect(rule.largest(entryOf({ market: 1 }), viewOf({ returns: returnsOf(MOVES) }))).toBeCloseTo(100 - contracts, 1)
})

test('what is held of the market takes from its part', () => {
  const rule = portfolioWeight({ method: 'minimum_variance', ...options })
  const view = viewOf({ returns: returnsOf(MOVES), symbolNotional: 1999 })
  expect(rule.largest(entryOf({ market: 0 }), view)).toBeCloseTo(0.01, 2)
  expect(rule.largest(entryOf({ market: 0 }), { ...view, symbolNotional: 2001 })).toBe(0)
  expect(rule.explain(entryOf({ market: 0 }), view)).toBe(
    'BTC/USDT:USDT has a weight of 20.0 % by minimum_variance and holds 1999.00 of its part of 100 % of equity 10000.00',
  )
})

test.each(PORTFOLIOS)('%s gives nothing to a market that is younger than the window', (method) => {
  const rule = portfolioWeight({ method, ...options })
  const young = returnsOf(MOVES, 5)
  expect(rule.largest(entryOf({ market: 0 }), viewOf({ returns: young }))).toBe(0)
  expect(rule.largest(entryOf({ market: 0 }), viewOf({}))).toBe(0)
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
