import { expect, test } from 'vitest'
import { candidateOf, reasonsOf, universeOf } from '../testing/candidates.ts'
import { offset } from './offset.ts'

const markets = ['A/USDT', 'B/USDT', 'C/USDT', 'D/USDT'].map((symbol) => candidateOf({ symbol }))

test('takes so many behind the first, by place', () => {
  const universe = universeOf(offset({ skip: 1, take: 2 }), markets)
  expect(universe.symbols).toEqual(['B/USDT', 'C/USDT'])
  expect(reasonsOf(universe)).toEqual([
    'A/USDT: is not among the 2 behind the first 1',
    'D/USDT: is not among the 2 behind the first 1',
  ])
})

test('without a number it takes all that are behind', () => {
  const universe = universeOf(offset({ skip: 3 }), markets)
  expect(universe.symbols).toEqual(['D/USDT'])
  expect(reasonsOf(universe)[0]).toBe('A/USDT: is not among those behind the first 3')
  expect(universeOf(offset({ skip: 4 }), markets).symbols).toEqual([])
})
