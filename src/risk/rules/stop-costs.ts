import { type CostDistance, type RiskRule, reaches } from '../risk-rule.ts'

/** The stop is at least `leastTimes` round trips away: nearer, the costs are what is lost. `roundTripRate` is a ratio of the price: 0.0022. */
export function stopCosts({ leastTimes, roundTripRate }: CostDistance): RiskRule {
  return {
    name: 'stop_nearer_than_costs',
    largest: ({ price, stopPrice }) =>
      reaches(Math.abs(price - stopPrice), leastTimes * roundTripRate * price) ? Number.POSITIVE_INFINITY : 0,
    explain: ({ price, stopPrice }) =>
      `the stop is ${((100 * Math.abs(price - stopPrice)) / price).toFixed(3)} % away, a round trip costs ${(100 * roundTripRate).toFixed(3)} % and the stop must be ${leastTimes} of them away`,
  }
}
