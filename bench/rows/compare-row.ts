import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strategies } from '../../src/strategies/catalogue.ts'
import { type BenchContext, type RowGroup, runRounds } from '../harness/bench-context.ts'
import { PROJECT } from '../harness/bench-paths.ts'
import type { BenchRow } from '../harness/bench-row.ts'
import type { Contender } from '../harness/interleave.ts'
import { onAllCores } from '../harness/pin-to-core.ts'
import { runOrThrow } from '../harness/run-or-throw.ts'
import { ratioRow } from './ratio-row.ts'

/** `plimsoll compare` of every strategy beside `plimsoll backtest` of one. */
export const compareRow: RowGroup = { ids: ['compare'], measure: (context) => onAllCores(() => measure(context)) }

const PLIMSOLL = join(PROJECT, 'bin/plimsoll.js')
/** 500 days of 5 minutes: 144,000 bars. */
const SYNTH = ['--symbols', 'BTC/USDT:USDT', '--from', '2024-01-01', '--to', '2025-05-15', '-i', '5m', '--seed', '7']

function measure(context: BenchContext): BenchRow[] {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'))
  try {
    const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'cache') }
    const plimsoll = (...args: readonly string[]) =>
      runOrThrow(process.execPath, [PLIMSOLL, ...args, '--json'], { env })
    plimsoll('data', 'synth', ...SYNTH, '--out', folder)
    const series = join(folder, 'series.csv')
    writeFileSync(series, seriesCsv(Date.UTC(2024, 0, 1), 500 * 24))
    const candles = ['--data-file', join(folder, 'BTCUSDT-5m.csv')]
    const beside = ['--funding-file', join(folder, 'BTCUSDT-funding.csv'), '--series-file', series]
    const alone = wholeProcess('backtest of momentum', () => plimsoll('backtest', '-s', 'momentum', ...candles))
    const names = strategies.map(({ name }) => name).join(',')
    const all = wholeProcess('compare', () => plimsoll('compare', '-s', names, ...candles, ...beside))
    refuseStopped(plimsoll('compare', '-s', names, ...candles, ...beside))
    alone.measure()
    const rounds = runRounds(context, 5, [alone, all])
    return [rowOf(rounds, all.name, alone.name)]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function rowOf(rounds: ReturnType<typeof runRounds>, over: string, under: string): BenchRow {
  return ratioRow(rounds, {
    id: 'compare',
    what: `\`plimsoll compare\` of all ${strategies.length} strategies, 144k bars, against \`plimsoll backtest\` of momentum`,
    goal: { kind: 'atMost', hold: 20 },
    over: [over],
    under: [under],
    scale: { unit: 'ms', perNanosecond: 1e-6 },
    note: 'whole processes on all cores; the comparison also reads funding and hourly series',
  })
}

function wholeProcess(name: string, work: () => void): Contender {
  return {
    name,
    measure: () => {
      const startedAt = performance.now()
      work()
      return { perItemMs: performance.now() - startedAt }
    },
  }
}

/** A strategy that stops at the first bar, for lack of data or else, would make the comparison quick for nothing. */
function refuseStopped(json: string): void {
  const { strategies: rows } = JSON.parse(json) as { strategies: { strategy: string; stopped?: string }[] }
  for (const { strategy, stopped } of rows) if (stopped !== undefined) throw new Error(`${strategy}: ${stopped}`)
}

/** An order book, open interest and another market for each hour, by a rule instead of by chance: nothing depends on them being likely. */
function seriesCsv(from: number, hours: number): string {
  const rows = Array.from({ length: hours }, (_, k) => {
    const wave = (period: number) => ((k * 7919) % period) / period
    const book = `${1e6 + Math.round(2e6 * wave(97))},${1e6 + Math.round(2e6 * wave(89))},${1 + Math.round(80 * wave(31)) / 10}`
    return `${from + k * 3_600_000},${book},${5e6 + Math.round(1e6 * wave(301))},${40_000 + Math.round(5000 * wave(1009))}\n`
  })
  return `timestamp,bid_depth,ask_depth,spread_bps,open_interest,benchmark\n${rows.join('')}`
}
