import { PlimsollError } from '../core/errors.ts'
import { ColumnMemory } from '../market/column-memory.ts'
import { backtest } from '../research/backtest.ts'
import { COMPARED_FIGURES } from '../research/report/compare/compared-figures.ts'
import { comparedStrategy } from '../research/report/compare/compared-strategy.ts'
import type { AbsentStrategy, ComparedStrategy, Comparison } from '../research/report/compare/comparison.ts'
import { comparisonDocument } from '../research/report/compare/comparison-document.ts'
import { type SampledPath, sampleMarket, samplePath } from '../research/report/compare/sampled-path.ts'
import { sortCompared } from '../research/report/compare/sort-compared.ts'
import { SORT_KEYS } from '../research/report/compare/sort-key.ts'
import type { RunResult } from '../research/run-result.ts'
import type { RunOptions } from '../simulation/simulated-run.ts'
import type { RunStrategy } from '../strategies/strategy.ts'
import { defineCommand } from './command.ts'
import { choice, type FlagsOf, on, text } from './flag.ts'
import { allStrategies } from './load-strategy.ts'
import { formatTable, printJson, printLine, printNote } from './output.ts'
import { startProgress } from './progress.ts'
import { runFlags } from './run-flags.ts'
import { setUpRun } from './run-setup.ts'
import { fusedStrategy } from './run-strategies.ts'

const { trades: _, ...shared } = runFlags
const flags = {
  ...shared,
  fuse: on('the strategies fused into one as one more row; --param fused.weighting, fused.minConfidence …'),
  sort: choice('figure', 'what the strategies are sorted by', SORT_KEYS, { initial: 'return' }),
  csv: text('file', 'write the table as CSV'),
}
type CompareFlags = FlagsOf<typeof flags>

/** `plimsoll compare`: each strategy alone on the same candles and the same account. */
export const command = defineCommand({
  about: 'Backtests strategies side by side: each alone, on the same candles and the same account.',
  examples: [
    'compare --data-file BTCUSDT-5m.csv.gz',
    'compare -s momentum,breakout,my-idea --data-file BTCUSDT-1h.csv,ETHUSDT-1h.csv --capital 5000',
    'compare --data-file BTCUSDT-1h.csv --fuse --sort sharpe --report out/compare',
  ],
  flags,
  run,
})

/** Points of a curve in a report: more than a screen has columns to show. */
const PATH_POINTS = 1200

async function run(given: CompareFlags): Promise<void> {
  const names = Array.from(new Set(given.strategy ?? (await namesOf(given.strategyPath))))
  const param = given.fuse ? withoutFused(given.param) : given.param
  const options = await setUpRun({ ...given, strategy: names, param, fuse: false, trades: undefined })
  const fuse = (members: readonly RunStrategy[]) => fusedStrategy(members, { ...given, strategy: names })
  const contest = new Contest(options, given)
  const members = options.strategies.filter(({ definition }) => given.strategy !== undefined || !definition.baseline)
  if (given.fuse) await fuse(members) // a wrong parameter of it is told before the long work
  const progress = await startProgress(names.length + (given.fuse ? 1 : 0), 'strategies')
  try {
    for (const one of options.strategies) progress.update(contest.play(one))
    const fit = members.filter(({ definition }) => !contest.hasLeftOut(definition.name))
    if (given.fuse && fit.length > 0) progress.update(contest.play(await fuse(fit)))
  } finally {
    progress.stop()
  }
  await present(contest.comparison(), given)
}

async function namesOf(folder: string): Promise<string[]> {
  return (await allStrategies(folder)).map(({ definition }) => definition.name)
}

/** The parameters of the single strategies. */
function withoutFused(param: CompareFlags['param']): CompareFlags['param'] {
  return Object.fromEntries(Object.entries(param).filter(([key]) => !key.startsWith('fused.')))
}

/** Strategies that run one after the other in the same memory. Of each run its figures stay, and for a report its sampled path. */
class Contest {
  readonly #options: RunOptions
  readonly #flags: CompareFlags
  readonly #memory = new ColumnMemory()
  readonly #ran: ComparedStrategy[] = []
  readonly #absent: (AbsentStrategy & { readonly cure?: string })[] = []
  #market: SampledPath | undefined

  constructor(options: RunOptions, flags: CompareFlags) {
    this.#options = options
    this.#flags = flags
  }

