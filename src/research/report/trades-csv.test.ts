import { expect, test } from 'vitest'
import { tradeOf } from '../metrics/testing/trade-of.ts'
import { tradesCsv } from './trades-csv.ts'

const HEADER =
  'symbol,strategy,side,quantity,leverage,entryAt,exitAt,entryPrice,exitPrice,stopPrice,targetPrice,grossPnl,fees,slippage,funding,pnl,returnPct,barsHeld,entryReason,exitReason,confidence'

test('no trades give the header alone', () => {
  expect(tradesCsv([])).toBe(`${HEADER}\n`)
})

test('a trade is a line with ISO times and full-precision numbers', () => {
  const csv = tradesCsv([tradeOf({ pnl: 0.1 + 0.2, targetPrice: null, entryReason: 'EMA crossed, ADX 31' })])
  expect(csv.split('\n')[1]).toBe(
    'BTC/USDT,momentum,long,2,1,2024-01-01T00:00:00.000Z,2024-01-01T01:00:00.000Z,100,101,98,,2,0.2,0.1,0,0.30000000000000004,0.15000000000000002,2,"EMA crossed, ADX 31",exit_signal,0.7',
  )
})

test.each([
  ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
  ['+1', `'+1`],
  ['-1', `'-1`],
  ['@SUM(A1)', `'@SUM(A1)`],
  ['\tcmd', `'\tcmd`],
  ['two\nlines', '"two\nlines"'],
])('the text %j cannot run as a formula', (entryReason, cell) => {
  expect(tradesCsv([tradeOf({ entryReason })])).toContain(`,2,${cell},exit_signal,`)
})

test('a negative number stays a number', () => {
  expect(tradesCsv([tradeOf({ pnl: -1.5 })])).toContain(',0,-1.5,')
})
