import type { Breaker } from './breakers.ts'
import { fieldsOf, type LimitName, type LimitValues } from './limits.ts'
import type { RiskSettings } from './risk-settings.ts'

interface Contradiction {
  readonly path: readonly (string | number)[]
  readonly message: string
  readonly cure: string
}

/** Limits of which the first may not be larger than the second. */
const ORDERED: readonly (readonly [LimitName, LimitName])[] = [
  ['riskPerTradePct', 'maxAtRiskPct'],
  ['riskPerTradePct', 'dailyLossPct'],
  ['riskPerTradePct', 'monthlyDrawdownPct'],
  ['riskPerTradePct', 'maxDrawdownPct'],
  ['dailyLossPct', 'monthlyDrawdownPct'],
  ['netLeverage', 'grossLeverage'],
]

/** What cannot hold at once in `settings`, undefined when everything can. */
export function contradictionOf({ limits, breakers }: RiskSettings): Contradiction | undefined {
  return contradictionOfLimits(limits) ?? contradictionOfBreakers(breakers)
}

function contradictionOfLimits(limits: LimitValues): Contradiction | undefined {
  for (const [smaller, larger] of ORDERED) {
    const one = limits[smaller]
    const other = limits[larger]
    if (typeof one !== 'number' || typeof other !== 'number' || one <= other) continue
    return {
      path: ['limits', smaller],
      message: `${smaller} ${one} is above ${larger} ${other}`,
      cure: `Lower ${smaller} or raise ${larger}.`,
    }
  }
  for (const name of ['confidenceRisk', 'confidenceSize'] as const) {
    const { minPct = 0, maxPct = 0 } = fieldsOf(limits[name] ?? 0)
    if (minPct > maxPct)
      return {
        path: ['limits', name],
        message: `${name} has minPct ${minPct} above maxPct ${maxPct}`,
        cure: 'Exchange them.',
      }
  }
  return undefined
}

function contradictionOfBreakers(breakers: readonly Breaker[]): Contradiction | undefined {
  for (const [k, { name, release, releasePct, limitPct, since }] of breakers.entries()) {
    const path = ['breakers', k]
    if (breakers.findIndex((other) => other.name === name) !== k)
      return { path, message: `two breakers are named ${name}`, cure: 'Rename one of them.' }
    if (release === 'on_recovery' && !(releasePct !== undefined && releasePct < limitPct)) {
      const cure = `Give releasePct, below limitPct ${limitPct}: the account would stop and go on at every price in between.`
      return { path, message: `${name} lets go on recovery at ${releasePct ?? 'no'} %`, cure }
    }
    if (since === 'peak' && (release === 'next_day' || release === 'next_month')) {
      const cure = 'Write "manual" or "on_recovery": the peak is where it was.'
      return { path, message: `${name} counts from the peak and lets go by ${release}`, cure }
    }
  }
  return undefined
}
