import { createRequire } from 'node:module'
import { Script } from 'node:vm'
import { expect, test } from 'vitest'
import { summarise } from '../metrics/summarise.ts'
import { runOf } from '../metrics/testing/run-of.ts'
import type { RunResult } from '../run-result.ts'
import { buildReport, type ReportFiles } from './build-report.ts'
import { PAGE_SCRIPT } from './page/page-script.ts'
import { marketCharts } from './report-charts.ts'
import { randomRun } from './testing/random-run.ts'

const { resolve } = createRequire(import.meta.url)
const ASSETS = {
  chartLibrary: '/* the library */ const tag = "</script>"',
  fontFiles: [resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'), resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf')],
}

const build = (run: RunResult): Promise<ReportFiles> => buildReport(run, summarise(run), ASSETS)

function pageOf(files: ReportFiles): string {
  return String(files.get('report.html'))
}

interface PageData {
  readonly charts: Readonly<Record<string, unknown>>
  readonly markets: readonly { readonly symbol: string; readonly note: string; readonly trades: readonly unknown[] }[]
}

function dataOf(page: string): PageData {
  return JSON.parse(page.match(/id="report-data">(.*?)<\/script>/s)?.[1] ?? '') as PageData
}

test('a report is a page, the charts as SVG and PNG, the trades and the result', async () => {
  const files = await build(randomRun({ bars: 500, tradesPerMarket: 20 }))
  const pictures = ['equity', 'distribution', 'costs', 'monthly', 'price-BTC-USDT-USDT'].flatMap((id) => [
    `charts/${id}.svg`,
    `charts/${id}.png`,
  ])
  expect([...files.keys()]).toEqual(['report.html', 'trades.csv', ...pictures, 'result.json'])
  for (const [name, content] of files) {
    if (name.endsWith('.png')) expect(Array.from(Buffer.from(content).subarray(1, 4)), name).toEqual([0x50, 0x4e, 0x47])
    if (name.endsWith('.svg')) expect(content, name).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
  }
})

test('the page loads nothing from anywhere', async () => {
  const page = pageOf(await build(randomRun({ bars: 100, tradesPerMarket: 4 })))
  expect(page).toContain(`default-src 'none'`)
  expect(page).not.toMatch(/<(link|iframe|img)\b/)
  expect(page).not.toMatch(/\ssrc=["']/)
  expect(page.match(/@import|url\(\s*['"]?https?:/g)).toBeNull()
})

test('a text of a user or a model cannot become markup, a script or a formula', async () => {
  const evil = `</script><img src=x onerror=alert(1)>"'`
  const files = await build(randomRun({ bars: 100, tradesPerMarket: 2, entryReason: `=1+1 ${evil}` }))
  const page = pageOf(files)
  expect(page).not.toContain('<img')
  expect(page.match(/<script/g)).toHaveLength(3)
  expect(page.match(/<\/script/g)).toHaveLength(3)
  expect(dataOf(page).markets[0]?.trades[0]).toMatchObject({ entryReason: `=1+1 ${evil}` })
  expect(String(files.get('trades.csv'))).toContain(`"'=1+1 </script>`)
})

test('the scripts of the page are valid', async () => {
  expect(() => new Script(PAGE_SCRIPT)).not.toThrow()
})

test('the same run gives the same bytes', async () => {
  const run = randomRun({ bars: 300, tradesPerMarket: 10 })
  const [first, second] = [await build(run), await build(run)]
  for (const [name, content] of first)
    expect(Buffer.compare(Buffer.from(content), Buffer.from(second.get(name) ?? '')), name).toBe(0)
})

test('the result holds the summary, every trade and the equity up to its exact end', async () => {
  const run = randomRun({ bars: 9000, tradesPerMarket: 30 })
  const files = await build(run)
  const result = JSON.parse(String(files.get('result.json')))
  expect(result).toMatchObject({
    schema: 'plimsoll.report/1',
    strategies: ['random'],
    symbols: ['BTC/USDT:USDT'],
    timeframe: '1h',
  })
  expect(result.files.toSorted()).toEqual([...files.keys()].toSorted())
  expect(result.summary).toEqual(summarise(run))
  expect(result.trades).toHaveLength(30)
  expect(result.equity.length).toBeLessThanOrEqual(5000)
  expect(result.equity.at(-1)).toEqual([run.curve.time.at(-1), run.curve.equity.at(-1)])
})

test('every market has its chart with its own trades, and a choice among them', async () => {
  const run = randomRun({ bars: 200, tradesPerMarket: 5, symbols: ['BTC/USDT', 'ETH/USDT'] })
  const page = pageOf(await build(run))
  expect(page).toContain('<option value="1">ETH/USDT</option>')
  expect(dataOf(page).markets.map(({ symbol, trades }) => [symbol, trades.length])).toEqual([
    ['BTC/USDT', 5],
    ['ETH/USDT', 5],
  ])
})

test('a long run is drawn with at most 5,000 candles and 2,000 trades, and says so', () => {
  const [chart] = marketCharts(randomRun({ bars: 12_000, tradesPerMarket: 3000 }), 'page')
  expect(chart?.note).toBe('12,000 bars of 1h drawn as 3,000 candles of 4h. 1,500 of 3,000 trades marked (one in 2).')
  expect(chart?.tradeIndexes).toHaveLength(1500)
})

test('a hundred markets share the room of a page', () => {
  const symbols = Array.from({ length: 100 }, (_, i) => `COIN${i}/USDT`)
  const charts = marketCharts(randomRun({ bars: 1000, tradesPerMarket: 1, symbols }), 'page')
  const candles = charts.map(({ option }) => (option.series as { data: unknown[] }[])[0]?.data.length ?? 0)
  expect(candles.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(60_000)
})

test('of more than 500 trades the page shows the first 500 and points to the file', async () => {
  const page = pageOf(await build(randomRun({ bars: 2000, tradesPerMarket: 600 })))
  expect(page.match(/<tr data-trade=/g)).toHaveLength(500)
  expect(page).toContain('The first 500 of 600; all are in trades.csv.')
})

test.each([
  ['without bars', runOf({ equity: [], closes: { 'BTC/USDT': [] } })],
  ['without trades', runOf({ equity: [1000, 1000, 1000] })],
  ['of one bar', runOf({ equity: [1001], timeframe: '1m' })],
  ['that lost more than it had', runOf({ equity: [10, -10, -20] })],
])('a run %s has a report too', async (_, run) => {
  const files = await build(run)
  expect(files.size).toBe(13)
  expect(pageOf(files)).not.toMatch(/NaN|Infinity|undefined</)
})
