import { type RiskRule, reaches, readable } from '../risk-rule.ts'

/** The stop is at least `leastTimes` average true ranges from the price: nearer, the noise of a single bar takes it. */
export function stopDistance(leastTimes: number): RiskRule {
  return {
    name: 'stop_in_noise',
    reads: 'atr',
    // Without a known range (the first bars of a market) nothing can be said of the noise, and none is entered.
    largest: ({ atr, price, stopPrice }) =>
      reaches(Math.abs(price - stopPrice), leastTimes * atr) ? Number.POSITIVE_INFINITY : 0,
    explain: ({ atr, price, stopPrice }) =>
      Number.isNaN(atr)
        ? 'the average true range is not known yet'
        : `the stop is ${readable(Math.abs(price - stopPrice))} away, less than ${leastTimes} average true ranges of ${readable(atr)}`,
  }
}
