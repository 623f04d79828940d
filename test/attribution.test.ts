import { expect, test } from 'vitest'
import type { Fill } from '../src/core/order.ts'
import { backtest } from '../src/research/backtest.ts'
import { summarise } from '../src/research/metrics/summarise.ts'
import { freeMargin } from '../src/risk/rules/free-margin.ts'
import { riskPerTrade } from '../src/risk/rules/risk-per-trade.ts'
import { strategies } from '../src/strategies/catalogue.ts'
import { catalogueRun } from './determinism/catalogue-run.ts'
import { testedStrategies } from './determinism/tested-strategies.ts'

const silent = {
  onSignal: () => undefined,
  onStopped: () => undefined,
  onRefusal: () => undefined,
  onOrder: () => undefined,
  onTrade: () => undefined,
  onState: () => undefined,
}

function sumOf(values: Iterable<number>): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}

test('every fill belongs to a strategy, and the costs of each are those of its fills', () => {
  const fees = new Map<string, number>()
  const options = catalogueRun(strategies)
  const count = (fill: Fill, strategy: number) => {
    const name = strategies[strategy]?.name ?? ''
    fees.set(name, (fees.get(name) ?? 0) + fill.fee)
  }
  const observer = {
    ...silent,
    onFill: ({ request }: { request: { strategy: number } }, fill: Fill) => count(fill, request.strategy),
  }
  const { perStrategy, finalEquity, capital } = summarise(backtest({ ...options, observer }))
  expect(perStrategy.length).toBeGreaterThan(3)
  for (const { key, fees: paid } of perStrategy) expect(Math.abs(paid - (fees.get(key) ?? 0))).toBeLessThan(1e-8)
  expect(Math.abs(sumOf(perStrategy.map(({ pnl }) => pnl)) - (finalEquity - capital))).toBeLessThan(1e-8)
})

test('what a fusion earned is divided among its members without a rest', () => {
  const fused = testedStrategies.at(-1)
  if (fused === undefined) throw new Error('there is a fusion')
  const { perStrategy, finalEquity, capital, trades } = summarise(backtest(catalogueRun([fused])))
  expect(trades).toBeGreaterThan(10)
  expect(perStrategy.length).toBeGreaterThan(3)
  expect(perStrategy.map(({ key }) => key)).not.toContain('fused')
  expect(Math.abs(sumOf(perStrategy.map(({ pnl }) => pnl)) - (finalEquity - capital))).toBeLessThan(1e-8)
})

test('with the capital shared alike no position is worth more than a share', () => {
  const few = strategies.slice(0, 4)
  const largest = (allocation?: 'equal') => {
    const { trades, curve } = backtest({
      ...catalogueRun(few),
      rules: [riskPerTrade(5), freeMargin(0.0006)],
      ...(allocation && { allocation }),
    })
    const worth = Math.max(...trades.map(({ quantity, entryPrice }) => quantity * entryPrice))
    return worth / Math.max(...curve.equity)
  }
  // A quarter at leverage 3, and the little that the price moves from the signal to the fill.
  expect(largest('equal')).toBeLessThan(0.75 * 1.02)
  expect(largest()).toBeGreaterThan(0.75 * 1.02)
})
