import { join } from 'node:path'
import { MarketColumns } from '../../src/indicators/market-columns.ts'
import { ColumnMemory } from '../../src/market/column-memory.ts'
import { readColumns } from './bench-data.ts'
import { checkW1, computeW1 } from './w1.ts'
import type { Workload } from './workload.ts'

/** W1: twelve indicators, 26 full columns. As in the C floor, one run hands its memory to the next. */
export function prepare(data: string): Workload {
  const bars = readColumns(join(data, 'one_1m.f64'))
  const memory = new ColumnMemory()
  return {
    items: bars.length,
    warmups: 6,
    repeats: 9,
    run: () => {
      const market = new MarketColumns(bars, memory)
      const columns = computeW1(market)
      const check = { columns: columns.length, sum: checkW1(bars, columns) }
      market.release()
      return check
    },
  }
}
