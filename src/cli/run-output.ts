import { PlimsollError } from '../core/errors.ts'
import type { FunnelCounts } from '../engine/funnel.ts'
import { formatTime } from '../market/format-time.ts'
import { funnelStages } from '../research/metrics/funnel-stages.ts'
import { summarise } from '../research/metrics/summarise.ts'
import type { RunResult } from '../research/run-result.ts'
import { tradesHash } from '../research/trades-hash.ts'
import { formatTable, printJson, printLine, printNote } from './output.ts'

/** Changes of what the account may do that the summary shows. */
const STATES_SHOWN = 6

interface OutputFlags {
  readonly json?: boolean | undefined
  readonly trades?: string | undefined
  readonly report?: string | undefined
}

/** Writes the files that were asked for, then prints the result of a run. `extra` goes into the JSON document as it is. */
export async function presentRun(
  result: RunResult,
  flags: OutputFlags,
  extra: Readonly<Record<string, unknown>>,
): Promise<void> {
  tellStopped(result)
  const summary = summarise(result)
  if (flags.trades !== undefined) await writeTrades(result, flags.trades)
  if (flags.report !== undefined) await writeReport(result, summary, flags.report)
  const symbols = result.markets.map(({ instrument }) => instrument.symbol)
  if (flags.json) {
    const head = {
      strategy: result.strategies.join(','),
      symbols,
      timeframe: result.timeframe,
      capital: result.capital,
    }
    const states = result.states ?? []
    printJson({
      ...head,
      ...summary,
      funnel: result.funnel,
      states,
      stopped: result.stopped ?? [],
      tradesHash: tradesHash(result.trades),
      ...extra,
    })
    return
  }
  printSummary(result, summary, symbols)
}

/** Says which strategies were stopped; when none is left, that is the result. */
function tellStopped({ stopped = [], strategies, markets }: RunResult): void {
  const [first] = stopped
  if (first !== undefined && stopped.length === strategies.length * markets.length) {
    throw new PlimsollError('strategy', first.reason, first.cure)
  }
  for (const { strategy, symbol, reason, cure } of stopped) {
    printNote(`${strategy} was stopped on ${symbol}: ${reason}\n  ${cure}`)
  }
}

async function writeTrades({ trades }: RunResult, file: string): Promise<void> {
  const { tradesCsv } = await import('../research/report/trades-csv.ts')
  const { writeFileAtomically } = await import('../store/write-file.ts')
  writeFileAtomically(file, tradesCsv(trades))
}

async function writeReport(result: RunResult, summary: ReturnType<typeof summarise>, folder: string): Promise<void> {
  const { buildReport } = await import('../research/report/build-report.ts')
  const { readReportAssets } = await import('../store/report-assets.ts')
  const { writeFolder } = await import('../store/write-folder.ts')
  writeFolder(folder, await buildReport(result, summary, readReportAssets()))
  printNote(`report written to ${folder}`)
}

function printSummary(result: RunResult, summary: ReturnType<typeof summarise>, symbols: readonly string[]): void {
  const quote = result.markets[0]?.instrument.quote ?? ''
  printLine(`${result.strategies.join(', ')} on ${symbols.join(', ')}, ${result.timeframe} bars`)
  const span = summary.bars === 0 ? 'no bars' : `${summary.from} to ${summary.to}, ${summary.bars} bars`
  printLine(`${span}\n`)
  const rows: [string, string, string][] = [
    ['final equity', money(summary.finalEquity), quote],
    ['total return', figure(summary.totalReturnPct), '%'],
    ['buy and hold', figure(summary.buyAndHold.returnPct), '%'],
    ['max drawdown', figure(summary.maxDrawdownPct), '%'],
    ['Sharpe', figure(summary.sharpe), 'daily returns, a year of 365 days'],
    ['trades', String(summary.trades), ''],
    ['win rate', figure(summary.winRatePct), '%'],
    ['profit factor', figure(summary.profitFactor), ''],
    ['fees', money(summary.fees), quote],
    ['slippage', money(summary.slippage), quote],
    ['funding', money(summary.funding), quote],
  ]
  printLine(formatTable(['', '', ''], rows).trimStart())
  printStates(result)
  if (result.funnel !== undefined) printLine(`\n${funnelLine(result.funnel)}`)
  const refusals = Object.entries(result.refusals).sort((a, b) => b[1] - a[1])
  if (refusals.length > 0) printLine(`why no trade: ${refusals.map(([rule, count]) => `${rule} ${count}`).join(', ')}`)
}

/** How far the entries got: `plimsoll why` tells more. */
function funnelLine(funnel: FunnelCounts): string {
  return `entries: ${funnelStages(funnel)
    .stages.map(({ stage, count }) => `${count} ${stage}`)
    .join(' -> ')}`
}

/** The last times that the account was stopped or let go. */
function printStates({ states = [] }: RunResult): void {
  if (states.length === 0) return
  printLine('')
  if (states.length > STATES_SHOWN) printLine(`account: ${states.length - STATES_SHOWN} earlier changes`)
  for (const { at, cause, to, reason } of states.slice(-STATES_SHOWN))
    printLine(`account: ${formatTime(at)} ${to} by ${cause}: ${reason}`)
}

function money(value: number): string {
  return value.toFixed(2)
}

function figure(value: number | null): string {
  return value === null ? '-' : value.toFixed(2)
}
