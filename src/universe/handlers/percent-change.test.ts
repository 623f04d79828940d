import { expect, test } from 'vitest'
import { AT, candidateOf, HOUR_MS, reasonsOf, universeOf } from '../testing/candidates.ts'
import { percentChange } from './percent-change.ts'

// From the open of 200 to the close of 230: +15 %. The bar before opened at 100.
const market = candidateOf({ closes: [200, 190, 230], opens: [100, 200, 190] })
const order = 'descending'

test('the change is from the first open to the last close, and stays at its limits', () => {
  expect(universeOf(percentChange({ hours: 2, minPct: 15, maxPct: 15, order }), [market]).symbols).toEqual(['SOL/USDT'])
  expect(reasonsOf(universeOf(percentChange({ hours: 2, minPct: 15.1, order }), [market]))).toEqual([
    'SOL/USDT: 2h change 15 % is below 15.1',
  ])
  expect(reasonsOf(universeOf(percentChange({ hours: 2, maxPct: 14.9, order }), [market]))).toEqual([
    'SOL/USDT: 2h change 15 % is above 14.9',
  ])
})

test('rounding does not decide: 0.3 to 0.33 is 10 %', () => {
  const small = candidateOf({ closes: [0.33], opens: [0.3] })
  expect(universeOf(percentChange({ hours: 1, minPct: 10, maxPct: 10, order }), [small]).symbols).toEqual(['SOL/USDT'])
})

test('the order goes down or up, equal ones by symbol either way', () => {
  const moves = [
    ['C/USDT', 110],
    ['B/USDT', 90],
    ['A/USDT', 110],
  ] as const
  const candidates = moves.map(([symbol, close]) => candidateOf({ symbol, closes: [close], opens: [100] }))
  expect(universeOf(percentChange({ hours: 1, order }), candidates).symbols).toEqual(['A/USDT', 'C/USDT', 'B/USDT'])
  const rising = percentChange({ hours: 1, order: 'ascending', top: 2 })
  expect(universeOf(rising, candidates).symbols).toEqual(['B/USDT', 'A/USDT'])
})

test('bars that do not reach back are no change', () => {
  expect(universeOf(percentChange({ hours: 3, order }), [market]).symbols).toEqual(['SOL/USDT'])
  expect(reasonsOf(universeOf(percentChange({ hours: 4, order }), [market]))).toEqual([
    'SOL/USDT: has bars from 2024-01-30 21:00 on, which is less than the last 4h',
  ])
  const old = candidateOf({ closes: [1, 2, 3], endsAt: AT - 5 * HOUR_MS })
  expect(reasonsOf(universeOf(percentChange({ hours: 4, order }), [old]))).toEqual([
    'SOL/USDT: has no closed bar in the last 4h',
  ])
})
