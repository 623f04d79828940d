import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { columnsOf, generateBars } from '../bench/workloads/generate.ts'
import { crossRun } from '../bench/workloads/w2.ts'
import type { Bars } from '../src/market/bars.ts'
import { backtest } from '../src/research/backtest.ts'

// The numbers were published with the workloads, by an implementation that shares nothing with this one.

const million = generateBars(1_000_000, 1)
const first = (count: number): Bars => million.between(0, million.time[count] ?? Number.POSITIVE_INFINITY)

describe('the generated market is the prescribed one, bit for bit', () => {
  test.each([
    [5000, '33304dfd9d3e58ad'],
    [200_000, '693ca5f6d79b37db'],
    [1_000_000, '94be9746a45f1150'],
  ])('%i bars', (count, begin) => {
    const bytes = columnsOf(first(count))
    expect(createHash('sha256').update(bytes).digest('hex').slice(0, 16)).toBe(begin)
  })
})

describe('W2: EMA cross with ADX, stop and target, on one market', () => {
  test.each([
    [5000, 16],
    [200_000, 570],
    [1_000_000, 2891],
  ])('%i bars give %i trades', (count, trades) => {
    expect(backtest(crossRun([first(count)], 1)).trades.length).toBe(trades)
  })

  test('a million bars end with 923332.1737', () => {
    const { curve } = backtest(crossRun([million], 1))
    expect(Math.abs((curve.equity.at(-1) as number) - 923_332.1737)).toBeLessThan(1e-4)
  })
})

test('W4: the same on five markets with three positions gives 2040 trades and ends with 965284.7259', () => {
  const markets = [0, 1, 2, 3, 4].map((k) => generateBars(200_000, 101 + k))
  const { trades, curve } = backtest(crossRun(markets, 3))
  expect(trades.length).toBe(2040)
  expect(Math.abs((curve.equity.at(-1) as number) - 965_284.7259)).toBeLessThan(1e-4)
})
