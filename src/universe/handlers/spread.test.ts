import { expect, test } from 'vitest'
import { AT, candidateOf, reasonsOf, universeOf } from '../testing/candidates.ts'
import { spread } from './spread.ts'

const market = candidateOf({
  spreads: [
    [AT - 60_000, 9],
    [AT, 4.5],
    [AT + 1, 1],
  ],
})

test('the newest spread that was known counts, and stays at its limit', () => {
  expect(universeOf(spread({ maxBps: 4.5 }), [market]).symbols).toEqual(['SOL/USDT'])
  expect(reasonsOf(universeOf(spread({ maxBps: 4.4 }), [market]))).toEqual(['SOL/USDT: spread of 4.5 bps is above 4.4'])
})

test('without a spread that was known by then a market is out', () => {
  for (const one of [candidateOf({}), candidateOf({ spreads: [[AT + 1, 1]] })]) {
    expect(reasonsOf(universeOf(spread({ maxBps: 10 }), [one]))).toEqual(['SOL/USDT: has no known spread'])
  }
})
