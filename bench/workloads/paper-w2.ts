import { join } from 'node:path'
import { ColumnMemory } from '../../src/market/column-memory.ts'
import { PaperSession } from '../../src/trader/paper-session.ts'
import { ReplaySource } from '../../src/trader/replay-source.ts'
import { readColumns } from './bench-data.ts'
import { crossRun } from './w2.ts'
import { measureW2 } from './w2-metrics.ts'
import type { Workload } from './workload.ts'

/** W2 through the paper runtime: the bars come out of a queue, as quick as they are taken. */
export function prepare(data: string): Workload {
  const bars = readColumns(join(data, 'one_1m.f64'))
  const memory = new ColumnMemory() // as in the backtest that it is compared with
  return {
    items: bars.length,
    warmups: 12,
    repeats: 7,
    run: async () => {
      const session = new PaperSession({ ...crossRun([bars], 1), memory })
      const source = new ReplaySource([bars], Number.POSITIVE_INFINITY, () => performance.now())
      const end = await session.trade(source)
      const result = session.finish(end, true)
      const metrics = measureW2(result)
      result.release?.()
      return { ...metrics }
    },
  }
}
