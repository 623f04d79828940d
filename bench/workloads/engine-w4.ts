import { join } from 'node:path'
import { ColumnMemory } from '../../src/market/column-memory.ts'
import { backtest } from '../../src/research/backtest.ts'
import { readColumns } from './bench-data.ts'
import { crossRun } from './w2.ts'
import type { Workload } from './workload.ts'

/** W4: the rules of W2 on five symbols with one cash account and at most three positions. */
export function prepare(data: string): Workload {
  const markets = [0, 1, 2, 3, 4].map((k) => readColumns(join(data, `sym${k}_200k.f64`)))
  const memory = new ColumnMemory() // the floor reuses its buffers too
  return {
    items: markets.reduce((sum, { length }) => sum + length, 0),
    warmups: 12,
    repeats: 7,
    run: () => {
      const { trades, curve, release } = backtest({ ...crossRun(markets, 3), memory })
      const check = { trades: trades.length, final: curve.equity.at(-1) ?? Number.NaN }
      release?.()
      return check
    },
  }
}
