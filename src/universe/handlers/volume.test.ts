import { expect, test } from 'vitest'
import { AT, candidateOf, HOUR_MS, reasonsOf, universeOf } from '../testing/candidates.ts'
import { NO_FACTS } from '../universe.ts'
import { volume } from './volume.ts'

// Of the last two hours: 10 x 3 + 20 x 4 = 110. The bar before them would add 5000.
const market = candidateOf({ closes: [50, 10, 20], volumes: [100, 3, 4] })

test('the volume is that of the last hours in quote units, and stays at its limit', () => {
  expect(universeOf(volume({ hours: 2, minVolume: 110 }), [market]).symbols).toEqual(['SOL/USDT'])
  expect(reasonsOf(universeOf(volume({ hours: 2, minVolume: 110.5 }), [market]))).toEqual([
    'SOL/USDT: 2h volume 110 USDT is below 110.5',
  ])
})

test('large volumes are told in whole units', () => {
  const large = candidateOf({ closes: [100], volumes: [12_000] })
  expect(reasonsOf(universeOf(volume({ hours: 24, minVolume: 5_000_000 }), [large]))).toEqual([
    'SOL/USDT: 24h volume 1200000 USDT is below 5000000',
  ])
})

test('contracts count with their size', () => {
  const perpetual = candidateOf({ symbol: 'SOL/USDT:USDT', closes: [10], volumes: [3], contractSize: 0.1 })
  expect(universeOf(volume({ hours: 1, minVolume: 3 }), [perpetual]).symbols).toEqual(['SOL/USDT:USDT'])
  expect(universeOf(volume({ hours: 1, minVolume: 3.01 }), [perpetual]).symbols).toEqual([])
})

test('in the middle of an hour the window ends with the last bar that has closed', () => {
  const later = AT + HOUR_MS / 2
  expect(universeOf(volume({ hours: 2, minVolume: 110 }), [market], NO_FACTS, later).symbols).toEqual(['SOL/USDT'])
  expect(universeOf(volume({ hours: 2, minVolume: 110.5 }), [market], NO_FACTS, later).symbols).toEqual([])
})

test('the largest come first, equal ones by symbol, and those behind the top are out', () => {
  const markets = [
    ['D/USDT', 7],
    ['C/USDT', 9],
    ['B/USDT', 7],
    ['A/USDT', 1],
  ] as const
  const candidates = markets.map(([symbol, close]) => candidateOf({ symbol, closes: [close] }))
  const universe = universeOf(volume({ hours: 1, top: 2 }), candidates)
  expect(universe.symbols).toEqual(['C/USDT', 'B/USDT'])
  expect(reasonsOf(universe)).toEqual([
    'A/USDT: 1h volume 1 USDT is not among the top 2',
    'D/USDT: 1h volume 7 USDT is not among the top 2',
  ])
})

test('a market without a bar in the window is out', () => {
  const still = candidateOf({ closes: [10, 20], endsAt: AT - HOUR_MS })
  expect(universeOf(volume({ hours: 2 }), [still]).symbols).toEqual(['SOL/USDT'])
  expect(reasonsOf(universeOf(volume({ hours: 1 }), [still]))).toEqual(['SOL/USDT: has no closed bar in the last 1h'])
})
