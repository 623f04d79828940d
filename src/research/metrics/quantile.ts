import { knownReturns } from './returns.ts'

/** The value below which the given share of the known values lies, interpolated linearly (numpy `percentile`); NaN of none. */
export function quantile(values: ArrayLike<number>, share: number): number {
  const sorted = knownReturns(values).sort()
  if (sorted.length === 0) return Number.NaN
  const position = (sorted.length - 1) * share
  const below = sorted[Math.floor(position)] as number
  const above = sorted[Math.ceil(position)] as number
  return below + (above - below) * (position - Math.floor(position))
}
