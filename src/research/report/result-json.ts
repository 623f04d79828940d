import type { RunSummary } from '../metrics/run-summary.ts'
import type { RunResult } from '../run-result.ts'
import type { SampledCurve } from './sample-curve.ts'

/** Marks a folder as a report of ours, so that a new one may take its place. */
const REPORT_SCHEMA = 'plimsoll.report/1'

/** Everything about the run as one JSON document; `files` lists what the report consists of. */
export function resultJson(run: RunResult, summary: RunSummary, curve: SampledCurve, files: readonly string[]): string {
  const document = {
    schema: REPORT_SCHEMA,
    files: ['result.json', ...files],
    strategies: run.strategies,
    symbols: run.markets.map(({ instrument }) => instrument.symbol),
    timeframe: run.timeframe,
    capital: run.capital,
    summary,
    funnel: run.funnel,
    states: run.states ?? [],
    trades: run.trades,
    equity: curve.time.map((at, i) => [at, curve.equity[i]]),
  }
  return `${JSON.stringify(document)}\n`
}
