import type { Breaker } from './breakers.ts'
import type { RiskPreset } from './risk-settings.ts'

const closeOnlyForTheDay = (limitPct: number): Breaker => ({
  name: 'daily_loss',
  since: 'day',
  limitPct,
  state: 'close_only',
  release: 'next_day',
})

const DRAWDOWNS: readonly Breaker[] = [
  { name: 'drawdown', since: 'peak', limitPct: 15, state: 'close_only', release: 'on_recovery', releasePct: 10 },
  { name: 'drawdown_halt', since: 'peak', limitPct: 20, state: 'halted_flat', release: 'manual' },
]

/** What every preset asks for: a stop that costs and noise do not reach, a target that pays, no orders without end. */
const SANE = {
  liquidationTimes: 2,
  stopAtrTimes: 0.3,
  stopCostTimes: 1,
  targetCostTimes: 3,
  maxOrdersAMinute: 60,
} as const

/**
 * Limits that are ready to use. The design documents contradict each other; each preset keeps to one of them, and what that leaves open is
 * taken from the others, or ours. To add one: its entry here.
 */
export const PRESETS = {
  'small-account': {
    about: 'an account from 100 dollars on, spot or little leverage',
    limits: {
      ...SANE,
      riskPerTradePct: 2,
      confidenceRisk: { minPct: 0.5, maxPct: 2, from: 0.3 },
      maxPositions: 3,
      maxAtRiskPct: 6,
      maxLeverage: 3,
      grossLeverage: 2,
      maxTradesADay: 20,
      dailyLossPct: 5,
      maxDrawdownPct: 20,
      cooldownMinutes: 15,
    },
    breakers: [closeOnlyForTheDay(5), ...DRAWDOWNS],
    timeZone: 'UTC',
    sources: {
      riskPerTradePct: 'document 0: hard limit of a trade',
      confidenceRisk: 'document 0',
      maxPositions: 'document 0',
      maxTradesADay: 'document 1',
      dailyLossPct: 'documents 0 and 1',
      breakers: 'document 1',
    },
  },
  autonomous: {
    about: 'perpetuals traded by models around the clock',
    limits: {
      ...SANE,
      riskPerTradePct: 2,
      confidenceSize: { minPct: 1, maxPct: 20, from: 0.3 },
      maxPositions: 3,
      maxSymbolExposurePct: 400,
      maxAtRiskPct: 6,
      maxLeverage: 20,
      grossLeverage: 10,
      netLeverage: 8,
      maxTradesADay: 20,
      dailyLossPct: 5,
      maxDrawdownPct: 20,
      cooldownMinutes: 15,
      flip: { withinMinutes: 60, costTimes: 5 },
    },
    breakers: [closeOnlyForTheDay(5), ...DRAWDOWNS],
    timeZone: 'UTC',
    maxHoldHours: 36,
    exits: {
      basis: 'price',
      isNet: true,
      ladder: [
        { fromPct: 8, keepPct: 3 },
        { fromPct: 15, keepPct: 8 },
        { fromPct: 25, keepPct: 15 },
      ],
      pullback: { givePct: 30, armAtPct: 5 },
    },
    sources: {
      riskPerTradePct: 'document 2: 1 has none',
      confidenceSize: 'document 1',
      maxSymbolExposurePct: 'document 1: 20 % as margin at leverage 20',
      maxLeverage: 'document 1',
      maxTradesADay: 'document 1',
      dailyLossPct: 'document 1',
      breakers: 'document 1',
      maxHoldHours: 'document 1',
      exits: 'document 1; that they are of the price and net is ours',
    },
  },
  'two-six': {
    about: '2 % a trade, 6 % a month',
    limits: {
      ...SANE,
      riskPerTradePct: 2,
      maxPositions: 3,
      maxAtRiskPct: 6,
      maxLeverage: 20,
      grossLeverage: 10,
      monthlyDrawdownPct: 6,
      maxDrawdownPct: 20,
    },
    breakers: [
      { name: 'monthly_drawdown', since: 'month', limitPct: 6, state: 'close_only', release: 'next_month' },
      ...DRAWDOWNS,
    ],
    timeZone: 'UTC',
    sources: {
      riskPerTradePct: 'document 2',
      maxLeverage: 'document 2',
      monthlyDrawdownPct: 'document 2',
      breakers: 'documents 2 (month) and 1 (peak)',
    },
  },
  balanced: {
    about: 'several symbols with little leverage, spread wide',
    limits: {
      ...SANE,
      riskPerTradePct: 1,
      volatilitySize: { riskPct: 1, times: 2 },
      maxPositions: 10,
      maxSymbolExposurePct: 50,
      maxBaseExposurePct: 60,
      maxAtRiskPct: 5,
      maxLeverage: 5,
      grossLeverage: 2,
      netLeverage: 1.5,
      dailyLossPct: 3,
      monthlyDrawdownPct: 8,
      maxDrawdownPct: 20,
    },
    breakers: [closeOnlyForTheDay(3), ...DRAWDOWNS],
    timeZone: 'UTC',
    sources: {
      volatilitySize: 'document 3',
      maxSymbolExposurePct: 'document 3: at most half of the budget',
      breakers: 'document 1',
    },
  },
  scalp: {
    about: 'many short trades with near targets',
    limits: {
      ...SANE,
      riskPerTradePct: 0.5,
      minConfidence: 0.5,
      maxPositions: 2,
      maxAtRiskPct: 2,
      maxLeverage: 10,
      grossLeverage: 5,
      maxTradesADay: 60,
      dailyLossPct: 3,
      maxDrawdownPct: 20,
      cooldownMinutes: 5,
      flip: { withinMinutes: 15, costTimes: 5 },
      stoplossGuard: { lookbackHours: 2, stopHours: 1, tradeLimit: 4, requiredProfitPct: 0 },
    },
    breakers: [closeOnlyForTheDay(3), ...DRAWDOWNS],
    timeZone: 'UTC',
    maxHoldHours: 4,
    sources: { minConfidence: 'document 4: grades from C on', breakers: 'document 1' },
  },
} as const satisfies Record<string, RiskPreset>

export type PresetName = keyof typeof PRESETS

/** The name of limits that a file alone says. */
export const CUSTOM = 'custom'

export const PRESET_NAMES = Object.keys(PRESETS) as readonly PresetName[]

/** The preset of that name, undefined when there is none. */
export function presetOf(name: string): RiskPreset | undefined {
  return Object.hasOwn(PRESETS, name) ? PRESETS[name as PresetName] : undefined
}
