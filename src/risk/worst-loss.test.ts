import { describe, expect, test } from 'vitest'
import type { Breaker } from './breakers.ts'
import type { LimitValues } from './limits.ts'
import { describeLimits, worstLosses } from './worst-loss.ts'

const settings = (limits: LimitValues, breakers: readonly Breaker[] = []) => ({ limits, breakers, timeZone: 'UTC' })

/** What a trade, a day, a month and all of it may lose, and which limit says so. */
const worst = (limits: LimitValues, ...breakers: readonly Breaker[]) =>
  worstLosses(settings(limits, breakers)).map(({ over, pct, by }) => `${over} ${pct} % by ${by}`)

test('without limits all can be lost, and it says so', () => {
  expect(worst({})).toEqual([
    'a trade 100 % by nothing: the whole account',
    'a day 100 % by nothing: the whole account',
    'a month 100 % by nothing: the whole account',
    'all 100 % by nothing: the whole account',
  ])
})

test('each span has its own limit', () => {
  expect(worst({ riskPerTradePct: 1, dailyLossPct: 3, monthlyDrawdownPct: 8, maxDrawdownPct: 20 })).toEqual([
    'a trade 1 % by riskPerTradePct',
    'a day 3 % by dailyLossPct',
    'a month 8 % by monthlyDrawdownPct',
    'all 20 % by maxDrawdownPct',
  ])
})

test('no span loses more than a longer one', () => {
  expect(worst({ riskPerTradePct: 9, dailyLossPct: 8, monthlyDrawdownPct: 7, maxDrawdownPct: 6 })).toEqual([
    'a trade 6 % by maxDrawdownPct',
    'a day 6 % by maxDrawdownPct',
    'a month 6 % by maxDrawdownPct',
    'all 6 % by maxDrawdownPct',
  ])
})

test('of two limits with the same number that of the shorter span is named', () => {
  expect(worst({ riskPerTradePct: 5, dailyLossPct: 5, monthlyDrawdownPct: 5, maxDrawdownPct: 5 })).toEqual([
    'a trade 5 % by riskPerTradePct',
    'a day 5 % by dailyLossPct',
    'a month 5 % by monthlyDrawdownPct',
    'all 5 % by maxDrawdownPct',
  ])
})

describe('a trade loses the least of what its limits allow', () => {
  const limits = { riskPerTradePct: 3, confidenceRisk: { minPct: 0.5, maxPct: 3, from: 0.3 }, maxAtRiskPct: 3 }
  test.each([
    [{ riskPerTradePct: 2 }, 'a trade 2 % by riskPerTradePct'],
    [{ confidenceRisk: { minPct: 0.5, maxPct: 2, from: 0.3 } }, 'a trade 2 % by confidenceRisk'],
    [{ maxAtRiskPct: 2 }, 'a trade 2 % by maxAtRiskPct'],
  ])('%j', (given, expected) => {
    expect(worst(given)[0]).toBe(expected)
    expect(worst({ ...limits, ...given })[0]).toBe(expected)
  })

  test('and Kelly allows everything as long as it has seen too few trades', () => {
    expect(worst({ kelly: { fraction: 0.25, capPct: 1, minTrades: 50 } })[0]).toBe(
      'a trade 100 % by nothing: the whole account',
    )
  })
})

describe('a breaker bounds what is lost in all', () => {
  const halt: Breaker = { name: 'halt', since: 'peak', limitPct: 20, state: 'halted_flat', release: 'manual' }

  test('when it counts from the peak and closes everything', () => {
    expect(worst({}, halt)[3]).toBe('all 20 % by halt')
    expect(worst({ maxDrawdownPct: 25 }, halt)[3]).toBe('all 20 % by halt')
    expect(worst({ maxDrawdownPct: 15 }, halt)[3]).toBe('all 15 % by maxDrawdownPct')
    expect(worst({}, halt, { ...halt, name: 'earlier', limitPct: 12 })[0]).toBe('a trade 12 % by earlier')
  })

  test('not when positions stay open, or the next day begins anew', () => {
    for (const other of [{ state: 'halted' }, { state: 'close_only' }, { since: 'day' }, { since: 'month' }] as const)
      expect(worst({}, { ...halt, ...other })[3]).toBe('all 100 % by nothing: the whole account')
  })
})

test('limits are described with their units, in one order however the file has them', () => {
  const described = describeLimits(
    settings({
      maxPositions: 3,
      kelly: { minTrades: 50, capPct: 2, fraction: 0.25 },
      riskPerTradePct: 1.5,
    }),
  )
  expect(described).toEqual([
    { name: 'riskPerTradePct', value: '1.5 % of equity', about: 'what a trade may lose at its stop' },
    {
      name: 'kelly',
      value: 'fraction 0.25 ratio, capPct 2 % of equity, minTrades 50',
      about: 'share of the Kelly fraction of the last trades, once there are enough',
    },
    { name: 'maxPositions', value: '3', about: 'positions at a time' },
  ])
  expect(describeLimits(settings({}))).toEqual([])
})
