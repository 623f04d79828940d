import { describe, expect, test } from 'vitest'
import { fieldsOf, LIMITS, type LimitValues, rulesOfLimits } from './limits.ts'
import type { AccountView, ProposedEntry, RiskRule } from './risk-rule.ts'
import { closedTrade, entryOf, viewOf } from './testing/entries.ts'

const ROUND_TRIP = 0.002
const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** The one rule of the one limit. */
function ruleOf(limits: LimitValues): RiskRule {
  const [rule, ...others] = rulesOfLimits(limits, ROUND_TRIP)
  if (rule === undefined || others.length > 0) throw new Error(`${JSON.stringify(limits)} is no single rule`)
  return rule
}

/** An entry half an hour after two losses at the stop of the same symbol, to the other side. */
const entry = entryOf({ at: 30 * MINUTE, side: 'short', stopPrice: 105, targetPrices: [97] })
const view = viewOf({ past: { trades: [closedTrade({ exitAt: 0 }), closedTrade({ exitAt: MINUTE })] } })

const lock = { lookbackHours: 2, stopHours: 1, tradeLimit: 2 }

const CASES: readonly (readonly [LimitValues, string, string])[] = [
  [{ riskPerTradePct: 1.5 }, 'risk_per_trade', '1.5 % of equity'],
  [{ confidenceRisk: { minPct: 0.5, maxPct: 2.5, from: 0 } }, 'confidence_risk', 'risk 1.50 % of equity'],
  [{ confidenceSize: { minPct: 1, maxPct: 20, from: 0.25 } }, 'confidence_size', 'bind 6.67 % of equity'],
  [
    { volatilitySize: { riskPct: 1, times: 2 } },
    'volatility_size',
    'a move of 2 average true ranges of 2 may cost 1 %',
  ],
  [{ kelly: { fraction: 0.25, capPct: 2, minTrades: 2 } }, 'kelly', '0.25 of it is used, at most 2 %'],
  [{ minConfidence: 0.6 }, 'min_confidence', '0.6'],
  [{ maxPositions: 3 }, 'max_positions', '0 of 3 positions'],
  [{ maxSymbolExposurePct: 50 }, 'max_symbol_exposure', '50 % of equity'],
  [{ maxBaseExposurePct: 60 }, 'max_base_exposure', '60 % of equity'],
  [{ maxAtRiskPct: 6 }, 'max_at_risk', '6 % of equity'],
  [{ maxLeverage: 20 }, 'max_leverage', '20'],
  [{ grossLeverage: 10 }, 'gross_leverage', '10 times equity'],
  [{ netLeverage: 8 }, 'net_leverage', '8 times equity'],
  [{ liquidationTimes: 2 }, 'liquidation_distance', '2 times as far'],
  [{ stopAtrTimes: 0.3 }, 'stop_in_noise', '0.3 average true ranges'],
  [{ stopCostTimes: 4 }, 'stop_nearer_than_costs', 'costs 0.200 % and the stop must be 4 of them'],
  [{ targetCostTimes: 3 }, 'cost_gate', '3 round trips cost 0.600 %'],
  [{ cooldownMinutes: 45 }, 'cooldown', 'rests for 45'],
  [{ minHoldMinutes: 20 }, 'min_hold', 'limits exits'],
  [
    { flip: { withinMinutes: 60, costTimes: 5 } },
    'flip_cost',
    'within 60 minutes: the target pays 3.000 %, it must pay 1',
  ],
  [{ maxTradesADay: 20 }, 'max_trades_a_day', '0 of 20 entries'],
  [{ maxOrdersAMinute: 60 }, 'max_orders_a_minute', '60 may'],
  [{ dailyLossPct: 5 }, 'daily_loss', '500.00 is left of 5 %'],
  [{ monthlyDrawdownPct: 6 }, 'monthly_drawdown', '600.00 is left of 6 %'],
  [{ maxDrawdownPct: 20 }, 'max_drawdown', '2000.00 is left of 20 %'],
  [
    { correlated: { maxPct: 150, threshold: 0.7 } },
    'max_correlated_exposure',
    '(correlation from 0.7 on), 150 % of equity',
  ],
  [{ cluster: { most: 2, threshold: 0.7 } }, 'max_cluster_positions', '(correlation from 0.7 on), 2 may be'],
  [{ valueAtRisk: { maxPct: 2, confidence: 0.95 } }, 'max_value_at_risk', '(95 %)'],
  [{ shortfall: { maxPct: 3, confidence: 0.99 } }, 'max_shortfall', '(99 %)'],
  [{ minimumVariancePct: 100 }, 'portfolio_weight', 'by minimum_variance and holds 0.00 of its part of 100 %'],
  [{ meanVariancePct: 110 }, 'portfolio_weight', 'by mean_variance and holds 0.00 of its part of 110 %'],
  [{ riskParityPct: 120 }, 'portfolio_weight', 'by risk_parity and holds 0.00 of its part of 120 %'],
  [
    { hierarchicalRiskParityPct: 130 },
    'portfolio_weight',
    'by hierarchical_risk_parity and holds 0.00 of its part of 130 %',
  ],
  [
    { stoplossGuard: { ...lock, requiredProfitPct: 0 } },
    'stoploss_guard',
    '2 are too many; nothing is entered until 1970-01-01T01:01:00',
  ],
  [
    { lowProfitPairs: { ...lock, requiredProfitPct: 0.5 } },
    'low_profit_pairs',
    '0.5 % was required; nothing is entered until 1970-01-01T01:01:00',
  ],
  [
    { maxDrawdownProtection: { ...lock, maxAllowedPct: 1.5 } },
    'max_drawdown_protection',
    '1.5 % is allowed; nothing is entered until 1970-01-01T01:01:00',
  ],
]

