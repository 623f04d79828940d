import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { summarise } from '../metrics/summarise.ts'
import { runOf } from '../metrics/testing/run-of.ts'
import type { RunResult } from '../run-result.ts'
import { buildReport, type ReportFiles } from './build-report.ts'
import { randomRun } from './testing/random-run.ts'

const { resolve } = createRequire(import.meta.url)
const ASSETS = {
  chartLibrary: '/* the library */',
  fontFiles: [resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'), resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf')],
}

const build = (run: RunResult): Promise<ReportFiles> => buildReport(run, summarise(run), ASSETS)

test('a report is a page, the charts as SVG and PNG, the trades and the result', async () => {
  const files = await build(randomRun({ bars: 500, tradesPerMarket: 20 }))
  const pictures = ['equity', 'distribution', 'costs', 'monthly', 'price-BTC-USDT-USDT'].flatMap((id) => [
    `charts/${id}.svg`,
    `charts/${id}.png`,
  ])
  expect([...files.keys()]).toEqual(['report.html', 'trades.csv', ...pictures, 'result.json'])
  for (const [name, content] of files) {
    if (name.endsWith('.svg')) expect(content, name).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
    if (!name.endsWith('.png')) continue
    const bytes = Buffer.from(content)
    expect(bytes.toString('latin1', 1, 4), name).toBe('PNG')
    expect(bytes.readUInt32BE(16), name).toBe(2400)
  }
})

test('a text of a user cannot become markup in a picture', async () => {
  const files = await build({
    ...randomRun({ bars: 50, tradesPerMarket: 2 }),
    strategies: ['<script>alert(1)</script>'],
  })
  expect(files.get('charts/equity.svg')).toContain('&lt;script&gt;alert(1)&lt;/script&gt; on BTC/USDT:USDT, 1h bars')
})

test('the same run gives the same bytes', async () => {
  const run = randomRun({ bars: 300, tradesPerMarket: 10 })
  const [first, second] = [await build(run), await build(run)]
  for (const [name, content] of first) {
    expect(Buffer.from(content).equals(Buffer.from(second.get(name) ?? '')), name).toBe(true)
  }
})

test('the result holds the summary, every trade and the equity up to its exact end', async () => {
  const run = randomRun({ bars: 9000, tradesPerMarket: 30 })
  const files = await build(run)
  const result = JSON.parse(String(files.get('result.json')))
  expect(result).toMatchObject({ schema: 'plimsoll.report/1', strategies: ['random'], symbols: ['BTC/USDT:USDT'] })
  expect(result.files.toSorted()).toEqual([...files.keys()].toSorted())
  expect(result.summary).toEqual(summarise(run))
  expect(result.trades).toEqual(run.trades)
  expect(result.equity.length).toBeLessThanOrEqual(5000)
  expect(result.equity.at(-1)).toEqual([run.curve.time.at(-1), run.curve.equity.at(-1)])
})

test.each([
  ['without bars', runOf({ equity: [], closes: { 'BTC/USDT': [] } })],
  ['without trades', runOf({ equity: [1000, 1000, 1000] })],
])('a run %s has a report too', async (_, run) => {
  expect((await build(run)).size).toBe(13)
})
