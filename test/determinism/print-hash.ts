import { backtest } from '../../src/research/backtest.ts'
import { tradesHash } from '../../src/research/trades-hash.ts'
import { catalogueRun } from './catalogue-run.ts'
import { testedStrategies } from './tested-strategies.ts'

// `node print-hash.ts`: runs every strategy and prints the hash of all trades and the last equity, one line each.

export function hashes(): string {
  const lines = testedStrategies.map((strategy) => {
    const { trades, curve } = backtest(catalogueRun([strategy]))
    return `${strategy.name} ${trades.length} ${tradesHash(trades)} ${curve.equity.at(-1)}\n`
  })
  return lines.join('')
}

if (import.meta.main) process.stdout.write(hashes())
