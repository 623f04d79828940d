import { join } from 'node:path'
import type { Bars } from '../../src/market/bars.ts'
import { ColumnMemory } from '../../src/market/column-memory.ts'
import { backtest } from '../../src/research/backtest.ts'
import { strategies } from '../../src/strategies/catalogue.ts'
import type { StrategyDefinition } from '../../src/strategies/strategy.ts'
import { accountRun, firstTraders } from './account-run.ts'
import { readColumns } from './bench-data.ts'
import { withSeries } from './series-data.ts'
import type { Prepare, Workload } from './workload.ts'

const TWELVE = 12

/** The strategy `name` of the catalogue, alone over the million bars. */
export function prepareStrategy(name: string): Prepare {
  return (data) => {
    const strategy = strategies.find((known) => known.name === name)
    if (strategy === undefined) throw new Error(`the catalogue has no strategy ${name}`)
    return runsOf([[strategy]], withSeries(readColumns(join(data, 'one_1m.f64'))), 4)
  }
}

/** The first twelve strategies of the catalogue on one account, over 200,000 bars. */
export function prepareTwelve(data: string): Workload {
  return runsOf([firstTraders(TWELVE)], withSeries(readColumns(join(data, 'one_200k.f64'))), 8)
}

/** The same twelve over the same bars, one after the other, each on an account of its own. */
export function prepareTwelveAlone(data: string): Workload {
  const alone = firstTraders(TWELVE).map((strategy) => [strategy])
  return runsOf(alone, withSeries(readColumns(join(data, 'one_200k.f64'))), 8)
}

function runsOf(accounts: readonly (readonly StrategyDefinition[])[], bars: Bars, warmups: number): Workload {
  const memory = new ColumnMemory()
  const run = () => {
    let trades = 0
    for (const definitions of accounts) trades += tradesOf(definitions, bars, memory)
    return { trades }
  }
  return { items: bars.length, warmups, repeats: 5, run }
}

/** Runs the strategies on one account. One that stops would be quick for nothing. */
function tradesOf(definitions: readonly StrategyDefinition[], bars: Bars, memory: ColumnMemory): number {
  const { trades, stopped = [], release } = backtest({ ...accountRun(definitions, bars), memory })
  release?.()
  const [first] = stopped
  if (first !== undefined) throw new Error(`${first.strategy} was stopped: ${first.reason}`)
  return trades.length
}
