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

/** A workload as a contender: each sample is a process of its own. `root` is another tree than this one. */
export function workload(name: string, root = PROJECT): Contender<WorkloadSample> {
  return {
    name,
    measure: () => {
      const output = runOrThrow(process.execPath, [join(root, 'bench/workloads/run-one.ts'), name, DATA])
      const { items, times, check } = JSON.parse(output) as { items: number } & Pick<WorkloadSample, 'times' | 'check'>
      return { perItemMs: median(times) / items, times, check }
    },
  }
}
