import { expect, test } from 'vitest'
import { Bars } from '../bars.ts'
import { autocorrelation, correlation, deviationOf, excessKurtosis } from './moments.ts'
import { measureRealism, returnsOf } from './realism.ts'

const row = (...values: number[]) => Float64Array.from(values)

function barsOf(...points: readonly (readonly [minute: number, close: number])[]): Bars {
  const bars = new Bars('1m')
  for (const [minute, close] of points) bars.append(minute * 60_000, close, close, close, close, 1)
  return bars
}

test('moments are those that are worked out by hand', () => {
  expect(deviationOf(row(1, 3))).toBe(1)
  expect(excessKurtosis(row(1, 3, 1, 3))).toBe(-2)
  expect(correlation(row(1, 2, 3), row(2, 4, 6))).toBeCloseTo(1, 12)
  expect(autocorrelation(row(1, -1, 1, -1), 1)).toBe(-0.75)
})

test('what never moves measures 0, and so does nothing at all', () => {
  for (const bars of [barsOf(), barsOf([0, 5]), barsOf([0, 5], [1, 5], [2, 5])]) {
    const { excessKurtosis: kurtosis, returnAutocorrelationLag1, annualVolatilityPct } = measureRealism(bars)
    expect([kurtosis, returnAutocorrelationLag1, annualVolatilityPct]).toEqual([0, 0, 0])
  }
})

test('a return over a gap is left out', () => {
  expect([...returnsOf(barsOf([0, 100], [1, 150], [5, 300], [6, 150]))]).toEqual([0.5, -0.5])
})
