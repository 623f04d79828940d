import { expect, test } from 'vitest'
import { barsOf, testAgainstTulip, valuesOf } from '../testing/expect-values.ts'
import { flatBars } from '../testing/random-bars.ts'
import { hasReference, readExpected, readQuotes, referenceNote } from '../testing/reference.ts'
import { stochastic } from './stochastic.ts'

testAgainstTulip(
  stochastic,
  { period: 5, smooth: 3, signal: 3 },
  { heading: 'stoch 5 3 3', inputs: ['high', 'low', 'close'], lines: ['k', 'd'] },
)

test.skipIf(!hasReference)(`unsmoothed it is Williams %R of Stock.Indicators plus 100${referenceNote}`, () => {
  const { k } = valuesOf(stochastic, { period: 14, smooth: 1, signal: 1 }, readQuotes())
  for (const [i, { williamsR }] of readExpected('willr').entries()) {
    if (typeof williamsR === 'number') expect(Math.abs((k[i] as number) - 100 - williamsR)).toBeLessThan(1e-6)
    else expect(k[i]).toBeNaN()
  }
})

test('is the place of the close in the range', () => {
  const bars = barsOf({ high: [10, 12, 14], low: [8, 9, 10], close: [9, 12, 10] })
  expect(valuesOf(stochastic, { period: 2, smooth: 1, signal: 2 }, bars)).toEqual({
    k: [Number.NaN, 100, 20],
    d: [Number.NaN, Number.NaN, 60],
  })
})

test('a range of 0 counts as 0', () => {
  expect(valuesOf(stochastic, {}, flatBars(20)).d[19]).toBe(0)
})
