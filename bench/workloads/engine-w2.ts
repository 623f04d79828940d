import { join } from 'node:path'
import { ColumnMemory } from '../../src/market/column-memory.ts'
import { backtest } from '../../src/research/backtest.ts'
import { readColumns } from './bench-data.ts'
import { crossRun } from './w2.ts'
import { measureW2 } from './w2-metrics.ts'
import type { Workload } from './workload.ts'

/** W2 over the million bars: the whole engine and what the workload counts as its result. */
export function prepare(data: string): Workload {
  return over(join(data, 'one_1m.f64'), 12, 7)
}

/** The same over 200,000 bars, the size at which grademark is measured. */
export function prepareShort(data: string): Workload {
  return over(join(data, 'one_200k.f64'), 150, 21)
}

function over(path: string, warmups: number, repeats: number): Workload {
  const bars = readColumns(path)
  // The floor reuses its buffers too.
  const memory = new ColumnMemory()
  const run = () => {
    const result = backtest({ ...crossRun([bars], 1), memory })
    const metrics = measureW2(result)
    result.release?.()
    return { ...metrics }
  }
  return { items: bars.length, warmups, repeats, run }
}
