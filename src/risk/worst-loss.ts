import { fieldsOf, LIMITS, type Limit, type LimitName } from './limits.ts'
import type { RiskSettings } from './risk-settings.ts'

/** Most that can be lost, in percent of the equity, when stops fill at their price; `by` is the limit that says so. */
export interface WorstLoss {
  readonly over: 'a trade' | 'a day' | 'a month' | 'all'
  readonly pct: number
  readonly by: string
}

/** What each of them may lose. A gap through a stop, funding and a venue that fails come on top. */
export function worstLosses({ limits, breakers }: RiskSettings): readonly WorstLoss[] {
  const limit = (name: LimitName, field = 'value') => {
    const value = limits[name]
    return value === undefined ? [] : [{ pct: fieldsOf(value)[field] ?? 100, by: name }]
  }
  // `kelly` bounds no trade: it does not care as long as too few have been closed.
  const trade = least([...limit('riskPerTradePct'), ...limit('confidenceRisk', 'maxPct'), ...limit('maxAtRiskPct')])
  const all = least([...limit('maxDrawdownPct'), ...breakers.filter(isFlat).map(byBreaker)])
  const month = least([...limit('monthlyDrawdownPct'), all])
  const day = least([...limit('dailyLossPct'), month])
  return [
    { over: 'a trade', ...least([trade, day]) },
    { over: 'a day', ...day },
    { over: 'a month', ...month },
    { over: 'all', ...all },
  ]
}

const WHOLE = { pct: 100, by: 'nothing: the whole account' }

function least(bounds: readonly { readonly pct: number; readonly by: string }[]) {
  return bounds.reduce((best, bound) => (bound.pct < best.pct ? bound : best), WHOLE)
}

function isFlat({ state, since }: RiskSettings['breakers'][number]): boolean {
  return state === 'halted_flat' && since === 'peak'
}

function byBreaker({ limitPct, name }: RiskSettings['breakers'][number]) {
  return { pct: limitPct, by: name }
}

/** Each limit that is set, in words: `maxPositions  3  positions at a time`. */
export function describeLimits({ limits }: RiskSettings) {
  return (Object.keys(LIMITS) as LimitName[]).flatMap((name) => {
    const value = limits[name]
    if (value === undefined) return []
    const { about, fields }: Limit = LIMITS[name]
    const given = fieldsOf(value)
    const numbers = Object.entries(fields).map(
      ([field, { unit }]) => `${field === 'value' ? '' : `${field} `}${given[field]}${unit === '' ? '' : ` ${unit}`}`,
    )
    return [{ name, value: numbers.join(', '), about }]
  })
}
