import { describe, expect, test, vi } from 'vitest'
import { createPrng } from '../../core/prng.ts'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { returnsOf } from '../testing/returns.ts'
import { ValueAtRisk } from '../value-at-risk.ts'
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
  expect(sizeEntry(entryOf({}), [rule], holding(5001, 0))).toEqual({
    rule: 'max_value_at_risk',
    reason: 'a bad bar (90 %) loses 100.02 of what is held and may lose 1 % of equity 10000.00 with BTC/USDT:USDT',
  })
})

describe('with the limit at half of the equity, and a worst bar of half', () => {
  const halved = returnsOf([-0.5, 0.25, 0.25, 0.25].map((move) => [move, -move]))
  const rule = () => maxShortfall({ maxPct: 50, confidence: 0.75 })
  const having = (notional: number) => viewOf({ notionals: Float64Array.of(notional, 0), returns: halved })

  test('a book at the limit takes nothing more, and what makes it safer', () => {
    expect(rule().largest(entryOf({}), having(10_000))).toBe(0)
    expect(rule().largest(entryOf({ market: 1 }), having(10_000))).toBeGreaterThan(100)
  })

  test('a book above the limit takes nothing, not even what makes it safer', () => {
    expect(rule().largest(entryOf({ market: 1 }), having(10_000.01))).toBe(0)
  })

  test('the size may bring the loss to just the limit', () => {
    expect(rule().largest(entryOf({}), having(0))).toBe(100)
    // The other market, which gains in that bar, loses a quarter in all others.
    expect(rule().largest(entryOf({ market: 1 }), having(0))).toBe(200)
  })

  test('a position that does not move leaves the size as it is', () => {
    const still = returnsOf([-0.5, 0.25, 0.25, 0.25].map((move) => [move, 0]))
    const view = viewOf({ notionals: Float64Array.of(0, 3000), returns: still })
    expect(rule().largest(entryOf({}), view)).toBe(100)
  })
})

test('a market that has not fallen yet may be bought without end', () => {
  const risen = viewOf({ returns: returnsOf([[0.01], [0.02], [0.01], [0.02]]), notionals: Float64Array.of(0) })
  const rule = maxValueAtRisk({ maxPct: 1, confidence: 0.75 })
  expect(rule.largest(entryOf({}), risen)).toBe(Number.POSITIVE_INFINITY)
  expect(rule.largest(entryOf({}), { ...risen, notionals: Float64Array.of(100) })).toBe(Number.POSITIVE_INFINITY)
})

describe('of random books', () => {
  const books = Array.from({ length: 200 }, (_, seed) => {
    const random = createPrng(seed)
    const moves = Array.from({ length: 100 }, () => Array.from({ length: 4 }, () => 0.06 * (random() - 0.5)))
    const notionals = Float64Array.from({ length: 4 }, () => 3000 * (random() - 0.5))
    return { seed, moved: returnsOf(moves), notionals }
  })

  test.each([
    ['shortfall', maxShortfall],
    ['valueAtRisk', maxValueAtRisk],
  ] as const)('the size brings the %s to the limit but for a thousandth, and never above it', (measure, ruleOf) => {
    for (const { seed, moved, notionals } of books) {
      const size = ruleOf({ maxPct: 1.5, confidence: 0.95 }).largest(entryOf({}), viewOf({ notionals, returns: moved }))
      const risk = new ValueAtRisk(moved, 0.95)
      risk.hold(notionals)
      expect(risk.withAdded(0, 100 * size)[measure], `seed ${seed}`).toBeLessThan(150.000001)
      expect(risk.withAdded(0, 100.1 * size)[measure], `seed ${seed}`).toBeGreaterThan(150)
    }
  })

  test('a size is found after eleven tries or so on average', () => {
    const tries = vi.spyOn(ValueAtRisk.prototype, 'withAdded')
    for (const { moved, notionals } of books)
      maxShortfall({ maxPct: 1.5, confidence: 0.95 }).largest(entryOf({}), viewOf({ notionals, returns: moved }))
    expect(tries.mock.calls.length / books.length).toBeLessThan(11.5)
  })
})

test('the first position of an account is sized in one try', () => {
  const tries = vi.spyOn(ValueAtRisk.prototype, 'withAdded')
  maxValueAtRisk({ maxPct: 1, confidence: 0.9 }).largest(entryOf({}), holding(0, 0))
  expect(tries).toHaveBeenCalledTimes(1)
})

test('the mean loss of the worst tenth is that of the worst bar', () => {
  const rule = maxShortfall({ maxPct: 1, confidence: 0.9 })
  expect(rule.largest(entryOf({}), holding(0, 0))).toBeCloseTo(25, 0)
  expect(rule.largest(entryOf({ side: 'short', stopPrice: 105 }), holding(0, 0))).toBeCloseTo(50, 0)
  expect(rule.largest(entryOf({}), holding(2499, 0))).toBeGreaterThan(0)
  expect(sizeEntry(entryOf({}), [rule], holding(2501, 0))).toEqual({
    rule: 'max_shortfall',
    reason: 'a bad bar (90 %) loses 100.04 of what is held and may lose 1 % of equity 10000.00 with BTC/USDT:USDT',
  })
})

test('a run keeps the returns for it; a loss that is not known yet allows nothing', () => {
  const rule = maxValueAtRisk({ maxPct: 1, confidence: 0.95 })
  expect(rule.reads).toBe('returns')
  expect(rule.largest(entryOf({}), holding(0, 0))).toBe(0)
  expect(sizeEntry(entryOf({}), [rule], viewOf({}))).toEqual({
    rule: 'max_value_at_risk',
    reason:
      'a bad bar (95 %) loses an amount that is not known yet of what is held and may lose 1 % of equity 10000.00 with BTC/USDT:USDT',
  })
})
