import { mean } from '../../metrics/moments.ts'

/**
 * Pearson's correlation of each row of values with each: covariance over the product of the deviations, -1 to 1. Null where one of the
 * two never changed, because then there is none.
 */
export function correlations(rows: readonly Float64Array[]): (number | null)[][] {
  const centred = rows.map(centre)
  const squares = centred.map((row) => dot(row, row))
  return centred.map((a, i) =>
    centred.map((b, k) => {
      const scale = Math.sqrt((squares[i] as number) * (squares[k] as number))
      return scale > 0 ? Math.min(1, Math.max(-1, dot(a, b) / scale)) : null
    }),
  )
}

/** The distances from the mean; exactly 0 for equal values, whose mean can be off by a rounding. */
function centre(values: Float64Array): Float64Array {
  const first = values[0]
  if (values.every((value) => value === first)) return new Float64Array(values.length)
  const center = mean(values)
  return values.map((value) => value - center)
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number)
  return sum
}
