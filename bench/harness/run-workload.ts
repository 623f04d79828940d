import { join } from 'node:path'
import { DATA, PROJECT } from './bench-paths.ts'
import type { Contender, Sample } from './interleave.ts'
import { median } from './median.ts'
import { runOrThrow } from './run-or-throw.ts'

/** What `workloads/run-one.ts` prints. */
export interface WorkloadSample extends Sample {
  readonly times: readonly number[]
  readonly check: Readonly<Record<string, number | string>>
}

/** What `run-one.ts` prints at the end. */
type Told = { readonly items: number } & Pick<WorkloadSample, 'times' | 'check'>

/** A workload as a contender: each sample is a process of its own. `root` is another tree than this one. */
export function workload(name: string, root = PROJECT): Contender<WorkloadSample> {
  return {
    name,
    measure: () => {
      const output = runOrThrow(process.execPath, [join(root, 'bench/workloads/run-one.ts'), name, DATA])
      return sampleOf(JSON.parse(output) as Told)
    },
  }
}

/**
 * Workloads that are all warm, each in a process of its own, and then do one repeat after the other in turns. A machine that is shared goes
 * slower for a few seconds and quicker again: that is longer than a repeat but shorter than a process.
 */
export function inTurns(names: readonly string[]): Contender<WorkloadSample>[] {
  const untold = new Map<string, WorkloadSample>()
  const measure = (name: string): WorkloadSample => {
    if (!untold.has(name)) {
      const output = runOrThrow(process.execPath, [join(PROJECT, 'bench/harness/take-turns.ts'), DATA, ...names])
      const told = JSON.parse(output) as readonly Told[]
      for (const [k, each] of names.entries()) untold.set(each, sampleOf(told[k] as Told))
    }
    const sample = untold.get(name) as WorkloadSample
    untold.delete(name)
    return sample
  }
  return names.map((name) => ({ name, measure: () => measure(name) }))
}

function sampleOf({ items, times, check }: Told): WorkloadSample {
  return { perItemMs: median(times) / items, times, check }
}
