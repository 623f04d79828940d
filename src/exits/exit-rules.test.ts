import { expect, test } from 'vitest'
import { type Course, dueExit, type ExitRules, isFollowing, ruledReason, ruledStop } from './exit-rules.ts'

const gross = { basis: 'price', costRate: 0 } as const
const course = (given: Partial<Course>): Course => ({
  side: 'long',
  entryPrice: 100,
  leverage: 1,
  initialStopPrice: given.side === 'short' ? 110 : 90,
  stopPrice: given.side === 'short' ? 110 : 90,
  linePrice: Number.NaN,
  bestPrice: 100,
  price: 100,
  ageMs: 0,
  ...given,
})

test('the nearer of ladder and trailing stop counts, to either side', () => {
  const rules: ExitRules = { ...gross, ladder: [{ fromPct: 8, keepPct: 3 }], trailing: { pct: 7, stepPct: 0.05 } }
  expect(ruledStop(rules, course({ bestPrice: 107 }))).toBeCloseTo(99.51, 9)
  expect(ruledStop(rules, course({ bestPrice: 109 }))).toBe(103)
  expect(ruledReason(rules, course({ bestPrice: 109 }))).toBe('tier_stop')
  expect(ruledReason(rules, course({ bestPrice: 112 }))).toBe('trailing_stop_loss')
  expect(ruledStop(rules, course({ side: 'short', bestPrice: 91 }))).toBe(97)
  expect(ruledStop(rules, course({ side: 'short', bestPrice: 90 }))).toBeCloseTo(96.3, 9)
})

test('without rules there is no stop and no exit', () => {
  expect(ruledStop(gross, course({ bestPrice: 200 }))).toBeNaN()
  expect(dueExit(gross, course({ bestPrice: 200 }))).toBeUndefined()
})

test('a pullback comes before enough profit', () => {
  const rules: ExitRules = {
    ...gross,
    pullback: { givePct: 30, armAtPct: 5 },
    roi: [{ afterMs: 0, enoughPct: 6 }],
  }
  expect(dueExit(rules, course({ bestPrice: 110, price: 106 }))).toBe('peak_pullback')
  expect(dueExit(rules, course({ bestPrice: 108, price: 106 }))).toBe('roi')
  expect(dueExit(rules, course({ bestPrice: 108, price: 105.99 }))).toBeUndefined()
})

test('each way of leaving is watched alone as well', () => {
  const pullback: ExitRules = { ...gross, pullback: { givePct: 30, armAtPct: 5 } }
  expect(dueExit(pullback, course({ bestPrice: 108, price: 105.6 }))).toBe('peak_pullback')
  expect(dueExit(pullback, course({ bestPrice: 108, price: 105.61 }))).toBeUndefined()
  const roi: ExitRules = { ...gross, roi: [{ afterMs: 1000, enoughPct: 2 }] }
  expect(dueExit(roi, course({ price: 102, ageMs: 1000 }))).toBe('roi')
  expect(dueExit(roi, course({ price: 101.99, ageMs: 1000 }))).toBeUndefined()
  expect(dueExit(roi, course({ price: 150, ageMs: 999 }))).toBeUndefined()
})

test('after a profit in percent or in R the stop goes to where costs are paid', () => {
  const net = { basis: 'price', costRate: 0.002 } as const
  const atPct: ExitRules = { ...net, breakEven: { atPct: 2 } }
  expect(ruledStop(atPct, course({ bestPrice: 102.19 }))).toBeNaN()
  expect(ruledStop(atPct, course({ bestPrice: 102.21 }))).toBeCloseTo(100.2, 9)
  expect(ruledStop(atPct, course({ side: 'short', bestPrice: 97.79 }))).toBeCloseTo(99.8, 9)
  // The first stop is 10 away; that it has been raised since does not count.
  const atR: ExitRules = { ...net, breakEven: { atR: 1 } }
  expect(ruledStop(atR, course({ bestPrice: 109.99, stopPrice: 99 }))).toBeNaN()
  expect(ruledStop(atR, course({ bestPrice: 110, stopPrice: 99 }))).toBeCloseTo(100.2, 9)
  expect(ruledStop(atR, course({ side: 'short', bestPrice: 90.01 }))).toBeNaN()
  expect(ruledStop(atR, course({ side: 'short', bestPrice: 90 }))).toBeCloseTo(99.8, 9)
  expect(ruledReason(atR, course({ bestPrice: 110 }))).toBe('trailing_stop_loss')
})

test('a trailing stop begins to follow with its profit', () => {
  const rules: ExitRules = { ...gross, trailing: { pct: 4, fromPct: 2, stepPct: 0.05 } }
  expect(ruledStop(rules, course({ bestPrice: 101.99 }))).toBeNaN()
  expect(ruledStop(rules, course({ bestPrice: 102 }))).toBeCloseTo(97.92, 9)
  expect(isFollowing(rules, course({ bestPrice: 101.99 }))).toBe(false)
  expect(isFollowing(rules, course({ bestPrice: 102 }))).toBe(true)
  expect(isFollowing({ ...gross, trailing: { pct: 4, stepPct: 0.05 } }, course({}))).toBe(true)
})

test('it moves by a step at least', () => {
  const rules: ExitRules = { ...gross, trailing: { pct: 50, stepPct: 1 } }
  // From 100 the next stop is 101, which is half of 202.
  expect(ruledStop(rules, course({ stopPrice: 100, bestPrice: 201.98 }))).toBeNaN()
  expect(ruledStop(rules, course({ stopPrice: 100, bestPrice: 202 }))).toBe(101)
  expect(ruledStop(rules, course({ side: 'short', stopPrice: 150, bestPrice: 99.01 }))).toBeNaN()
  expect(ruledStop(rules, course({ side: 'short', stopPrice: 150, bestPrice: 99 }))).toBe(148.5)
})

test('of the distance and the lines of the market the nearer is followed', () => {
  const rules: ExitRules = { ...gross, trailing: { pct: 5, stepPct: 0.05 } }
  expect(ruledStop(rules, course({ bestPrice: 110, linePrice: 105 }))).toBe(105)
  expect(ruledStop(rules, course({ bestPrice: 110, linePrice: 104 }))).toBe(104.5)
  const lineAlone: ExitRules = { ...gross, trailing: { stepPct: 0.05 } }
  expect(ruledStop(lineAlone, course({ bestPrice: 110, linePrice: 104 }))).toBe(104)
  expect(ruledStop(lineAlone, course({ bestPrice: 110 }))).toBeNaN()
})
