import { expect, test } from 'vitest'
import { tradeOf } from '../../metrics/testing/trade-of.ts'
import { distributionChart, returnHistogram } from './distribution-chart.ts'

const tradesOf = (returns: readonly number[]) => returns.map((returnPct) => tradeOf({ returnPct }))

test('bins have a round width and an edge at zero', () => {
  const { stepPct, bins } = returnHistogram(tradesOf([-1.9, -0.1, 0.1, 0.2, 1.8]))
  expect(stepPct).toBe(0.1)
  expect(bins).toHaveLength(37)
  expect(
    bins.filter(({ count }) => count > 0).map(({ fromPct, count }) => [Number(fromPct.toFixed(1)), count]),
  ).toEqual([
    [-1.9, 1],
    [-0.1, 1],
    [0.1, 1],
    [0.2, 1],
    [1.7, 1],
  ])
})

test('every trade is counted once, also at the edges', () => {
  const returns = Array.from({ length: 101 }, (_, i) => i / 10 - 5)
  const { bins, folded } = returnHistogram(tradesOf(returns))
  expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(101)
  expect(folded).toBe(0)
})

test('a few extreme trades do not squeeze the rest: they are folded into the outermost bins and counted', () => {
  const returns = [...Array.from({ length: 998 }, (_, i) => (i % 20) / 10 - 1), 500, -90]
  const { bins, folded, stepPct } = returnHistogram(tradesOf(returns))
  expect(folded).toBe(2)
  expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(1000)
  expect(bins.length * stepPct).toBeLessThan(3)
})

test.each([
  ['no trades', [], 0],
  ['one trade', [1.5], 1],
  ['equal trades', [0, 0, 0], 3],
])('%s give a histogram too', (_, returns, total) => {
  const { bins } = returnHistogram(tradesOf(returns))
  expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(total)
  expect(JSON.stringify(distributionChart(tradesOf(returns)))).not.toContain('null')
})
