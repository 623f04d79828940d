import { expect, test } from 'vitest'
import { entryOf, viewOf } from '../testing/entries.ts'
import { returnsOf } from '../testing/returns.ts'
import { maxShortfall, maxValueAtRisk } from './max-tail-loss.ts'

/** Ten bars: the worst lose 4 %, 2 % and 1 %; the second market mirrors the first. */
const returns = returnsOf([-0.04, -0.02, -0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.02, 0.02].map((move) => [move, -move]))
const holding = (...notionals: number[]) => viewOf({ notionals: Float64Array.from(notionals), returns })

test('the loss that nine bars of ten do not exceed is within the limit after the entry', () => {
  const rule = maxValueAtRisk({ maxPct: 1, confidence: 0.9 })
  // 2 % of 5,000 is 1 % of the equity; a contract is worth 100
  expect(rule.largest(entryOf({}), holding(0, 0))).toBeCloseTo(50, 0)
  expect(rule.largest(entryOf({}), holding(2000, 0))).toBeCloseTo(30, 0)
  // What is held gains in those bars: more may be added than without it.
  expect(rule.largest(entryOf({}), holding(0, 2000))).toBeCloseTo(70, 0)
  expect(rule.largest(entryOf({}), holding(4999, 0))).toBeLessThan(0.2)
  expect(rule.largest(entryOf({}), holding(5001, 0))).toBe(0)
  expect(rule.explain(entryOf({}), holding(5001, 0))).toBe(
    'a bad bar (90 %) loses 100.02 of what is held and may lose 1 % of equity 10000.00 with BTC/USDT:USDT',
  )
})

test('the size never brings the loss above the limit', () => {
  const rule = maxValueAtRisk({ maxPct: 1, confidence: 0.9 })
  expect(rule.largest(entryOf({}), holding(0, 0)) * 100 * 0.02).toBeLessThanOrEqual(100)
})

test('the mean loss of the worst tenth is that of the worst bar', () => {
  const rule = maxShortfall({ maxPct: 1, confidence: 0.9 })
  expect(rule.largest(entryOf({}), holding(0, 0))).toBeCloseTo(25, 0)
  expect(rule.largest(entryOf({ side: 'short', stopPrice: 105 }), holding(0, 0))).toBeCloseTo(50, 0)
  expect(rule.largest(entryOf({}), holding(2501, 0))).toBe(0)
})

test('a loss that is not known yet allows nothing', () => {
  const rule = maxValueAtRisk({ maxPct: 1, confidence: 0.95 })
  expect(rule.largest(entryOf({}), holding(0, 0))).toBe(0)
  expect(rule.largest(entryOf({}), viewOf({}))).toBe(0)
  expect(rule.explain(entryOf({}), viewOf({}))).toContain('loses an amount that is not known yet')
})
