import { expect, test } from 'vitest'
import { correlations } from './correlation.ts'

const rows = (...values: number[][]) => correlations(values.map((row) => Float64Array.from(row)))

test('what moves together has 1, what moves against each other -1', () => {
  expect(rows([1, 2, 3], [10, 20, 30], [3, 2, 1])).toEqual([
    [1, 1, -1],
    [1, 1, -1],
    [-1, -1, 1],
  ])
})

test('a table by hand: distances -1 0 1 and -1 1 0, covariance 1 over 2', () => {
  expect(rows([1, 2, 3], [0, 2, 1])).toEqual([
    [1, 0.5],
    [0.5, 1],
  ])
})

test('what never moved has no correlation, not even with itself', () => {
  expect(rows([0.1, 0.1, 0.1], [1, 2, 3])).toEqual([
    [null, null],
    [null, 1],
  ])
  expect(rows([], [])).toEqual([
    [null, null],
    [null, null],
  ])
})
