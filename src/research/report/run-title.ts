import type { RunSummary } from '../metrics/run-summary.ts'
import type { RunResult } from '../run-result.ts'

const SYMBOLS_IN_TITLE = 4

/** `momentum on BTC/USDT:USDT`; long lists of symbols are cut. */
export function runTitle({ strategies, markets }: RunResult): string {
  const symbols = markets.map(({ instrument }) => instrument.symbol)
  return `${Array.from(new Set(strategies)).join(', ')} on ${symbolsTitle(symbols)}`
}

/** `BTC/USDT, ETH/USDT and 5 more`. */
export function symbolsTitle(symbols: readonly string[]): string {
  const rest = symbols.length - SYMBOLS_IN_TITLE
  const shown = symbols.slice(0, SYMBOLS_IN_TITLE).join(', ')
  return rest > 0 ? `${shown} and ${rest} more` : shown
}

/** The title with the bar length and the days of the run. */
export function runSubtitle(run: RunResult, { from, to }: RunSummary): string {
  return `${runTitle(run)}, ${run.timeframe} bars, ${daysTitle(from, to)}`
}

/** `2024-01-01 to 2024-02-01 UTC`. */
export function daysTitle(from: string | null, to: string | null): string {
  return from === null || to === null ? 'no bars' : `${from.slice(0, 10)} to ${to.slice(0, 10)} UTC`
}
