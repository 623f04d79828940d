import { expect, test } from 'vitest'
import { createPreset } from './presets.ts'
import { parseRanks } from './rank-table.ts'
import { AT, candidateOf, DAY_MS } from './testing/candidates.ts'
import { evaluateUniverse, NO_FACTS } from './universe.ts'

const old = { listedAt: AT - 30 * DAY_MS }
const coins = ['BTC', 'ETH', 'USDC', 'SOL', 'STETH', 'XRP', 'ADA', 'DOGE', 'TRX', 'DOT']
// The later in the list, the more it trades.
const markets = coins.map((coin, k) =>
  candidateOf({
    symbol: `${coin}/USDT`,
    closes: [1 + k],
    volumes: [1e6],
    ...(coin !== 'ADA' && old),
    ...(coin === 'ADA' && { listedAt: AT - DAY_MS }),
  }),
)
const ranks = parseRanks(
  `date,symbol,rank\n${coins.map((coin, k) => `2024-01-01,${coin},${k + 1}`).join('\n')}`,
  'ranks.csv',
)

test('top-7 is the seven largest coins of their own, less those of a few days', () => {
  const { handlers, notes } = createPreset('top-7', { hasRanks: true, hasSpreads: false })
  const { symbols, removed } = evaluateUniverse(markets, handlers, AT, ranks)
  expect(notes).toEqual([])
  expect(symbols).toEqual(['BTC/USDT', 'ETH/USDT', 'SOL/USDT', 'XRP/USDT', 'DOGE/USDT', 'TRX/USDT'])
  expect(removed.map(({ reason }) => reason)).toEqual([
    'STETH/USDT: STETH is a wrapped or staked coin',
    'USDC/USDT: USDC is a stablecoin',
    'DOT/USDT: market cap rank 10 is not among the top 7',
    'ADA/USDT: age of 1 days is below 30',
  ])
})

test('top-7 goes by volume where there are no ranks, and says so', () => {
  const { handlers, notes } = createPreset('top-7', { hasRanks: false, hasSpreads: false })
  const { symbols, removed } = evaluateUniverse(markets, handlers, AT, NO_FACTS)
  expect(notes).toEqual(['no market cap ranks are given, so the 24h volume stands in for them'])
  expect(symbols).toEqual(['DOT/USDT', 'TRX/USDT', 'DOGE/USDT', 'XRP/USDT', 'SOL/USDT', 'ETH/USDT'])
  expect(removed.find(({ symbol }) => symbol === 'BTC/USDT')).toEqual({
    symbol: 'BTC/USDT',
    handler: 'volume',
    reason:
      'BTC/USDT: 24h volume 1000000 USDT is not among the top 7 (no market cap ranks are given, so the 24h volume stands in for them)',
  })
})

test('liquid asks for volume, spread, tick and age', () => {
  const good = { closes: [100], volumes: [1e5], spreads: [[AT, 10]], ...old } as const
  const candidates = [
    candidateOf({ ...good, symbol: 'A/USDT' }),
    candidateOf({ ...good, symbol: 'B/USDT', volumes: [49_999] }),
    candidateOf({ ...good, symbol: 'C/USDT', spreads: [[AT, 11]] }),
    candidateOf({ ...good, symbol: 'D/USDT', tickSize: 0.2 }),
    candidateOf({ ...good, symbol: 'E/USDT', listedAt: AT - 29 * DAY_MS }),
  ]
  const { handlers } = createPreset('liquid', { hasRanks: false, hasSpreads: true })
  const { symbols, removed } = evaluateUniverse(candidates, handlers, AT, NO_FACTS)
  expect(symbols).toEqual(['A/USDT'])
  expect(removed.map(({ reason }) => reason)).toEqual([
    'B/USDT: 24h volume 4999900 USDT is below 5000000',
    'C/USDT: spread of 11 bps is above 10',
    'D/USDT: one tick is 0.2 % of the price, which is above 0.1',
    'E/USDT: age of 29 days is below 30',
  ])
})

test('liquid does without spreads where none are known, and says so', () => {
  const { handlers, notes } = createPreset('liquid', { hasRanks: false, hasSpreads: false })
  const market = candidateOf({ closes: [100], volumes: [1e5], ...old })
  expect(notes).toEqual(['no spreads are known, so none is asked for'])
  expect(evaluateUniverse([market], handlers, AT, NO_FACTS).symbols).toEqual(['SOL/USDT'])
})
