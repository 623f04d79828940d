import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BenchContext, type RowGroup, runRounds } from '../harness/bench-context.ts'
import { PROJECT } from '../harness/bench-paths.ts'
import type { BenchRow } from '../harness/bench-row.ts'
import { workload } from '../harness/run-workload.ts'
import { ratioRow } from './ratio-row.ts'

/** Our engine against a copy of itself that does not look whether a strategy has returned a promise. */
export const syncRow: RowGroup = { ids: ['sync'], measure }

function measure(context: BenchContext): BenchRow[] {
  const copy = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'))
  try {
    copyTree(copy)
    removeCheck(join(copy, 'src/strategies/check-signal.ts'))
    const without = { ...workload('w2', copy), name: 'w2 without the check' }
    const rounds = runRounds(context, 15, [workload('w2'), without])
    const goal = { kind: 'atMost', hold: 1.05 } as const
    const what = 'the sync path awaits nothing: W2 against a build without the thenable check'
    return [ratioRow(rounds, { id: 'sync', what, goal, over: ['w2'], under: [without.name] })]
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

/** Everything that a workload imports. */
function copyTree(copy: string): void {
  for (const part of ['package.json', 'src', 'bin', 'bench/package.json', 'bench/workloads']) {
    cpSync(join(PROJECT, part), join(copy, part), { recursive: true })
  }
  symlinkSync(join(PROJECT, 'node_modules'), join(copy, 'node_modules'), 'dir')
}

function removeCheck(path: string): void {
  writeFileSync(path, withoutThenableCheck(readFileSync(path, 'utf8')))
}

/** The source of `strategies/check-signal.ts` with an empty `refuseThenable`. */
export function withoutThenableCheck(source: string): string {
  const emptied = source.replace(/^(export function refuseThenable\([^)]*\): void \{)\n.*?\n(\})$/ms, '$1$2')
  if (emptied === source || emptied.includes("'then' in"))
    throw new Error('refuseThenable in src/strategies/check-signal.ts has changed')
  return emptied
}
