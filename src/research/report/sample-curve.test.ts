import { expect, test } from 'vitest'
import { summarise } from '../metrics/summarise.ts'
import { NEW_YEAR_2024, runOf } from '../metrics/testing/run-of.ts'
import { sampleCurve } from './sample-curve.ts'
import { randomRun } from './testing/random-run.ts'

test('a short run is kept whole, with the capital in front', () => {
  expect(sampleCurve(runOf({ capital: 1000, equity: [2000, 1000] }), 5000)).toEqual({
    time: [NEW_YEAR_2024, NEW_YEAR_2024 + 86_400_000, NEW_YEAR_2024 + 2 * 86_400_000],
    equity: [1000, 2000, 1000],
    buyAndHold: [1000, 1000, 1000],
    drawdownPct: [0, 0, -50],
  })
})

test('a long run is thinned but keeps its end, its peak and the bottom of its deepest fall', () => {
  const run = randomRun({ bars: 20_000, tradesPerMarket: 500 })
  const curve = sampleCurve(run, 300)
  const summary = summarise(run)
  expect(curve.time.length).toBeLessThanOrEqual(300)
  expect(curve.time.length).toBeGreaterThan(150)
  expect(curve.equity.at(-1)).toBe(summary.finalEquity)
  expect(Math.max(...curve.equity)).toBe(Math.max(...run.curve.equity))
  expect(-Math.min(...curve.drawdownPct)).toBeCloseTo(summary.maxDrawdownPct, 10)
  expect(curve.time).toEqual(curve.time.toSorted((a, b) => a - b))
})

test('a run without bars has no points', () => {
  expect(sampleCurve(runOf({ equity: [] }), 100).time).toEqual([])
})
