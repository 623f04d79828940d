import type { LimitValues } from '../../src/risk/limits.ts'
import { PRESETS } from '../../src/risk/presets.ts'

const LOCK = { lookbackHours: 24, stopHours: 1, tradeLimit: 900 }

/** Every limit but for those that read returns; wide enough that none refuses and all are asked. */
export const PLAIN_LIMITS: LimitValues = {
  ...PRESETS.balanced.limits,
  confidenceRisk: { minPct: 0.5, maxPct: 2, from: 0.2 },
  confidenceSize: { minPct: 1, maxPct: 90, from: 0.2 },
  kelly: { fraction: 0.5, capPct: 5, minTrades: 20 },
  minConfidence: 0.1,
  cooldownMinutes: 1,
  minHoldMinutes: 0.01,
  flip: { withinMinutes: 5, costTimes: 2 },
  maxTradesADay: 1000,
  stoplossGuard: { ...LOCK, requiredProfitPct: 0 },
  lowProfitPairs: { ...LOCK, requiredProfitPct: -50 },
  maxDrawdownProtection: { ...LOCK, maxAllowedPct: 90 },
}
