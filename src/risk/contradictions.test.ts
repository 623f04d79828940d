import { describe, expect, test } from 'vitest'
import type { Breaker } from './breakers.ts'
import { contradictionOf } from './contradictions.ts'
import type { LimitValues } from './limits.ts'

/** The place, the contradiction and the cure; `none` when everything can hold at once. */
function contradictionIn(limits: LimitValues, ...breakers: readonly Breaker[]): string {
  const found = contradictionOf({ limits, breakers, timeZone: 'UTC' })
  return found === undefined ? 'none' : `${found.path.join('.')}: ${found.message}. ${found.cure}`
}

const drawdown: Breaker = { name: 'drawdown', since: 'peak', limitPct: 15, state: 'close_only', release: 'manual' }

describe('of two limits', () => {
  test.each([
    ['riskPerTradePct', 'maxAtRiskPct'],
    ['riskPerTradePct', 'dailyLossPct'],
    ['riskPerTradePct', 'monthlyDrawdownPct'],
    ['riskPerTradePct', 'maxDrawdownPct'],
    ['dailyLossPct', 'monthlyDrawdownPct'],
    ['netLeverage', 'grossLeverage'],
  ] as const)('%s may be as large as %s, not larger', (smaller, larger) => {
    expect(contradictionIn({ [smaller]: 5, [larger]: 5 })).toBe('none')
    expect(contradictionIn({ [smaller]: 4, [larger]: 5 })).toBe('none')
    expect(contradictionIn({ [smaller]: 5.01, [larger]: 5 })).toBe(
      `limits.${smaller}: ${smaller} 5.01 is above ${larger} 5. Lower ${smaller} or raise ${larger}.`,
    )
    expect(contradictionIn({ [smaller]: 99 })).toBe('none')
    expect(contradictionIn({ [larger]: 1 })).toBe('none')
  })

  test.each(['confidenceRisk', 'confidenceSize'] as const)('%s has its least below its most', (name) => {
    expect(contradictionIn({ [name]: { minPct: 2, maxPct: 2, from: 0 } })).toBe('none')
    expect(contradictionIn({ [name]: { minPct: 2.01, maxPct: 2, from: 0 } })).toBe(
      `limits.${name}: ${name} has minPct 2.01 above maxPct 2. Exchange them.`,
    )
  })
})

describe('of breakers', () => {
  test('one that lets go on recovery does so below its limit', () => {
    const recovering = { ...drawdown, release: 'on_recovery' } as const
    const cure = 'Give releasePct, below limitPct 15: the account would stop and go on at every price in between.'
    expect(contradictionIn({}, { ...recovering, releasePct: 14.99 })).toBe('none')
    expect(contradictionIn({}, { ...recovering, releasePct: 15 })).toBe(
      `breakers.0: drawdown lets go on recovery at 15 %. ${cure}`,
    )
    expect(contradictionIn({}, { ...drawdown, name: 'first' }, recovering)).toBe(
      `breakers.1: drawdown lets go on recovery at no %. ${cure}`,
    )
  })

  test('another may say a release that it has no use for', () => {
    expect(contradictionIn({}, { ...drawdown, releasePct: 20 })).toBe('none')
  })

  test.each(['next_day', 'next_month'] as const)('one that counts from the peak does not let go by %s', (release) => {
    expect(contradictionIn({}, { ...drawdown, release })).toBe(
      `breakers.0: drawdown counts from the peak and lets go by ${release}. Write "manual" or "on_recovery": the peak is where it was.`,
    )
    expect(contradictionIn({}, { ...drawdown, release, since: 'day' })).toBe('none')
  })

  test('each has a name of its own', () => {
    expect(contradictionIn({}, drawdown, { ...drawdown, name: 'other' })).toBe('none')
    expect(contradictionIn({}, drawdown, { ...drawdown, name: 'other' }, drawdown)).toBe(
      'breakers.2: two breakers are named drawdown. Rename one of them.',
    )
  })
})

test('limits are looked at before breakers', () => {
  expect(contradictionIn({ netLeverage: 3, grossLeverage: 2 }, drawdown, drawdown)).toMatch(/^limits\.netLeverage: /)
})
