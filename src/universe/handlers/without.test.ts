import { expect, test } from 'vitest'
import { candidateOf, reasonsOf, universeOf } from '../testing/candidates.ts'
import { without } from './without.ts'

const markets = ['BTC/USDT', 'DOGE/USDT', 'USDC/USDT', 'WBTC/USDT'].map((symbol) => candidateOf({ symbol }))

test('groups and single coins go by their base; the quote does not count', () => {
  const universe = universeOf(without({ groups: ['stablecoins', 'wrapped'], bases: ['DOGE'] }), markets)
  expect(universe.symbols).toEqual(['BTC/USDT'])
  expect(reasonsOf(universe)).toEqual([
    'DOGE/USDT: DOGE is one of the coins to leave out',
    'USDC/USDT: USDC is a stablecoin',
    'WBTC/USDT: WBTC is a wrapped or staked coin',
  ])
})

test('a group that is not named stays', () => {
  expect(universeOf(without({ groups: ['wrapped'] }), markets).symbols).toEqual(['BTC/USDT', 'DOGE/USDT', 'USDC/USDT'])
})
