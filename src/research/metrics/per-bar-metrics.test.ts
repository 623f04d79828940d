import { expect, test } from 'vitest'
import { perBarMetrics, perBarSharpe, perBarSortino } from './per-bar-metrics.ts'

const equityOf = (...values: number[]): Float64Array => Float64Array.from(values)

test('Sharpe is the mean return over the population deviation, annualised', () => {
  // Returns +10 % and -10 %, +10 %, -10 %: mean 0; then one more of +10 %: mean 0.02, deviation sqrt(0.0096).
  const equity = equityOf(100, 110, 99, 108.9, 98.01, 107.811)
  expect(perBarSharpe(equity, 100)).toBeCloseTo((0.02 / Math.sqrt(0.0096)) * 10, 10)
})

test('Sortino divides by the root mean square of the losses over all bars', () => {
  const equity = equityOf(100, 110, 99, 108.9, 98.01, 107.811)
  expect(perBarSortino(equity, 100)).toBeCloseTo((0.02 / Math.sqrt(0.02 / 5)) * 10, 10)
})

test('drawdown by amount and by share can come from different falls', () => {
  const found = perBarMetrics(equityOf(100, 60, 400, 350, 300, 500), { periodsPerYear: 1 })
  expect(found).toMatchObject({ maxDrawdown: 100, maxDrawdownPct: 40, peakIndex: 0, troughIndex: 1 })
})

test('the longest stretch under water runs from the last bar at the peak to the last bar below it', () => {
  const found = perBarMetrics(equityOf(100, 90, 100, 100, 95, 96, 99, 101), { periodsPerYear: 1 })
  expect(found).toMatchObject({ underWaterBars: 3, underWaterFromIndex: 3 })
})

test('a stretch under water that never ends counts to the last bar', () => {
  const found = perBarMetrics(equityOf(100, 101, 100, 100.5), { periodsPerYear: 1 })
  expect(found).toMatchObject({ underWaterBars: 2, underWaterFromIndex: 1 })
})

test('a loss in the first bar counts when the equity before it is given', () => {
  const equity = equityOf(90, 95)
  expect(perBarMetrics(equity, { periodsPerYear: 1, startEquity: 100 })).toMatchObject({
    maxDrawdown: 10,
    maxDrawdownPct: 10,
  })
  expect(perBarMetrics(equity, { periodsPerYear: 1 })).toMatchObject({ maxDrawdown: 0, maxDrawdownPct: 0 })
})

test.each([
  ['flat', equityOf(100, 100, 100)],
  ['of one bar', equityOf(100)],
  ['empty', equityOf()],
])('an equity that is %s has no ratios and no drawdown', (_, equity) => {
  expect(perBarMetrics(equity, { periodsPerYear: 525_600 })).toEqual({
    sharpe: Number.NaN,
    sortino: Number.NaN,
    maxDrawdown: 0,
    maxDrawdownPct: 0,
    peakIndex: 0,
    troughIndex: 0,
    underWaterBars: 0,
    underWaterFromIndex: 0,
  })
})

test('equity below zero is a drawdown of more than everything and gives finite ratios', () => {
  const found = perBarMetrics(equityOf(100, -20, -10, -30), { periodsPerYear: 1 })
  expect(found).toMatchObject({ maxDrawdown: 130, maxDrawdownPct: 130, troughIndex: 3, underWaterBars: 3 })
  expect(found.sharpe).toBeCloseTo(-0.4 / Math.sqrt(1.44 / 3 - 0.16), 12)
})
