import { expect, test } from 'vitest'
import { parseRanks } from './rank-table.ts'
import { AT, DAY_MS } from './testing/candidates.ts'

const table = parseRanks(
  'date,symbol,rank\n2024-02-01,BTC,1\n2024-02-01,SOL,5\n2024-01-31,btc,1\n2024-01-31,SOL/USDT,9\n2024-01-31,LUNA,7\n',
  'ranks.csv',
)

test('the newest date at or before the moment counts, as a whole', () => {
  const rankAt = (symbol: string, at: number) => table.marketCapRank(symbol, at)
  expect(rankAt('SOL/USDT', AT - 1)).toBeUndefined()
  expect(rankAt('SOL/USDT', AT)).toBe(9)
  expect(rankAt('SOL/USDT', AT + DAY_MS - 1)).toBe(9)
  expect(rankAt('SOL/USDT', AT + DAY_MS)).toBe(5)
  expect(rankAt('LUNA/USDT', AT)).toBe(7)
  expect(rankAt('LUNA/USDT', AT + DAY_MS)).toBeUndefined()
})

test('a coin stands for all its markets, a market for itself', () => {
  expect(table.marketCapRank('BTC/USDT', AT)).toBe(1)
  expect(table.marketCapRank('BTC/USDC:USDC', AT)).toBe(1)
  expect(table.marketCapRank('SOL/USDC', AT)).toBeUndefined()
})

test.each([
  ['', 'ranks.csv line 1: no columns date, symbol, rank in ""'],
  ['date,coin,rank\n', 'ranks.csv line 1: no columns date, symbol, rank in "date,coin,rank"'],
  ['date,symbol,rank\n\n', 'ranks.csv has no ranks'],
  ['date,symbol,rank\n01/02/2024,BTC,1', 'ranks.csv line 2: date "01/02/2024" is not a time'],
  ['date,symbol,rank\n2024-01-01,,1', 'ranks.csv line 2: symbol is empty'],
  ['date,symbol,rank\n2024-01-01,BTC,0', 'ranks.csv line 2: rank "0" is not a whole number from 1 on'],
  ['date,symbol,rank\n2024-01-01,BTC,1\n2024-01-01,BTC,2', 'ranks.csv line 3: BTC has two ranks on 2024-01-01'],
])('%j is refused', (text, message) => {
  expect(() => parseRanks(text, 'ranks.csv')).toThrow(message)
})
