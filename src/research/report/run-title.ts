import type { RunSummary } from '../metrics/run-summary.ts'
import type { RunResult } from '../run-result.ts'

const SYMBOLS_IN_TITLE = 4

/** `momentum on BTC/USDT:USDT`; long lists of symbols are cut. */
export function runTitle({ strategies, markets }: RunResult): string {
  const symbols = markets.map(({ instrument }) => instrument.symbol)
  const rest = symbols.length - SYMBOLS_IN_TITLE
  const shown = symbols.slice(0, SYMBOLS_IN_TITLE).join(', ')
  return `${Array.from(new Set(strategies)).join(', ')} on ${rest > 0 ? `${shown} and ${rest} more` : shown}`
}

/** The title with the bar length and the days of the run. */
export function runSubtitle(run: RunResult, { from, to }: RunSummary): string {
  const span = from === null || to === null ? 'no bars' : `${from.slice(0, 10)} to ${to.slice(0, 10)} UTC`
  return `${runTitle(run)}, ${run.timeframe} bars, ${span}`
}
