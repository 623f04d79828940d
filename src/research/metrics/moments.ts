/** Mean of the values that are known; NaN of none. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0
  let count = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    if (Number.isNaN(value)) continue
    sum += value
    count++
  }
  return count === 0 ? Number.NaN : sum / count
}

/** Standard deviation of a sample (divisor n - 1) of the values that are known; NaN of fewer than two, exactly 0 of equal values. */
export function sampleDeviation(values: ArrayLike<number>): number {
  const center = mean(values)
  let squares = 0
  let count = 0
  let first = Number.NaN
  let areEqual = true
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    if (Number.isNaN(value)) continue
    if (count === 0) first = value
    else if (value !== first) areEqual = false
    squares += (value - center) ** 2
    count++
  }
  if (count < 2) return Number.NaN
  // The mean of equal values can be off by a rounding, and a ratio over such a deviation would be astronomic instead of undefined.
  return areEqual ? 0 : Math.sqrt(squares / (count - 1))
}
