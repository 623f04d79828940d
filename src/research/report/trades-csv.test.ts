import { expect, test } from 'vitest'
import { summarise } from '../metrics/summarise.ts'
import { tradeOf } from '../metrics/testing/trade-of.ts'
import { randomRun } from './testing/random-run.ts'
import { tradesCsv } from './trades-csv.ts'

const HEADER =
  'symbol,strategy,side,quantity,leverage,entryAt,exitAt,entryPrice,exitPrice,stopPrice,targetPrice,grossPnl,fees,slippage,funding,pnl,returnPct,barsHeld,entryReason,exitReason,confidence,entries,exits,contributions'

test('no trades give the header alone', () => {
  expect(tradesCsv([])).toBe(`${HEADER}\n`)
})

test('a trade is a line with ISO times and full-precision numbers', () => {
  const csv = tradesCsv([tradeOf({ pnl: 0.1 + 0.2, targetPrice: null, entryReason: 'EMA crossed, ADX 31' })])
  expect(csv.split('\n')[1]).toBe(
    'BTC/USDT,momentum,long,2,1,2024-01-01T00:00:00.000Z,2024-01-01T01:00:00.000Z,100,101,98,,2,0.2,0.1,0,0.30000000000000004,0.15000000000000002,2,"EMA crossed, ADX 31",exit_signal,0.7,1,1,',
  )
})

test.each([
  ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
  ['+1', `'+1`],
  ['-1', `'-1`],
  ['@SUM(A1)', `'@SUM(A1)`],
  ['\tcmd', `'\tcmd`],
  ['\r=1', `"'\r'=1"`],
  ['\n=1', `"'\n'=1"`],
  ['a;=1+1', `a;'=1+1`],
  ['a\t@SUM(A1);+1', `a\t'@SUM(A1);'+1`],
  ['a\n=1', `"a\n'=1"`],
  ['a; b = 1, c=-1', '"a; b = 1, c=-1"'],
  ['＝1', `'＝1`],
  ['two\nlines', '"two\nlines"'],
])('the text %j cannot run as a formula', (entryReason, cell) => {
  expect(tradesCsv([tradeOf({ entryReason })])).toContain(`,2,${cell},exit_signal,`)
})

test('a negative number stays a number', () => {
  expect(tradesCsv([tradeOf({ pnl: -1.5 })])).toContain(',0,-1.5,')
})

test('the results in the file add up to what the account gained', () => {
  const run = randomRun({ bars: 3000, tradesPerMarket: 700 })
  const rows = tradesCsv(run.trades).trimEnd().split('\n').slice(1)
  const sum = rows.reduce((total, row) => total + Number(row.split(',')[HEADER.split(',').indexOf('pnl')]), 0)
  expect(rows).toHaveLength(700)
  expect(sum).toBeCloseTo(summarise(run).finalEquity - run.capital, 8)
})
