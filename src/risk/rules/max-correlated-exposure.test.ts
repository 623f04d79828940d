import { expect, test } from 'vitest'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { returnsOf } from '../testing/returns.ts'
import { maxCorrelatedExposure } from './max-correlated-exposure.ts'

/** The second market mirrors the first, the third goes its own way: correlations of -1 and 0. */
const returns = returnsOf([
  [0.01, -0.01, 0.01],
  [0.01, -0.01, -0.01],
  [-0.01, 0.01, 0.01],
  [-0.01, 0.01, -0.01],
])
const rule = () => maxCorrelatedExposure({ maxPct: 50, threshold: 0.8 })
const holding = (...notionals: number[]) => viewOf({ notionals: Float64Array.from(notionals), returns })

test('what moves along or against counts as one, what does not is left out', () => {
  expect(rule().largest(entryOf({}), holding(0, 0, 0))).toBe(50)
  expect(rule().largest(entryOf({}), holding(1000, 0, 0))).toBe(40)
  expect(rule().largest(entryOf({}), holding(1000, -1500, 0))).toBe(25)
  expect(rule().largest(entryOf({}), holding(1000, -1500, 9000))).toBe(25)
  expect(rule().largest(entryOf({}), holding(1000, -3999, 0))).toBeCloseTo(0.01, 9)
  expect(rule().largest(entryOf({}), holding(1000, -4000, 0))).toBe(0)
})

test('markets move together from the correlation named on, not below it', () => {
  // Four of six bars to the same side and two to the other: a correlation of a third.
  const third = returnsOf([
    [0.25, 0.25],
    [0.25, 0.25],
    [-0.25, 0.25],
    [-0.25, -0.25],
    [-0.25, -0.25],
    [0.25, -0.25],
  ])
  const at = (threshold: number) => {
    const view = viewOf({ notionals: Float64Array.of(0, 2000), returns: third })
    return maxCorrelatedExposure({ maxPct: 50, threshold }).largest(entryOf({}), view)
  }
  expect(third.correlation(0, 1)).toBe(1 / 3)
  expect(at(1 / 3)).toBe(30)
  expect(at(0.34)).toBe(50)
})

test('a market whose correlation is not known counts as one that moves along', () => {
  const unknown = viewOf({ notionals: Float64Array.of(0, 2000, 1000) })
  expect(rule().largest(entryOf({}), unknown)).toBe(20)
})

test('a run keeps the returns for it, and the refusal says what is held', () => {
  expect(rule().reads).toBe('returns')
  expect(sizeEntry(entryOf({}), [rule()], holding(1000, -4000, 9000))).toEqual({
    rule: 'max_correlated_exposure',
    reason:
      '5000.00 is held of what moves with BTC/USDT:USDT (correlation from 0.8 on), 50 % of equity 10000.00 may be',
  })
})
