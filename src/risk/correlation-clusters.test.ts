import { expect, test } from 'vitest'
import { createPrng } from '../core/prng.ts'
import { correlationClusters } from './correlation-clusters.ts'
import { MarketReturns } from './market-returns.ts'

/** Returns of 4 bars that are at right angles to each other and have mean 0, so that mixtures have known correlations. */
const [P, Q, R] = [
  [1, 1, -1, -1],
  [1, -1, 1, -1],
  [1, -1, -1, 1],
] as const

/** Each market is a mixture of P, Q and R; the bars are repeated often enough to count. */
function returnsOf(...mixtures: readonly (readonly [number, number, number])[]): MarketReturns {
  const prices = new Float64Array(mixtures.length).fill(100)
  const returns = new MarketReturns(mixtures.length, 24)
  returns.push(prices)
  for (let bar = 0; bar < 24; bar++) {
    const at = bar % 4
    mixtures.forEach(([p, q, r], market) => {
      prices[market] *= 1 + 0.01 * (p * (P[at] as number) + q * (Q[at] as number) + r * (R[at] as number))
    })
    returns.push(prices)
  }
  return returns
}

test('joins markets from the threshold on', () => {
  // Correlation 0.6 of the first two, 0.8 of the last two.
  const returns = returnsOf([1, 0, 0], [0.6, 0.8, 0], [0, 1, 0])
  expect(correlationClusters(returns, 0.81)).toEqual([[0], [1], [2]])
  expect(correlationClusters(returns, 0.79)).toEqual([[0], [1, 2]])
  expect(correlationClusters(returns, 0.61)).toEqual([[0], [1, 2]])
})

test('a chain joins its ends', () => {
  const returns = returnsOf([1, 0, 0], [0.6, 0.8, 0], [0, 1, 0])
  expect(returns.correlation(0, 2)).toBeCloseTo(0, 12)
  expect(correlationClusters(returns, 0.59)).toEqual([[0, 1, 2]])
})

test('markets that move against each other belong together', () => {
  const returns = returnsOf([1, 0, 0], [0, 1, 0], [-1, 0, 0])
  expect(correlationClusters(returns, 0.9)).toEqual([[0, 2], [1]])
})

test('stands in the order of the first market, however the chain runs', () => {
  // 1 - 4 - 3 is a chain, 0 and 2 are a pair.
  const returns = returnsOf([1, 0, 0], [0, 1, 0], [1, 0, 0], [0, 0, 1], [0, 0.7, 0.7])
  expect(correlationClusters(returns, 0.7)).toEqual([
    [0, 2],
    [1, 3, 4],
  ])
})

test('a market without variance or with too few returns stands alone', () => {
  const flat = returnsOf([1, 0, 0], [0, 0, 0], [1, 0, 0])
  expect(correlationClusters(flat, 0)).toEqual([[0, 2], [1]])
  const young = new MarketReturns(2, 24)
  for (const close of [1, 2, 1, 2]) young.push(Float64Array.of(close, close))
  expect(correlationClusters(young, 0.5)).toEqual([[0], [1]])
})

test('every market is in exactly one group, and groups are closed at the threshold', () => {
  const random = createPrng(9)
  const returns = new MarketReturns(20, 30)
  const prices = new Float64Array(20).fill(100)
  for (let bar = 0; bar < 40; bar++) {
    for (let market = 0; market < 20; market++) prices[market] *= 1 + 0.02 * (random() - 0.5)
    returns.push(prices)
  }
  const groups = correlationClusters(returns, 0.35)
  expect(groups.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, market) => market))
  expect(groups.length).toBeGreaterThan(1)
  expect(groups.length).toBeLessThan(20)
  for (const group of groups) {
    for (const other of groups) {
      if (group === other) continue
      for (const a of group) for (const b of other) expect(Math.abs(returns.correlation(a, b))).toBeLessThan(0.35)
    }
  }
})

test('refuses a threshold that is no correlation', () => {
  for (const threshold of [-0.1, 1.1, 70, Number.NaN]) {
    expect(() => correlationClusters(returnsOf([1, 0, 0]), threshold)).toThrow(
      expect.objectContaining({
        code: 'usage',
        message: `the correlation that joins markets must be from 0 to 1, not ${threshold}`,
        cure: 'Give 0.7, for example.',
      }),
    )
  }
})

test('a threshold of 0 joins all that has a correlation, one of 1 is allowed', () => {
  const returns = returnsOf([1, 0, 0], [0.6, 0.8, 0], [0, 1, 0])
  expect(correlationClusters(returns, 0)).toEqual([[0, 1, 2]])
  expect(correlationClusters(returns, 1)).toEqual([[0], [1], [2]])
})

test('a correlation at the threshold joins', () => {
  const returns = returnsOf([1, 0, 0], [0.6, 0.8, 0])
  const correlation = returns.correlation(0, 1)
  expect(correlationClusters(returns, correlation)).toEqual([[0, 1]])
  expect(correlationClusters(returns, correlation + 1e-9)).toEqual([[0], [1]])
})
