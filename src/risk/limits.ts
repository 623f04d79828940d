import type { RiskRule } from './risk-rule.ts'
import { confidenceRisk } from './rules/confidence-risk.ts'
import { confidenceSize } from './rules/confidence-size.ts'
import { cooldown } from './rules/cooldown.ts'
import { costGate } from './rules/cost-gate.ts'
import { dailyLoss } from './rules/daily-loss.ts'
import { flipCost } from './rules/flip-cost.ts'
import { grossLeverage } from './rules/gross-leverage.ts'
import { kelly } from './rules/kelly.ts'
import { liquidationDistance } from './rules/liquidation-distance.ts'
import { lowProfitPairs } from './rules/low-profit-pairs.ts'
import { maxAtRisk } from './rules/max-at-risk.ts'
import { maxBaseExposure } from './rules/max-base-exposure.ts'
import { maxClusterPositions } from './rules/max-cluster-positions.ts'
import { maxCorrelatedExposure } from './rules/max-correlated-exposure.ts'
import { maxDrawdown } from './rules/max-drawdown.ts'
import { maxDrawdownProtection } from './rules/max-drawdown-protection.ts'
import { maxLeverage } from './rules/max-leverage.ts'
import { maxOrdersAMinute } from './rules/max-orders-a-minute.ts'
import { maxPositions } from './rules/max-positions.ts'
import { maxSymbolExposure } from './rules/max-symbol-exposure.ts'
import { maxShortfall, maxValueAtRisk } from './rules/max-tail-loss.ts'
import { maxTradesADay } from './rules/max-trades-a-day.ts'
import { minConfidence } from './rules/min-confidence.ts'
import { minHold } from './rules/min-hold.ts'
import { monthlyDrawdown } from './rules/monthly-drawdown.ts'
import { netLeverage } from './rules/net-leverage.ts'
import { type PortfolioMethod, portfolioWeight } from './rules/portfolio-weight.ts'
import { riskPerTrade } from './rules/risk-per-trade.ts'
import { stopCosts } from './rules/stop-costs.ts'
import { stopDistance } from './rules/stop-distance.ts'
import { stoplossGuard } from './rules/stoploss-guard.ts'
import { volatilitySize } from './rules/volatility-size.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** A number of a limit. What is below `min` or above `max` is a mistake of units or a limit that limits nothing. */
export interface LimitField {
  readonly unit: string
  readonly min: number
  readonly max: number
  readonly isWhole?: boolean
}

/** A limit that can be set: its numbers, and the rule that it makes. A limit with the one field `value` is written as that number. */
export interface Limit {
  readonly about: string
  readonly fields: Readonly<Record<string, LimitField>>
  /** @param roundTripRate what getting in and out costs, as a ratio of the price */
  rule(values: Readonly<Record<string, number>>, roundTripRate: number): RiskRule
}

const equityPct = (min: number, max = 100): LimitField => ({ unit: '% of equity', min, max })
const pct = (min: number, max: number): LimitField => ({ unit: '%', min, max })
const times = (min: number, max: number): LimitField => ({ unit: 'times', min, max })
const confidence: LimitField = { unit: '0 to 1', min: 0, max: 1 }
/** Where a line begins that ends at a confidence of 1. */
const start: LimitField = { unit: '0 to 1', min: 0, max: 0.99 }
const hours: LimitField = { unit: 'hours', min: 0.01, max: 10_000 }
const minutes: LimitField = { unit: 'minutes', min: 0.01, max: 1_000_000 }
const count = (max: number): LimitField => ({ unit: '', min: 1, max, isWhole: true })
const tail = { maxPct: equityPct(0.05), confidence: { unit: 'ratio', min: 0.5, max: 0.999 } }
const spread = equityPct(0.5, 12_500)
/** Bars after which the weights of a portfolio are worked out anew. */
const REFRESH_BARS = 50
const lock = { lookbackHours: hours, stopHours: hours, tradeLimit: count(1000) }

