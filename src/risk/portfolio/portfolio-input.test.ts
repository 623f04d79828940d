import { expect, test } from 'vitest'
import { checkCovariance, correlationsOf, toSumOne } from './portfolio-input.ts'

test('takes rows of numbers and of doubles', () => {
  expect(() => checkCovariance([[4]])).not.toThrow()
  expect(() => checkCovariance([Float64Array.of(4, 6), Float64Array.of(6, 9)])).not.toThrow()
})

test('the rounding of a symmetric matrix is no asymmetry', () => {
  expect(() =>
    checkCovariance([
      [1e-8, 5e-9],
      [5e-9 + 1e-18, 1e-8],
    ]),
  ).not.toThrow()
})

test('a billionth is rounding, more is a mistake', () => {
  const pair = (upper: number, lower: number) => () =>
    checkCovariance([
      [1, upper],
      [lower, 1],
    ])
  expect(pair(0, 1e-9)).not.toThrow()
  expect(pair(0, 1.01e-9)).toThrow('the covariance of assets 1 and 0 is 1.01e-9 one way and 0 the other')
  expect(pair(1 + 1e-9, 1 + 1e-9)).not.toThrow()
  expect(pair(1 + 1.01e-9, 1 + 1.01e-9)).toThrow('beyond 1 that their deviations allow')
})

test.each([
  ['the covariance matrix is empty', 'Give at least one asset.', []],
  ['row 1 of the covariances has 1 values for 2 assets', 'Give a square.', [[1, 0], [0]]],
  [
    'the variance of asset 1 is 0',
    'Leave out assets whose price does not move.',
    [
      [1, 0],
      [0, 0],
    ],
  ],
  ['the variance of asset 0 is -1', 'Leave out assets whose price does not move.', [[-1]]],
  ['the variance of asset 0 is NaN', 'Leave out assets whose price does not move.', [[Number.NaN]]],
  ['the variance of asset 0 is Infinity', 'Leave out assets whose price does not move.', [[Number.POSITIVE_INFINITY]]],
  [
    'the covariance of assets 1 and 0 is 0.2 one way and 0.1 the other',
    'Give a symmetric matrix of finite values.',
    [
      [1, 0.1],
      [0.2, 1],
    ],
  ],
  [
    'the covariance of assets 1 and 0 is NaN one way and 0 the other',
    'Give a symmetric matrix of finite values.',
    [
      [1, 0],
      [Number.NaN, 1],
    ],
  ],
  [
    'the covariance of assets 1 and 0 is 2.1, beyond 2 that their deviations allow',
    'Take all of them over the same bars.',
    [
      [1, 2.1],
      [2.1, 4],
    ],
  ],
])('refuses: %s', (message, cure, covariance) => {
  expect(() => checkCovariance(covariance)).toThrow(expect.objectContaining({ code: 'data', message, cure }))
})

test('correlations are covariances over both deviations', () => {
  const found = correlationsOf([
    [4, -3],
    [-3, 9],
  ])
  expect(found.map((row) => [...row])).toEqual([
    [1, -0.5],
    [-0.5, 1],
  ])
})

test('an asset moves with itself as one, without rounding', () => {
  // 2 over its root and over it again is 0.9999999999999999.
  const found = correlationsOf([
    [2, 0],
    [0, 7],
  ])
  expect(found.map((row) => [...row])).toEqual([
    [1, 0],
    [0, 1],
  ])
})

test('weights are scaled to sum 1', () => {
  expect(toSumOne([1, 3])).toEqual([0.25, 0.75])
})
