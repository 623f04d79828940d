import { expect, test } from 'vitest'
import { candidateOf, universeOf } from '../testing/candidates.ts'
import { staticList } from './static.ts'

const markets = ['ADA/USDT', 'BTC/USDT', 'SOL/USDT'].map((symbol) => candidateOf({ symbol }))

test('the order is that of the list, and a symbol that is named twice counts once', () => {
  const { symbols, removed } = universeOf(
    staticList({ symbols: ['SOL/USDT', 'XRP/USDT', 'ADA/USDT', 'SOL/USDT'] }),
    markets,
  )
  expect(symbols).toEqual(['SOL/USDT', 'ADA/USDT'])
  expect(removed).toEqual([
    { symbol: 'BTC/USDT', handler: 'static', reason: 'BTC/USDT: is not in the list of 4, which starts with SOL/USDT' },
  ])
})