/** Every limit of an account. To add one: its rule, its test, its line here. */
export const LIMITS = {
  riskPerTradePct: one('what a trade may lose at its stop', equityPct(0.05), (value) =>
    riskPerTrade(value, { boundsShares: true }),
  ),
  confidenceRisk: many(
    'the same by confidence: from the least at `from` to the most at 1',
    { minPct: equityPct(0.05), maxPct: equityPct(0.05), from: start },
    ({ minPct, maxPct, from }) => confidenceRisk({ minPct, maxPct, from }),
  ),
  confidenceSize: many(
    'margin of a position by confidence; none at `from` or below',
    { minPct: equityPct(0.05), maxPct: equityPct(0.05), from: start },
    ({ minPct, maxPct, from }) => confidenceSize({ minPct, maxPct, from }),
  ),
  volatilitySize: many(
    'what a move of so many average true ranges may cost',
    { riskPct: equityPct(0.05), times: times(0.1, 100) },
    (values) => volatilitySize(values),
  ),
  kelly: many(
    'share of the Kelly fraction of the last trades, once there are enough',
    { fraction: { unit: 'ratio', min: 0.01, max: 1 }, capPct: equityPct(0.05), minTrades: count(1000) },
    (values) => kelly(values),
  ),
  minConfidence: one('no entry that is less sure', confidence, (value) => minConfidence(value)),
  maxPositions: one('positions at a time', count(1000), (value) => maxPositions(value)),
  maxSymbolExposurePct: one('value of what is held of a symbol', equityPct(0.5, 12_500), (value) =>
    maxSymbolExposure(value),
  ),
  maxBaseExposurePct: one('value of what is held of a coin on all its markets', equityPct(0.5, 12_500), (value) =>
    maxBaseExposure(value),
  ),
  maxAtRiskPct: one('what is lost when every stop is hit', equityPct(0.5), (value) => maxAtRisk(value)),
  maxLeverage: one('leverage of a position', times(1, 125), (value) => maxLeverage(value)),
  grossLeverage: one('value of longs and shorts together', times(0.01, 125), (value) => grossLeverage(value)),
  netLeverage: one('value of longs less shorts', times(0.01, 125), (value) => netLeverage(value)),
  liquidationTimes: one('distance of the liquidation, in distances of the stop', times(1, 100), (value) =>
    liquidationDistance(value),
  ),
  stopAtrTimes: one('least distance of the stop, in average true ranges', times(0.01, 100), (value) =>
    stopDistance(value),
  ),
  stopCostTimes: one('least distance of the stop, in round trips', times(0.1, 100), (value, roundTripRate) =>
    stopCosts({ leastTimes: value, roundTripRate }),
  ),
  targetCostTimes: one('least distance of the target, in round trips', times(0.1, 100), (value, roundTripRate) =>
    costGate({ leastTimes: value, roundTripRate }),
  ),
  cooldownMinutes: one('a symbol rests after an exit', minutes, (value) => cooldown(value * MINUTE_MS)),
  minHoldMinutes: one('a strategy leaves no position before; stops and conditions do', minutes, (value) =>
    minHold(value * MINUTE_MS),
  ),
  flip: many(
    'the target, in round trips, when the side is changed so soon after',
    { withinMinutes: minutes, costTimes: times(0.1, 100) },
    ({ withinMinutes, costTimes }, roundTripRate) =>
      flipCost({ withinMs: withinMinutes * MINUTE_MS, leastTimes: costTimes, roundTripRate }),
  ),
  maxTradesADay: one('entries in a day', count(100_000), (value) => maxTradesADay(value)),
  maxOrdersAMinute: one('orders in a minute', count(4000), (value) => maxOrdersAMinute(value)),
  dailyLossPct: one('loss of a day', equityPct(0.5), (maxPct, roundTripRate) => dailyLoss({ maxPct, roundTripRate })),
  monthlyDrawdownPct: one('loss of a month', equityPct(0.5), (maxPct, roundTripRate) =>
    monthlyDrawdown({ maxPct, roundTripRate }),
  ),
  maxDrawdownPct: one('loss from the peak', equityPct(0.5), (maxPct, roundTripRate) =>
    maxDrawdown({ maxPct, roundTripRate }),
  ),
  correlated: many(
    'value of all that moves with the symbol',
    { maxPct: equityPct(0.5, 12_500), threshold: { unit: '0 to 1', min: 0.05, max: 1 } },
    (values) => maxCorrelatedExposure(values),
  ),
  cluster: many(
    'other positions that move with the symbol',
    { most: count(1000), threshold: { unit: '0 to 1', min: 0.05, max: 1 } },
    (values) => maxClusterPositions(values),
  ),
  valueAtRisk: many('loss of a bad bar', tail, (values) => maxValueAtRisk(values)),
  shortfall: many('mean loss of the worst bars', tail, (values) => maxShortfall(values)),
  minimumVariancePct: one('what all symbols are worth, spread by least variance', spread, spreadBy('minimum_variance')),
  meanVariancePct: one('the same by return against variance', spread, spreadBy('mean_variance')),
  riskParityPct: one('the same by equal risk', spread, spreadBy('risk_parity')),
  hierarchicalRiskParityPct: one('the same by a tree of correlations', spread, spreadBy('hierarchical_risk_parity')),
  stoplossGuard: many(
    'waits after so many stops',
    { ...lock, requiredProfitPct: pct(-100, 100) },
    ({ lookbackHours, stopHours, tradeLimit, requiredProfitPct }) =>
      stoplossGuard({ ...lockMs(lookbackHours, stopHours), tradeLimit, requiredProfitPct }),
  ),
  lowProfitPairs: many(
    'waits with a symbol that did not pay',
    { ...lock, requiredProfitPct: pct(-100, 100) },
    ({ lookbackHours, stopHours, tradeLimit, requiredProfitPct }) =>
      lowProfitPairs({ ...lockMs(lookbackHours, stopHours), tradeLimit, requiredProfitPct }),
  ),
  maxDrawdownProtection: many(
    'waits after a row of losses',
    { ...lock, maxAllowedPct: pct(0.05, 100) },
    ({ lookbackHours, stopHours, tradeLimit, maxAllowedPct }) =>
      maxDrawdownProtection({ ...lockMs(lookbackHours, stopHours), tradeLimit, maxAllowedPct }),
  ),
} as const satisfies Record<string, Limit>

