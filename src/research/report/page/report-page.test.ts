import { Script } from 'node:vm'
import { expect, test } from 'vitest'
import { summarise } from '../../metrics/summarise.ts'
import { runOf } from '../../metrics/testing/run-of.ts'
import type { RunResult } from '../../run-result.ts'
import { marketCharts, runCharts } from '../report-charts.ts'
import { sampleCurve } from '../sample-curve.ts'
import { randomRun } from '../testing/random-run.ts'
import { PAGE_SCRIPT } from './page-script.ts'
import { reportPage } from './report-page.ts'

const LIBRARY = `/* the library */ const tag = "</script>"`

function pageOf(run: RunResult): string {
  const summary = summarise(run)
  const charts = runCharts(run, summary, sampleCurve(run, 5000))
  return reportPage({ run, summary, charts, markets: marketCharts(run, 'page'), chartLibrary: LIBRARY })
}

interface PageData {
  readonly charts: Readonly<Record<string, unknown>>
  readonly markets: readonly { readonly symbol: string; readonly note: string; readonly trades: readonly unknown[] }[]
}

function dataOf(page: string): PageData {
  return JSON.parse(page.match(/id="report-data">(.*?)<\/script>/s)?.[1] ?? '') as PageData
}

test('the page loads nothing from anywhere', () => {
  const page = pageOf(randomRun({ bars: 100, tradesPerMarket: 4 }))
  expect(page).toContain(`default-src 'none'`)
  expect(page).not.toMatch(/<(link|iframe|img)\b/)
  expect(page).not.toMatch(/\ssrc=["']/)
  expect(page).not.toMatch(/@import|url\(|https?:/)
})

test('a text of a user or a model cannot become markup or a script', () => {
  const entryReason = `</script><img src=x onerror=alert(1)>"'`
  const page = pageOf(randomRun({ bars: 100, tradesPerMarket: 2, entryReason }))
  expect(page).not.toContain('<img')
  expect(page.match(/<script/g)).toHaveLength(3)
  expect(page.match(/<\/script/g)).toHaveLength(3)
  expect(dataOf(page).markets[0]?.trades[0]).toMatchObject({ entryReason })
})

test('the script of the page is valid', () => {
  expect(() => new Script(PAGE_SCRIPT)).not.toThrow()
})

test('it has the charts that are drawn once and a place for each', () => {
  const page = pageOf(randomRun({ bars: 100, tradesPerMarket: 4 }))
  expect(Object.keys(dataOf(page).charts)).toEqual(['equity', 'distribution', 'costs'])
  for (const id of ['equity', 'distribution', 'costs', 'price']) expect(page).toContain(`id="chart-${id}"`)
})

test('every market has its chart with its own trades, and a choice among them', () => {
  const page = pageOf(randomRun({ bars: 200, tradesPerMarket: 5, symbols: ['BTC/USDT', 'ETH/USDT'] }))
  expect(page).toContain('<option value="1">ETH/USDT</option>')
  expect(dataOf(page).markets.map(({ symbol, trades }) => [symbol, trades.length])).toEqual([
    ['BTC/USDT', 5],
    ['ETH/USDT', 5],
  ])
})

test('of more than 500 trades it shows the first 500 and points to the file', () => {
  const page = pageOf(randomRun({ bars: 2000, tradesPerMarket: 600 }))
  expect(page.match(/<tr data-trade=/g)).toHaveLength(500)
  expect(page).toContain('The first 500 of 600; all are in trades.csv.')
})

test('every figure has its definition behind its name', () => {
  const page = pageOf(randomRun({ bars: 100, tradesPerMarket: 4 }))
  expect(page).toContain('data-tip="CAGR over the maximum drawdown in percent.">Calmar ratio</span>')
})

test('it says why nothing was traded', () => {
  const page = pageOf(runOf({ equity: [1000, 1000], refusals: { 'max positions': 3 } }))
  expect(page).toContain('<td class="text">max positions</td><td>3</td>')
  expect(page).toContain('No trades.')
})

test.each([
  ['without bars', runOf({ equity: [], closes: { 'BTC/USDT': [] } })],
  ['without trades', runOf({ equity: [1000, 1000, 1000] })],
  ['of one bar', runOf({ equity: [1001], timeframe: '1m' })],
  ['that lost more than it had', runOf({ equity: [10, -10, -20] })],
])('the page of a run %s shows no number that is none', (_, run) => {
  expect(pageOf(run)).not.toMatch(/NaN|Infinity|>undefined|>null/)
})
