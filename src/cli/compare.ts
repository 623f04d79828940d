import { ColumnMemory } from '../market/column-memory.ts'
import { backtest } from '../research/backtest.ts'
import type { RunSummary } from '../research/metrics/run-summary.ts'
import { summarise } from '../research/metrics/summarise.ts'
import type { RunResult } from '../research/run-result.ts'
import { tradesHash } from '../research/trades-hash.ts'
import type { RunOptions } from '../simulation/simulated-run.ts'
import { defineCommand } from './command.ts'
import { allStrategies } from './load-strategy.ts'
import { formatTable, printJson, printLine, printNote } from './output.ts'
import { startProgress } from './progress.ts'
import { type RunFlags, runFlags } from './run-flags.ts'
import { setUpRun } from './run-setup.ts'

const { report: _, trades: __, ...flags } = runFlags
type CompareFlags = Omit<RunFlags, 'report' | 'trades'>

/** `plimsoll compare`: each strategy alone on the same candles and the same account. */
export const command = defineCommand({
  about: 'Backtests strategies side by side: each alone, on the same candles and the same account.',
  examples: [
    'compare --data-file BTCUSDT-5m.csv.gz',
    'compare -s momentum,breakout,my-idea --data-file BTCUSDT-1h.csv,ETHUSDT-1h.csv --capital 5000',
  ],
  flags,
  run,
})

/** What one strategy came to, or why it was stopped. */
type Row = { readonly strategy: string } & (
  | { readonly summary: RunSummary; readonly tradesHash: string }
  | { readonly stopped: string }
)

async function run(given: CompareFlags): Promise<void> {
  const strategy = given.strategy ?? (await allStrategies(given.strategyPath)).map(({ definition }) => definition.name)
  const options = await setUpRun({ ...given, strategy, report: undefined, trades: undefined })
  const progress = await startProgress(strategy.length, 'strategies')
  const memory = new ColumnMemory()
  const rows: Row[] = []
  for (const one of options.strategies) {
    rows.push(rowOf(backtest({ ...options, strategies: [one], memory })))
    progress.update(rows.length)
  }
  progress.stop()
  print(rows, options, given.json)
}

function rowOf(result: RunResult): Row {
  const strategy = result.strategies[0] ?? ''
  const { stopped = [], markets } = result
  const row =
    stopped.length === markets.length
      ? { strategy, stopped: stopped[0]?.reason ?? '' }
      : { strategy, summary: summarise(result), tradesHash: tradesHash(result.trades) }
  result.release?.()
  return row
}

function print(rows: readonly Row[], { markets, capital }: RunOptions, json: boolean): void {
  const symbols = markets.map(({ instrument }) => instrument.symbol)
  const timeframe = markets[0]?.bars.timeframe
  if (json) return printJson({ symbols, timeframe, capital, strategies: rows })
  printLine(`${symbols.join(', ')}, ${timeframe} bars, ${capital} to start with, each strategy alone\n`)
  const headings = [
    'strategy',
    'trades',
    'win %',
    'return %',
    'drawdown %',
    'Sharpe',
    'profit factor',
    'costs',
    'exposure %',
  ]
  const done = rows.flatMap((row) => ('summary' in row ? [row] : []))
  const best = done.toSorted((a, b) => b.summary.totalReturnPct - a.summary.totalReturnPct)
  printLine(
    formatTable(
      headings,
      best.map(({ strategy, summary }) => [strategy, ...figuresOf(summary)]),
    ),
  )
  const held = done[0]?.summary.buyAndHold
  if (held !== undefined)
    printLine(`\nthe market itself: ${figure(held.returnPct)} %, drawdown ${figure(held.maxDrawdownPct)} %`)
  for (const row of rows) if ('stopped' in row) printNote(`${row.strategy} was stopped: ${row.stopped}`)
}

function figuresOf(summary: RunSummary): (string | number)[] {
  const { trades, winRatePct, totalReturnPct, maxDrawdownPct, sharpe, profitFactor, fees, slippage, exposurePct } =
    summary
  const costs = (fees + slippage).toFixed(2)
  const [win, total, drawdown] = [winRatePct, totalReturnPct, maxDrawdownPct].map(figure) as [string, string, string]
  return [trades, win, total, drawdown, figure(sharpe), figure(profitFactor), costs, figure(exposurePct)]
}

function figure(value: number | null): string {
  return value === null ? '-' : value.toFixed(2)
}