export type LimitName = keyof typeof LIMITS

/** The value of a limit as it is written: a number, or its fields by name. */
export type LimitValue<N extends LimitName> = keyof (typeof LIMITS)[N]['fields'] extends 'value'
  ? number
  : { readonly [F in keyof (typeof LIMITS)[N]['fields']]: number }

export type LimitValues = { readonly [N in LimitName]?: LimitValue<N> }

/** The rules that the limits make, in the order of `LIMITS`. */
export function rulesOfLimits(values: LimitValues, roundTripRate: number): RiskRule[] {
  const rules: RiskRule[] = []
  for (const [name, limit] of Object.entries<Limit>(LIMITS)) {
    const value = values[name as LimitName]
    if (value !== undefined) rules.push(limit.rule(fieldsOf(value), roundTripRate))
  }
  return rules
}

/** The numbers of a limit by their fields. */
export function fieldsOf(value: number | Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return typeof value === 'number' ? { value } : value
}

function one<F extends LimitField>(about: string, field: F, rule: (value: number, roundTripRate: number) => RiskRule) {
  const fields = { value: field }
  return {
    about,
    fields,
    rule: ({ value = Number.NaN }: Readonly<Record<string, number>>, rate: number) => rule(value, rate),
  }
}

function many<const F extends Readonly<Record<string, LimitField>>>(
  about: string,
  fields: F,
  rule: (values: { readonly [K in keyof F]: number }, roundTripRate: number) => RiskRule,
) {
  return {
    about,
    fields,
    rule: (values: Readonly<Record<string, number>>, rate: number) =>
      rule(values as { readonly [K in keyof F]: number }, rate),
  }
}

function spreadBy(method: PortfolioMethod) {
  return (maxPct: number) => portfolioWeight({ method, maxPct, refreshBars: REFRESH_BARS })
}

function lockMs(lookbackHours: number, stopHours: number) {
  return { lookbackMs: lookbackHours * HOUR_MS, stopMs: stopHours * HOUR_MS }
}
