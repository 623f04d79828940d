import { correlationClusters } from '../correlation-clusters.ts'
import type { MarketReturns } from '../market-returns.ts'
import type { AccountView, ProposedEntry, RiskRule } from '../risk-rule.ts'

export interface MaxClusterPositions {
  /** Positions that may be open at a time among markets that move together. */
  readonly most: number
  /** Absolute correlation of returns, 0 to 1, from which two markets move together; a chain of such pairs is one cluster. */
  readonly threshold: number
}

/** Positions in markets that move together are one position many times over: no more than `most` of them. */
export function maxClusterPositions({ most, threshold }: MaxClusterPositions): RiskRule {
  const known = new WeakMap<MarketReturns, { pushes: number; clusters: readonly (readonly number[])[] }>()
  const clustersOf = (returns: MarketReturns) => {
    const before = known.get(returns)
    if (before?.pushes === returns.pushes) return before.clusters
    const clusters = correlationClusters(returns, threshold)
    known.set(returns, { pushes: returns.pushes, clusters })
    return clusters
  }
  const others = ({ market }: ProposedEntry, { notionals, returns }: AccountView) => {
    const cluster = (returns && clustersOf(returns).find((group) => group.includes(market))) ?? []
    return cluster.filter((other) => other !== market && notionals[other] !== 0).length
  }
  return {
    name: 'max_cluster_positions',
    reads: 'returns',
    largest: (entry, account) => (others(entry, account) < most ? Number.POSITIVE_INFINITY : 0),
    explain: (entry, account) =>
      `${others(entry, account)} positions are open that move with ${entry.instrument.symbol} (correlation from ${threshold} on), ${most} may be`,
  }
}
