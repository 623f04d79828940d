/**
 * Whether value `p` is above each of the `left` values before it and each of the `right` values after it. Both sides are looked at
 * from near to far in turn: tops that are highest within d values lie more than d apart, so few are looked at far out, whatever the path.
 */
export function isPeak(values: Float64Array, p: number, left: number, right: number): boolean {
  const value = values[p] as number
  const both = Math.min(left, right)
  for (let d = 1; d <= both; d++) {
    if (!(value > (values[p - d] as number)) || !(value > (values[p + d] as number))) return false
  }
  for (let d = both + 1; d <= left; d++) if (!(value > (values[p - d] as number))) return false
  for (let d = both + 1; d <= right; d++) if (!(value > (values[p + d] as number))) return false
  return true
}

/** The same for a value below all of them. */
export function isTrough(values: Float64Array, p: number, left: number, right: number): boolean {
  const value = values[p] as number
  const both = Math.min(left, right)
  for (let d = 1; d <= both; d++) {
    if (!(value < (values[p - d] as number)) || !(value < (values[p + d] as number))) return false
  }
  for (let d = both + 1; d <= left; d++) if (!(value < (values[p - d] as number))) return false
  for (let d = both + 1; d <= right; d++) if (!(value < (values[p + d] as number))) return false
  return true
}
