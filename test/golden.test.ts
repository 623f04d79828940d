import { expect, test } from 'vitest'
import { backtest } from '../src/research/backtest.ts'
import { tradesHash } from '../src/research/trades-hash.ts'
import { catalogueRun } from './determinism/catalogue-run.ts'
import { testedStrategies } from './determinism/tested-strategies.ts'

/** One line a strategy: what it did in a market that is always the same. */
function golden(): string {
  const lines = testedStrategies.map((strategy) => {
    const { trades, curve } = backtest(catalogueRun([strategy]))
    const wins = trades.filter(({ pnl }) => pnl > 0).length
    const equity = curve.equity.at(-1)?.toFixed(6)
    return `${strategy.name}: ${trades.length} trades, ${wins} won, equity ${equity}, ${tradesHash(trades).slice(0, 16)}\n`
  })
  return lines.join('')
}

test('every strategy does what it did (npm test -- test/golden.test.ts -u, when a change is meant)', async () => {
  await expect(golden()).toMatchFileSnapshot('golden/strategies.txt')
})
