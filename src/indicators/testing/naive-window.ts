/** The mean, summed anew; of equal values exactly that value. */
export function meanOf(window: readonly number[]): number {
  const [first = 0] = window
  return first + window.reduce((sum, value) => sum + (value - first), 0) / window.length
}

/** The standard deviation in two passes: first the mean, then the squares around it. */
export function deviationOf(window: readonly number[], ddof = 0): number {
  const mean = meanOf(window)
  const squares = window.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Math.sqrt(squares / (window.length - ddof))
}

/** The largest relative distance of every so-manieth value from what `compute` gives for its window alone. */
export function maxRelativeError(
  values: readonly number[],
  source: readonly number[],
  { period, every }: { period: number; every: number },
  compute: (window: readonly number[]) => number,
): number {
  let worst = 0
  for (let i = period - 1; i < values.length; i += every) {
    const expected = compute(source.slice(i - period + 1, i + 1))
    const error = Math.abs((values[i] as number) - expected)
    if (!(error === 0)) worst = Math.max(worst, error / Math.abs(expected))
  }
  return worst
}
