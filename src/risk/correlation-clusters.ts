import { PlimsollError } from '../core/errors.ts'
import type { MarketReturns } from './market-returns.ts'

/**
 * Groups of markets that move together, for limits that count a group as one market. Two markets belong together when their absolute
 * correlation is `threshold` or more, or when a chain of such pairs joins them (single linkage). A pair without a correlation (too
 * few returns, or no variance) is not joined. Every market is in exactly one group; groups stand in the order of their first market,
 * markets in their own order.
 * @param threshold 0 to 1
 */
export function correlationClusters(returns: MarketReturns, threshold: number): readonly (readonly number[])[] {
  if (!(threshold >= 0 && threshold <= 1)) {
    const what = `the correlation that joins markets must be from 0 to 1, not ${threshold}`
    throw new PlimsollError('usage', what, 'Give 0.7, for example.')
  }
  const clusters: number[][] = []
  const isTaken = new Uint8Array(returns.marketCount)
  for (let market = 0; market < returns.marketCount; market++) {
    if (isTaken[market] === 0) clusters.push(clusterFrom(market, { returns, threshold, isTaken }))
  }
  return clusters
}

interface Search {
  readonly returns: MarketReturns
  readonly threshold: number
  readonly isTaken: Uint8Array
}

/** All markets that a chain joins to `first`; each market that is found is searched from in turn. */
function clusterFrom(first: number, { returns, threshold, isTaken }: Search): number[] {
  const cluster = [first]
  isTaken[first] = 1
  for (const market of cluster) {
    for (let other = 0; other < returns.marketCount; other++) {
      if (isTaken[other] === 1 || !(Math.abs(returns.correlation(market, other)) >= threshold)) continue
      isTaken[other] = 1
      cluster.push(other)
    }
  }
  return cluster.sort((a, b) => a - b)
}
