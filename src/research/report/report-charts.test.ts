import { expect, test } from 'vitest'
import { marketCharts } from './report-charts.ts'
import { randomRun } from './testing/random-run.ts'

function candleCount({ option }: { readonly option: object }): number {
  return (option as { series: { data: unknown[] }[] }).series[0]?.data.length ?? 0
}

test('a long run is drawn with at most 5,000 candles and 2,000 trades, and says so', () => {
  const [chart] = marketCharts(randomRun({ bars: 12_000, tradesPerMarket: 3000 }), 'page')
  expect(chart?.note).toBe('12,000 bars of 1h drawn as 3,000 candles of 4h. 1,500 of 3,000 trades marked (one in 2).')
  expect(chart?.tradeIndexes).toHaveLength(1500)
})

test('what a session has dropped is not drawn, and the note says so', () => {
  const run = randomRun({ bars: 6000, tradesPerMarket: 50 })
  const [market] = run.markets
  market?.bars.forget(4096)
  const first = market?.bars.time[0] as number
  const [chart] = marketCharts(run, 'page')
  expect(chart?.note).toBe('Without the first 4,096 bars of 1h: the session kept the newest only.')
  expect(candleCount(chart ?? { option: {} })).toBe(1904)
  const shown = run.trades.flatMap(({ exitAt }, i) => (exitAt >= first ? [i] : []))
  expect(chart?.tradeIndexes).toEqual(shown)
  expect(shown.length).toBeGreaterThan(0)
  expect(shown.length).toBeLessThan(50)
})

test('a short run is drawn whole and says nothing', () => {
  const [chart] = marketCharts(randomRun({ bars: 500, tradesPerMarket: 20 }), 'page')
  expect(chart).toMatchObject({ note: '', decimals: 2, spanMs: 3_600_000 })
  expect(chart?.tradeIndexes).toHaveLength(20)
  expect(candleCount(chart ?? { option: {} })).toBe(500)
})

test('a hundred markets share the room of a page', () => {
  const symbols = Array.from({ length: 100 }, (_, i) => `COIN${i}/USDT`)
  const charts = marketCharts(randomRun({ bars: 1000, tradesPerMarket: 1, symbols }), 'page')
  expect(charts.reduce((sum, chart) => sum + candleCount(chart), 0)).toBeLessThanOrEqual(60_000)
})

test('a picture has the whole run in view', () => {
  const [chart] = marketCharts(randomRun({ bars: 5000, tradesPerMarket: 20 }), 'picture')
  expect(candleCount(chart ?? { option: {} })).toBeLessThanOrEqual(420)
  expect(chart?.option.dataZoom).toMatchObject([
    { start: 0, end: 100 },
    { start: 0, end: 100 },
  ])
})
