import { expect, test } from 'vitest'
import type { RunSummary } from '../../metrics/run-summary.ts'
import type { ComparedStrategy } from './comparison.ts'
import { sortCompared } from './sort-compared.ts'

const row = (strategy: string, summary: Partial<RunSummary>): ComparedStrategy => ({
  strategy,
  summary: summary as RunSummary,
  tradesHash: '',
  stoppedOn: [],
})

const ROWS = [
  row('a', {
    ...{ totalReturnPct: 5, sharpe: null, maxDrawdownPct: 9 },
    ...{ profitFactor: null, wins: 0, trades: 0, winRatePct: null },
  }),
  row('b', {
    ...{ totalReturnPct: -5, sharpe: 2, maxDrawdownPct: 3 },
    ...{ profitFactor: 1.5, wins: 4, trades: 9, winRatePct: 44 },
  }),
  row('c', {
    ...{ totalReturnPct: 7, sharpe: -1, maxDrawdownPct: 3 },
    ...{ profitFactor: null, wins: 2, trades: 2, winRatePct: 100 },
  }),
]

test.each([
  ['return', 'cab'],
  ['sharpe', 'bca'], // what has none comes last
  ['drawdown', 'bca'], // the smallest is the best; equal ones stay as they were
  ['profit-factor', 'cba'], // won and never lost: better than any factor; never traded: last
  ['trades', 'bca'],
  ['win-rate', 'cba'],
] as const)('by %s: %s', (key, order) => {
  expect(sortCompared(ROWS, key).map(({ strategy }) => strategy)).toEqual([...order])
})
