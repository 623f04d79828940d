/** Returns of equal periods, one after the other: 0.01 is one percent. NaN marks a period whose return is not known. */
export type Returns = ArrayLike<number>

/** Change from each price to the next, as a share of the earlier one; one value fewer than prices. */
export function simpleReturns(prices: ArrayLike<number>): Float64Array {
  const returns = new Float64Array(Math.max(prices.length - 1, 0))
  for (let i = 1; i < prices.length; i++) {
    returns[i - 1] = ((prices[i] as number) - (prices[i - 1] as number)) / (prices[i - 1] as number)
  }
  return returns
}

/**
 * What an investment has gained after each period, compounded; a missing return counts as zero (empyrical `cum_returns`).
 * With a starting value the result is that value grown, not the gain.
 */
export function cumulativeReturns(returns: Returns, startingValue = 0): Float64Array {
  const cumulative = new Float64Array(returns.length)
  let growth = 1
  for (let i = 0; i < returns.length; i++) {
    growth *= 1 + knownOrZero(returns[i] as number)
    cumulative[i] = startingValue === 0 ? growth - 1 : growth * startingValue
  }
  return cumulative
}

/** The gain over all periods, compounded; 0 of an empty series. */
export function totalReturn(returns: Returns): number {
  let growth = 1
  for (let i = 0; i < returns.length; i++) growth *= 1 + knownOrZero(returns[i] as number)
  return growth - 1
}

/** Returns above a level: one number for all periods, or one per period. */
export function excessReturns(returns: Returns, level: number | Returns): Float64Array {
  return Float64Array.from(returns, (value, i) => value - (typeof level === 'number' ? level : (level[i] as number)))
}

/** The returns that are known. */
export function knownReturns(returns: Returns): Float64Array {
  return Float64Array.from(returns).filter((value) => !Number.isNaN(value))
}

function knownOrZero(value: number): number {
  return Number.isNaN(value) ? 0 : value
}
