import { expect, test } from 'vitest'
import { barsOf, expectClose, testAgainstStockIndicators, valuesOf } from '../testing/expect-values.ts'
import { fisher } from './fisher.ts'

testAgainstStockIndicators(
  fisher,
  { period: 10 },
  { results: 'fisher', lines: { fisher: 'fisher', trigger: 'trigger' } },
)

test('a price at its top counts as x = 0.33, then 0.5511, then 0.699237', () => {
  const values = valuesOf(fisher, { period: 3 }, barsOf({ close: [1, 2, 3, 4] }))
  const [one, two, three] = [0.33, 0.5511, 0.699237].map((x) => Math.atanh(x)) as [number, number, number]
  const expected = [0, one, two + one / 2, three + two / 2 + one / 4]
  expectClose(values.fisher, expected, 1e-12)
  expect(values.trigger.slice(1)).toEqual(values.fisher.slice(0, -1))
})

test('a place beyond 0.99 counts as 0.999', () => {
  const close = Array.from({ length: 60 }, (_, i) => i + 1)
  // In the long run fisher is twice the transform of a place that stays.
  expect(valuesOf(fisher, { period: 5 }, barsOf({ close })).fisher[59]).toBeCloseTo(2 * Math.atanh(0.999), 9)
})

test('is 0 when the price never moved', () => {
  expect(valuesOf(fisher, { period: 3 }, barsOf({ close: [4, 4, 4, 4] })).fisher).toEqual([0, 0, 0, 0])
})