test.each(CASES)('%j makes the rule %s with its numbers', (limits, name, words) => {
  const rule = ruleOf(limits)
  expect(rule.name).toBe(name)
  expect(rule.explain(entry, view)).toContain(words)
})

test('each limit is among them', () => {
  expect(CASES.flatMap(([limits]) => Object.keys(limits))).toEqual(Object.keys(LIMITS))
})

test('what is not set makes no rule, and rules stand in one order', () => {
  expect(rulesOfLimits({}, ROUND_TRIP)).toEqual([])
  const rules = rulesOfLimits({ maxDrawdownPct: 20, maxPositions: 3, riskPerTradePct: 1 }, ROUND_TRIP)
  expect(rules.map(({ name }) => name)).toEqual(['risk_per_trade', 'max_positions', 'max_drawdown'])
})

test('a limit of one number has the field value', () => {
  expect(fieldsOf(3)).toEqual({ value: 3 })
  expect(fieldsOf({ minPct: 1 })).toEqual({ minPct: 1 })
})

describe('minutes and hours are as long as they say', () => {
  const allows = (rule: RiskRule, at: number, given: Partial<ProposedEntry> = {}, account: AccountView = view) =>
    rule.largest(entryOf({ ...given, at }), account) > 0

  test('of a rest after an exit', () => {
    const rule = ruleOf({ cooldownMinutes: 15 })
    expect([16 * MINUTE - 1, 16 * MINUTE].map((at) => allows(rule, at))).toEqual([false, true])
  })

  test('of a position that is held', () => {
    const rule = ruleOf({ minHoldMinutes: 20 })
    const isHeld = (at: number) => rule.holds?.(HOUR, at) !== undefined
    expect([HOUR, HOUR + 20 * MINUTE - 1, HOUR + 20 * MINUTE].map(isHeld)).toEqual([true, true, false])
  })

  test('of a change of sides', () => {
    const rule = ruleOf({ flip: { withinMinutes: 30, costTimes: 5 } })
    const near = { side: 'short', stopPrice: 105, targetPrices: [99.1] } as const
    expect([31 * MINUTE - 1, 31 * MINUTE].map((at) => allows(rule, at, near))).toEqual([false, true])
  })

  test.each<LimitValues>([
    { stoplossGuard: { ...lock, requiredProfitPct: 0 } },
    { lowProfitPairs: { ...lock, requiredProfitPct: 0 } },
    { maxDrawdownProtection: { ...lock, maxAllowedPct: 1.5 } },
  ])('of a wait after bad trades, and of the time looked back on: %j', (limits) => {
    const apart = (ms: number) =>
      viewOf({ past: { trades: [closedTrade({ exitAt: 0 }), closedTrade({ exitAt: ms })] } })
    const rule = ruleOf(limits)
    const last = 2 * HOUR - 1
    expect([last, last + HOUR - 1, last + HOUR].map((at) => allows(rule, at, {}, apart(last)))).toEqual([
      false,
      false,
      true,
    ])
    expect(allows(rule, 2 * HOUR, {}, apart(2 * HOUR))).toBe(true)
  })
})

test('no strategy can get out of what a trade may lose by the way in which it is sized', () => {
  const limits = { riskPerTradePct: 1, confidenceRisk: { minPct: 1, maxPct: 1, from: 0 } }
  for (const rule of rulesOfLimits(limits, ROUND_TRIP))
    expect(rule.largest(entryOf({ sizing: 'share' }), viewOf({})), rule.name).toBe(20)
})
