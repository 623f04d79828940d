import { daysTitle, symbolsTitle } from '../run-title.ts'
import type { Comparison } from './comparison.ts'

/** `12 strategies on BTC/USDT`. */
export function compareTitle({ ran, symbols }: Comparison): string {
  return `${ran.length} ${ran.length === 1 ? 'strategy' : 'strategies'} on ${symbolsTitle(symbols)}`
}

/** The title with the bar length and the days. */
export function compareSubtitle(comparison: Comparison): string {
  const { from = null, to = null } = comparison.ran[0]?.summary ?? {}
  return `${compareTitle(comparison)}, ${comparison.timeframe} bars, ${daysTitle(from, to)}`
}
