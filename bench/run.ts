import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BenchContext, RowGroup } from './harness/bench-context.ts'
import { type BenchOptions, isWanted, parseOptions, usage } from './harness/bench-options.ts'
import { BENCH } from './harness/bench-paths.ts'
import { type BenchRow, verdictOf } from './harness/bench-row.ts'
import { describeMachine } from './harness/describe-machine.ts'
import { ensureData } from './harness/ensure-data.ts'
import { buildFloor } from './harness/floor.ts'
import { formatTable } from './harness/format-table.ts'
import { pinToCore } from './harness/pin-to-core.ts'
import { formatResultsPage, type Results } from './harness/results-page.ts'
import { commandRows } from './rows/command-rows.ts'
import { compareRow } from './rows/compare-row.ts'
import { enginePeerRows } from './rows/engine-peer-rows.ts'
import { engineRows } from './rows/engine-rows.ts'
import { guardedRow } from './rows/guarded-row.ts'
import { indicatorRows } from './rows/indicator-rows.ts'
import { journalRows } from './rows/journal-rows.ts'
import { keptRows } from './rows/kept-rows.ts'
import { lakeRows } from './rows/lake-rows.ts'
import { latencyRow } from './rows/latency-row.ts'
import { ledgerRows } from './rows/ledger-rows.ts'
import { liveMemoryRow } from './rows/live-memory-row.ts'
import { paperRow } from './rows/paper-row.ts'
import { riskRows } from './rows/risk-rows.ts'
import { storeRows } from './rows/store-rows.ts'
import { strategyRows } from './rows/strategy-rows.ts'
import { syncRow } from './rows/sync-row.ts'
import { universeRow } from './rows/universe-row.ts'

// `npm run bench`: the table of what must hold, measured. stdout has the result, stderr what goes on.
// Exit code 0 when everything that was measured holds, 1 when a row fails, 2 for wrong usage.

const GROUPS = [
  ...engineRows,
  ...enginePeerRows,
  ...indicatorRows,
  ...commandRows,
  syncRow,
  paperRow,
  keptRows,
  journalRows,
  ...strategyRows,
  latencyRow,
  universeRow,
  riskRows,
  guardedRow,
  compareRow,
  lakeRows,
  ledgerRows,
  storeRows,
  liveMemoryRow,
]

const tell = (line: string) => console.error(line)

function bench(options: BenchOptions, argv: readonly string[]): number {
  const core = pinToCore()
  tell(core === undefined ? 'no taskset here: the processes are not pinned to a core' : `pinned to core ${core}`)
  ensureData()
  const floor = buildFloor()
  tell(floor.missing ?? `C floor: ${floor.binaries.map(({ compiler }) => compiler).join(' and ')}`)
  const context = { quick: options.quick, floor, tell }
  const rows = GROUPS.filter(({ ids }) => ids.some((id) => isWanted(id, options.only))).flatMap(({ ids, measure }) => {
    tell(ids.join(', '))
    return measureOrFail({ ids, measure }, context)
  })
  const command = ['npm run bench', ...(argv.length > 0 ? ['--', ...argv] : [])].join(' ')
  const { date } = options
  show({ command, ...(date !== undefined && { date }), machine: describeMachine(core), rows }, options)
  return rows.some((row) => verdictOf(row) === 'FAILS') ? 1 : 0
}

/** Work that breaks fails its row, not the rows after it. */
function measureOrFail({ ids, measure }: RowGroup, context: BenchContext): BenchRow[] {
  try {
    return measure(context)
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    tell(text)
    const note = text.replaceAll(/\s+/g, ' ').slice(0, 300)
    return ids.map((id) => ({ id, what: 'the work broke off', value: Number.NaN, unit: '', isRight: false, note }))
  }
}

function show(results: Results, { json, write }: BenchOptions): void {
  const { rows } = results
  console.log(json ? JSON.stringify({ ...results, rows: rows.map(toJson) }, null, 2) : formatTable(rows))
  if (write) writeFileSync(join(BENCH, 'RESULTS.md'), formatResultsPage(results))
}

/** JSON has no NaN. */
function toJson(row: BenchRow): object {
  return { ...row, value: Number.isNaN(row.value) ? null : row.value, verdict: verdictOf(row) }
}

function main(argv: readonly string[]): number {
  let options: BenchOptions
  try {
    options = parseOptions(argv)
  } catch (error) {
    tell(`error: ${error instanceof Error ? error.message : String(error)}\n${usage(GROUPS.flatMap(({ ids }) => ids))}`)
    return 2
  }
  return bench(options, argv)
}

process.exitCode = main(process.argv.slice(2))
