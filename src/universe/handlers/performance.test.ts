import { expect, test } from 'vitest'
import { candidateOf, reasonsOf, universeOf } from '../testing/candidates.ts'
import { performance } from './performance.ts'

const closes = [
  ['A/USDT', 98],
  ['B/USDT', 125],
  ['C/USDT', 104],
  ['D/USDT', 125],
] as const
// Two daily bars; the first opens at 100.
const markets = closes.map(([symbol, close]) =>
  candidateOf({ symbol, timeframe: '1d', closes: [101, close], opens: [100, 101] }),
)

test('the best returns come first, equal ones by symbol', () => {
  const universe = universeOf(performance({ days: 2, top: 3 }), markets)
  expect(universe.symbols).toEqual(['B/USDT', 'D/USDT', 'C/USDT'])
  expect(reasonsOf(universe)).toEqual(['A/USDT: 2d return -2 % is not among the top 3'])
})

test('a return stays at its limit', () => {
  expect(universeOf(performance({ days: 2, minPct: 4 }), markets).symbols).toEqual(['B/USDT', 'D/USDT', 'C/USDT'])
  expect(reasonsOf(universeOf(performance({ days: 2, minPct: 4.1 }), markets))).toEqual([
    'A/USDT: 2d return -2 % is below 4.1',
    'C/USDT: 2d return 4 % is below 4.1',
  ])
})

test('a market that is younger than the days has no return', () => {
  const universe = universeOf(performance({ days: 3 }), markets.slice(0, 1))
  expect(reasonsOf(universe)).toEqual(['A/USDT: has bars from 2024-01-29 00:00 on, which is less than the last 3d'])
})
