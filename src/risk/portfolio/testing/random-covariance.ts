import type { Prng } from '../../../core/prng.ts'

/** Covariances of random returns with one factor that all share: positive definite, all correlations and deviations different. */
export function randomCovariance(assets: number, random: Prng): number[][] {
  const bars = 3 * assets + 5
  const factors = Array.from({ length: bars }, () => random() - 0.5)
  const rows = Array.from({ length: assets }, () => {
    const scale = 0.001 + 0.05 * random()
    const share = 1.5 * random() - 0.3
    return factors.map((factor) => scale * (share * factor + random() - 0.5))
  })
  return rows.map((a) => rows.map((b) => a.reduce((sum, value, bar) => sum + value * (b[bar] as number), 0) / bars))
}

/** Weights 0 or more that sum to 1, many of them near 0. */
export function randomWeights(assets: number, random: Prng): number[] {
  const raw = Array.from({ length: assets }, () => random() ** 3)
  const sum = raw.reduce((a, b) => a + b)
  return raw.map((weight) => weight / sum)
}

/** w'Cw. */
export function varianceOf(weights: readonly number[], covariance: readonly (readonly number[])[]): number {
  let variance = 0
  weights.forEach((a, i) => {
    weights.forEach((b, j) => {
      variance += a * b * (covariance[i] as readonly number[])[j]
    })
  })
  return variance
}

/** The numbers from 0 to `count` - 1 in random order (Fisher and Yates). */
export function randomOrder(count: number, random: Prng): number[] {
  const order = Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[order[i], order[j]] = [order[j] as number, order[i] as number]
  }
  return order
}
