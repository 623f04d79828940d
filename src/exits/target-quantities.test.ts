import { expect, test } from 'vitest'
import { Grid } from '../core/grid.ts'
import { targetQuantities } from './target-quantities.ts'

const MARKET = { lot: new Grid(0.1), contractSize: 1, minNotional: 5 }

function ladder(shares: readonly number[], filled: readonly number[] = []) {
  return shares.map((share, k) => ({ price: 100, share, filled: filled[k] ?? 0 }))
}

test('gives each target its share, and what rounding leaves to the last', () => {
  expect(targetQuantities(ladder([0.5, 0.3, 0.2]), 1.7, MARKET)).toEqual([0.8, 0.5, 0.4])
})

test('what was taken is not taken again', () => {
  expect(targetQuantities(ladder([0.5, 0.3, 0.2], [5]), 5, MARKET)).toEqual([0, 3, 2])
  expect(targetQuantities(ladder([0.5, 0.3, 0.2], [2]), 8, MARKET)).toEqual([3, 3, 2])
})

test('shares below one leave the rest to the stop', () => {
  expect(targetQuantities(ladder([0.5, 0.25]), 4, MARKET)).toEqual([2, 1])
  expect(targetQuantities(ladder([0.5]), 4, MARKET)).toEqual([2])
})

test('never more than is held, the nearest first', () => {
  expect(targetQuantities(ladder([0.5, 0.3, 0.2], [5]), 1, MARKET)).toEqual([0, 1, 0])
})

test('a part too small for the venue goes to the next target', () => {
  const market = { ...MARKET, lot: new Grid(0.01) }
  // 0.1 contracts are worth 10: 30 % of that is below the minimum of 5, so the second target waits for the third.
  expect(targetQuantities(ladder([0.5, 0.3, 0.2]), 0.1, market)).toEqual([0.05, 0, 0.05])
  expect(targetQuantities(ladder([0.2, 0.4, 0.4]), 0.1, market)).toEqual([0, 0.06, 0.04])
})

test('what is too small is seen by what the contracts hold', () => {
  const market = { ...MARKET, contractSize: 0.1 }
  // A contract is worth 10: half of one is worth the minimum, 0.4 of one are not.
  expect(targetQuantities(ladder([0.5, 0.5]), 1, market)).toEqual([0.5, 0.5])
  expect(targetQuantities(ladder([0.4, 0.6]), 1, market)).toEqual([0, 1])
})

test('a part below one lot goes to the next target of a market without a minimum', () => {
  const market = { lot: new Grid(1), contractSize: 1, minNotional: 0 }
  expect(targetQuantities(ladder([0.2, 0.4, 0.4]), 4, market)).toEqual([0, 2, 2])
})

test('only the last target takes the rest', () => {
  expect(targetQuantities(ladder([0.7, 0.3, 0.2]), 0.7, MARKET)).toEqual([0.4, 0.2, 0.1])
})
