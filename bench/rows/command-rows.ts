import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BenchContext, type RowGroup, runRounds } from '../harness/bench-context.ts'
import { BENCH, DATA, PROJECT } from '../harness/bench-paths.ts'
import { type BenchRow, notMeasured } from '../harness/bench-row.ts'
import { digits } from '../harness/format-table.ts'
import type { Contender } from '../harness/interleave.ts'
import { onAllCores } from '../harness/pin-to-core.ts'
import { ratioRow } from './ratio-row.ts'

const PLIMSOLL = join(PROJECT, 'bin/plimsoll.js')
const PEAK = join(BENCH, 'harness/report-peak.js')

/** Whole processes: how long the command line takes to start, and how much memory it needs. */
export const commandRows: readonly RowGroup[] = [
  { ids: ['start'], measure: (context) => onAllCores(() => measureStart(context)) },
  { ids: ['memory'], measure: measureMemory },
]

const backtestOf = (file: string) => [PLIMSOLL, 'backtest', '-s', 'momentum', '--data-file', join(DATA, file), '--json']

function measureStart(context: BenchContext): BenchRow[] {
  const row = {
    id: 'start',
    what: '`plimsoll backtest` of 5,000 bars, whole process on all cores, against `node -e 0`',
    goal: { kind: 'atMost', hold: 5, aim: 3 },
  } as const
  try {
    return withEmptyCache((env) => {
      const ours = wholeProcess('plimsoll', backtestOf('one_5k.csv'), env)
      const bare = wholeProcess('node -e 0', ['-e', '0'], env)
      const cold = ours.measure().perItemMs
      const rounds = runRounds(context, 21, [bare, ours])
      const scale = { unit: 'ms', perNanosecond: 1e-6 }
      const note = `the first run ever, nothing compiled yet: ${digits(cold)} ms`
      return [ratioRow(rounds, { ...row, over: [ours.name], under: [bare.name], scale, note })]
    })
  } catch (error) {
    return [notMeasured(row, error instanceof Error ? error.message : String(error))]
  }
}

function wholeProcess(name: string, args: readonly string[], env: NodeJS.ProcessEnv): Contender {
  return {
    name,
    measure: () => {
      const startedAt = performance.now()
      run(args, env)
      return { perItemMs: performance.now() - startedAt }
    },
  }
}

function measureMemory({ quick, tell }: BenchContext): BenchRow[] {
  const row = { id: 'memory', what: 'peak memory of `plimsoll backtest`, 1M bars from CSV, no report' } as const
  const goal = { kind: 'atMost', hold: 200 } as const
  const peaks: number[] = []
  return withEmptyCache((env) => {
    const cold = peakMegabytes(backtestOf('one_1m.csv'), env)
    for (let round = 0; round < (quick ? 1 : 5); round++) {
      const peak = peakMegabytes(backtestOf('one_1m.csv'), env)
      tell(`  run ${round + 1}  ${digits(peak)} MB`)
      peaks.push(peak)
    }
    const value = Math.max(...peaks)
    const note = `the largest of the runs counts; the first run ever, which also strips the types: ${digits(cold)} MB`
    return [{ ...row, goal, value, unit: 'MB', spread: [Math.min(...peaks), value], note }]
  })
}

/** With a folder of its own for compiled code, which the first run fills. */
function withEmptyCache<T>(work: (env: NodeJS.ProcessEnv) => T): T {
  const cache = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'))
  try {
    return work({ ...process.env, NODE_COMPILE_CACHE: cache })
  } finally {
    rmSync(cache, { recursive: true, force: true })
  }
}

function peakMegabytes(args: readonly string[], env: NodeJS.ProcessEnv): number {
  const kilobytes = Number(/peak memory (\d+) kB/.exec(run(['--import', PEAK, ...args], env))?.[1])
  if (!(kilobytes > 0)) throw new Error('the process did not say how much memory it had')
  return kilobytes / 1024
}

/** What the process said on stderr. */
function run(args: readonly string[], env: NodeJS.ProcessEnv): string {
  const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  if (status !== 0) throw new Error(`it ended with exit code ${status}: ${stderr.trim().split('\n')[0]}`)
  return stderr
}
