import { expect, test } from 'vitest'
import { candidateOf, reasonsOf, universeOf } from '../testing/candidates.ts'
import { marketCapRank } from './market-cap-rank.ts'

const ranks = new Map([
  ['A/USDT', 4],
  ['B/USDT', 1],
  ['C/USDT', 2],
  ['D/USDT', 2],
])
const facts = { marketCapRank: (symbol: string) => ranks.get(symbol) }
const markets = ['A/USDT', 'B/USDT', 'C/USDT', 'D/USDT', 'E/USDT'].map((symbol) => candidateOf({ symbol }))

test('the largest come first, equal ones by symbol; who has no rank is out', () => {
  const universe = universeOf(marketCapRank({ top: 3 }), markets, facts)
  expect(universe.symbols).toEqual(['B/USDT', 'C/USDT', 'D/USDT'])
  expect(reasonsOf(universe)).toEqual([
    'A/USDT: market cap rank 4 is not among the top 3',
    'E/USDT: has no market cap rank as of 2024-01-31 00:00',
  ])
})

test('the last rank that counts is in, the one behind it is out', () => {
  expect(universeOf(marketCapRank({ maxRank: 4 }), markets, facts).symbols).toContain('A/USDT')
  expect(reasonsOf(universeOf(marketCapRank({ maxRank: 3 }), markets, facts))[0]).toBe(
    'A/USDT: market cap rank 4 is above 3',
  )
})
