import { expect, test } from 'vitest'
import { AT, candidateOf, HOUR_MS, universeOf } from '../testing/candidates.ts'
import { NO_FACTS } from '../universe.ts'
import { shuffle } from './shuffle.ts'

const markets = [...'ABCDEFGH'].map((letter) => candidateOf({ symbol: `${letter}/USDT` }))
const orderOf = (seed: number, at = AT, candidates = markets) =>
  universeOf(shuffle({ seed }), candidates, NO_FACTS, at)
    .symbols.map(([letter]) => letter)
    .join('')

// Written out: another process that gave another order would fail here.
test('the order is the same for the same seed and moment, in any process', () => {
  expect(orderOf(1)).toBe('DGCBHAFE')
  expect(orderOf(2)).toBe('HFDCBGEA')
  expect(orderOf(1, AT + HOUR_MS)).toBe('BDGHCAFE')
})

test('in which order the candidates come does not matter', () => {
  expect(shuffle({ seed: 1 }).apply(markets.toReversed(), { at: AT, facts: NO_FACTS })).toEqual(
    shuffle({ seed: 1 }).apply(markets, { at: AT, facts: NO_FACTS }),
  )
})

test('every candidate comes first about as often as any other', () => {
  const firsts = Array.from({ length: 8000 }, (_, k) => orderOf(1, AT + k * HOUR_MS)[0] as string)
  for (const letter of 'ABCDEFGH') {
    // 1000 each with a deviation of 29.6; five of them are 148.
    expect(Math.abs(firsts.filter((first) => first === letter).length - 1000)).toBeLessThan(148)
  }
})
