/** Correlation of two rows of equal length; 0 when one of them is constant. */
export function correlation(a: Float64Array, b: Float64Array): number {
  const [x, y] = [centred(a), centred(b)]
  return ratio(meanProduct(x, y), Math.sqrt(meanProduct(x, x) * meanProduct(y, y)))
}

/** Correlation of a row with itself `lag` places later. */
export function autocorrelation(values: Float64Array, lag: number): number {
  const deviations = centred(values)
  let sum = 0
  for (let i = lag; i < deviations.length; i++) sum += (deviations[i] as number) * (deviations[i - lag] as number)
  return ratio(sum / deviations.length, meanProduct(deviations, deviations))
}

/** Kurtosis less the 3 of a normal distribution. */
export function excessKurtosis(values: Float64Array): number {
  const squares = centred(values).map((deviation) => deviation * deviation)
  const variance = mean(squares)
  return variance > 0 ? meanProduct(squares, squares) / (variance * variance) - 3 : 0
}

/** Standard deviation of the whole row. */
export function deviationOf(values: Float64Array): number {
  const deviations = centred(values)
  return values.length > 0 ? Math.sqrt(meanProduct(deviations, deviations)) : 0
}

function centred(values: Float64Array): Float64Array {
  const middle = mean(values)
  return values.map((value) => value - middle)
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function meanProduct(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0) / a.length
}

function ratio(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0
}
