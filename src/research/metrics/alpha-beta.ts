import { mean } from './moments.ts'
import type { Returns } from './returns.ts'

export interface AlphaBeta {
  /** Annual return that the benchmark does not explain. */
  readonly alpha: number
  /** Change of the returns for a change of the benchmark by one. */
  readonly beta: number
}

/** Benchmarks that vary less than this have no slope that means anything. */
const MIN_VARIANCE = 1e-30

/**
 * Straight line of the returns over a benchmark's in the same periods, where both are known.
 * Source: empyrical `alpha_beta_aligned`. NaN of fewer than two pairs or a benchmark that stands still.
 */
export function alphaBeta(returns: Returns, benchmark: Returns, periodsPerYear: number): AlphaBeta {
  const [own, market] = knownPairs(returns, benchmark)
  if (own.length < 2) return { alpha: Number.NaN, beta: Number.NaN }
  const ownMean = mean(own)
  const marketMean = mean(market)
  let covariance = 0
  let variance = 0
  for (let i = 0; i < own.length; i++) {
    const distance = (market[i] as number) - marketMean
    covariance += ((own[i] as number) - ownMean) * distance
    variance += distance * distance
  }
  const beta = variance / own.length < MIN_VARIANCE ? Number.NaN : covariance / variance
  return { alpha: (1 + ownMean - beta * marketMean) ** periodsPerYear - 1, beta }
}

/** The periods in which both series are known, up to the end of the shorter. */
function knownPairs(a: Returns, b: Returns): [number[], number[]] {
  const pairs: [number[], number[]] = [[], []]
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (Number.isNaN(a[i]) || Number.isNaN(b[i])) continue
    pairs[0].push(a[i] as number)
    pairs[1].push(b[i] as number)
  }
  return pairs
}
