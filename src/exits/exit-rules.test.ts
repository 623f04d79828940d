import { expect, test } from 'vitest'
import { type Course, dueExit, type ExitRules, ruledReason, ruledStop } from './exit-rules.ts'

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
