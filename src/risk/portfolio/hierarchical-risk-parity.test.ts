import { expect, test } from 'vitest'
import { hierarchicalRiskParity } from './hierarchical-risk-parity.ts'
import { expectNear, expectPortfolio } from './testing/expect-portfolio.ts'

test('one asset has all the weight', () => {
  expect(hierarchicalRiskParity([[0.04]])).toEqual([1])
})

test('two assets are weighed by the inverse of their variances, whatever the correlation', () => {
  expectNear(
    hierarchicalRiskParity([
      [1, 0],
      [0, 4],
    ]),
    [0.8, 0.2],
    { tolerance: 1e-12 },
  )
  expectNear(
    hierarchicalRiskParity([
      [1, -1.6],
      [-1.6, 4],
    ]),
    [0.8, 0.2],
    { tolerance: 1e-12 },
  )
})

test('three assets: the two that move together share the weight of one half', () => {
  // Variances 1, 4, 4; the second and third (correlation 0.5) join first, then the first, which has the lowest variance, stands
  // before them. Their variance, half each: (4 + 4 + 2 * 2) / 4 = 3, so the first gets 3 / (1 + 3).
  const covariance = [
    [1, 0, 0],
    [0, 4, 2],
    [0, 2, 4],
  ]
  expectNear(hierarchicalRiskParity(covariance), [0.75, 0.125, 0.125], { tolerance: 1e-12 })
  const moved = [
    [4, 0, 2],
    [0, 1, 0],
    [2, 0, 4],
  ]
  expectNear(hierarchicalRiskParity(moved), [0.125, 0.75, 0.125], { tolerance: 1e-12 })
})

test('four assets in two pairs, interleaved: each pair gets the inverse of its variance', () => {
  // Pairs 0 and 2 (variances 1, correlation 0.5) and 1 and 3 (variances 4, correlation 0.75): half each, variances 0.75 and 3.5.
  const covariance = [
    [1, 0, 0.5, 0],
    [0, 4, 0, 3],
    [0.5, 0, 1, 0],
    [0, 3, 0, 4],
  ]
  const share = 3.5 / 4.25
  const expected = [share / 2, (1 - share) / 2, share / 2, (1 - share) / 2]
  expectNear(hierarchicalRiskParity(covariance), expected, { tolerance: 1e-12 })
})

test('the cluster with the asset of the lowest variance stands first', () => {
  // 0 and 1 join first, and 0 has the lowest variance: 0 against 1 and 2, whose variance is (100 + 25 x 25 x 4) / 26 / 26 = 50 / 13.
  const covariance = [
    [1, 5, 0],
    [5, 100, 0],
    [0, 0, 4],
  ]
  expectNear(hierarchicalRiskParity(covariance), [100 / 126, 1 / 126, 25 / 126], { tolerance: 1e-12 })
})

test('of assets with the same variance the earlier stands first', () => {
  // 0 against 1 and 2, whose variance is a half. The other way round, 2 against 0 and 1, it would be 3/7 for 2.
  const covariance = [
    [1, 0.5, 0],
    [0.5, 1, 0],
    [0, 0, 1],
  ]
  expectNear(hierarchicalRiskParity(covariance), [1 / 3, 1 / 3, 1 / 3], { tolerance: 1e-12 })
})

test('a chain of near pairs stays together: the distance of clusters is that of their nearest assets', () => {
  // 0-1 and 2-3 join first (0.8, 0.75), then 1-2 (0.6), and 4 last (0.5 with 0). With complete linkage 4 would come before.
  const correlation = [
    [1, 0.8, 0.1, 0.1, 0.5],
    [0.8, 1, 0.6, 0.1, 0.1],
    [0.1, 0.6, 1, 0.75, 0.1],
    [0.1, 0.1, 0.75, 1, 0.1],
    [0.5, 0.1, 0.1, 0.1, 1],
  ]
  const deviations = [1, 2, 3, 4, 5]
  const covariance = correlation.map((row, i) =>
    row.map((r, j) => r * (deviations[i] as number) * (deviations[j] as number)),
  )
  // The order is 0 1 2 3 4; halves 0 1 and 2 3 4, then 2 and 3 4.
  const byInverse = (a: number, b: number) => b / (a + b)
  const pair = (v: number, w: number, c: number) => (w * w * v + v * v * w + 2 * v * w * c) / (v + w) ** 2
  const left = pair(1, 4, 1.6)
  const tail = pair(16, 25, 2)
  const [x, y, z] = [1 / 9, 1 / 16, 1 / 25]
  const right = (x * x * 9 + y * y * 16 + z * z * 25 + 2 * (x * y * 9 + x * z * 1.5 + y * z * 2)) / (x + y + z) ** 2
  const a = byInverse(left, right)
  const b = byInverse(9, tail)
  const c = byInverse(16, 25)
  const expected = [a * 0.8, a * 0.2, (1 - a) * b, (1 - a) * (1 - b) * c, (1 - a) * (1 - b) * (1 - c)]
  expectNear(hierarchicalRiskParity(covariance), expected, { tolerance: 1e-12 })
})

test('takes a singular matrix', () => {
  expectNear(
    hierarchicalRiskParity([
      [1, 1],
      [1, 1],
    ]),
    [0.5, 0.5],
    { tolerance: 1e-12 },
  )
  const cancelling = [
    [1, -1, 0, 0],
    [-1, 1, 0, 0],
    [0, 0, 1, -1],
    [0, 0, -1, 1],
  ]
  expect(hierarchicalRiskParity(cancelling).reduce((a, b) => a + b)).toBeCloseTo(1, 12)
})

test('weights sum to 1, none is negative, neither order nor scale matters', () => {
  expectPortfolio(hierarchicalRiskParity, { tolerance: 1e-12 })
})

test('refuses a matrix that is none', () => {
  expect(() =>
    hierarchicalRiskParity([
      [1, 0.5],
      [0.4, 1],
    ]),
  ).toThrow('is 0.4 one way and 0.5 the other')
})
