import { knownReturns, type Returns } from './returns.ts'

/**
 * R squared of a straight line through the cumulative log returns: 1 is growth as steady as a ruler.
 * Source: empyrical `stability_of_timeseries`. NaN of fewer than two returns.
 */
export function stability(returns: Returns): number {
  if (returns.length < 2) return Number.NaN
  let sum = 0
  const path = knownReturns(returns).map((value) => (sum += Math.log1p(value)))
  const centerX = (path.length - 1) / 2
  const centerY = path.reduce((total, value) => total + value, 0) / path.length
  let xy = 0
  let xx = 0
  let yy = 0
  path.forEach((value, i) => {
    xy += (i - centerX) * (value - centerY)
    xx += (i - centerX) ** 2
    yy += (value - centerY) ** 2
  })
  return yy === 0 ? Number.NaN : (xy * xy) / (xx * yy)
}