  /** Gives how many have played so far. */
  play(one: RunStrategy): number {
    const result = this.#resultOf(one)
    if (result !== undefined) {
      const row = comparedStrategy(result)
      if ('status' in row) this.#absent.push(row)
      else this.#ran.push({ ...row, isBaseline: one.definition.baseline, ...this.#pathOf(result) })
      result.release?.()
    }
    return this.#ran.length + this.#absent.length
  }

  hasLeftOut(strategy: string): boolean {
    return this.#absent.some((row) => row.strategy === strategy && row.status === 'left out')
  }

  /** @throws PlimsollError `data` when no strategy could even begin */
  comparison(): Comparison {
    const { markets, capital } = this.#options
    const [first] = this.#absent
    if (
      this.#absent.length > 0 &&
      this.#ran.length === 0 &&
      this.#absent.every(({ status }) => status === 'left out')
    ) {
      throw new PlimsollError('data', `no strategy can run: ${first?.reason}`, first?.cure ?? '')
    }
    const sortedBy = this.#flags.sort
    return {
      symbols: markets.map(({ instrument }) => instrument.symbol),
      quote: markets[0]?.instrument.quote ?? '',
      timeframe: markets[0]?.bars.timeframe ?? '1h',
      capital,
      sortedBy,
      ran: sortCompared(this.#ran, sortedBy),
      absent: this.#absent,
      ...(this.#market !== undefined && { market: this.#market }),
    }
  }

  #pathOf(result: RunResult): { path?: SampledPath } {
    if (this.#flags.report === undefined) return {}
    this.#market ??= sampleMarket(result, PATH_POINTS)
    return { path: samplePath(result, PATH_POINTS) }
  }

  /** Who was not asked for by name and needs what the markets do not have is left out. */
  #resultOf(one: RunStrategy): RunResult | undefined {
    const { name } = one.definition
    try {
      return backtest({ ...this.#options, strategies: [one], memory: this.#memory })
    } catch (error) {
      const isLack = error instanceof PlimsollError && error.code === 'data'
      if (!isLack || this.#flags.strategy !== undefined) throw error
      const { cure } = error
      const reason = error.message.replace(`strategy ${name}: `, '')
      this.#absent.push({ strategy: name, status: 'left out', reason, cure })
      return undefined
    }
  }
}

async function present(comparison: Comparison, { csv, report, json }: CompareFlags): Promise<void> {
  if (csv !== undefined) await writeCsv(comparison, csv)
  if (report !== undefined) await writeReport(comparison, report)
  if (json) printJson(comparisonDocument(comparison))
  else printTable(comparison)
  for (const { strategy, status, reason } of comparison.absent) printNote(`${strategy} was ${status}: ${reason}`)
  for (const { strategy, stoppedOn } of comparison.ran) {
    for (const { symbol, reason } of stoppedOn) printNote(`${strategy} was stopped on ${symbol}: ${reason}`)
  }
}

async function writeCsv(comparison: Comparison, file: string): Promise<void> {
  const { compareCsv } = await import('../research/report/compare/compare-csv.ts')
  const { writeFileAtomically } = await import('../store/write-file.ts')
  writeFileAtomically(file, compareCsv(comparison))
}

async function writeReport(comparison: Comparison, folder: string): Promise<void> {
  const { buildCompareReport } = await import('../research/report/compare/build-compare-report.ts')
  const { readReportAssets } = await import('../store/report-assets.ts')
  const { writeFolder } = await import('../store/write-folder.ts')
  writeFolder(folder, await buildCompareReport(comparison, readReportAssets()))
  printNote(`report written to ${folder}`)
}

function printTable({ symbols, timeframe, capital, ran }: Comparison): void {
  printLine(`${symbols.join(', ')}, ${timeframe} bars, ${capital} to start with, each strategy alone\n`)
  const headings = ['strategy', ...COMPARED_FIGURES.map(({ heading }) => heading)]
  const rows = ran.map(({ strategy, summary }) => [
    strategy,
    ...COMPARED_FIGURES.map(({ amountOf, decimals }) => figure(amountOf(summary), decimals)),
  ])
  printLine(formatTable(headings, rows))
  const held = ran[0]?.summary.buyAndHold
  if (held !== undefined)
    printLine(`\nthe market itself: ${figure(held.returnPct, 2)} %, drawdown ${figure(held.maxDrawdownPct, 2)} %`)
}

function figure(value: number | null, decimals: number): string {
  return value === null ? '-' : value.toFixed(decimals)
}
