import { type CostDistance, type RiskRule, reaches } from '../risk-rule.ts'

/**
 * The first target pays at least `leastTimes` round trips: fees and slippage of getting in and out. An entry without a target is not
 * judged. `roundTripRate` is a ratio of the price: 0.0022.
 */
export function costGate({ leastTimes, roundTripRate }: CostDistance): RiskRule {
  return {
    name: 'cost_gate',
    largest: ({ price, targetPrices: [first = Number.NaN] }) =>
      Number.isNaN(first) || reaches(Math.abs(first - price), leastTimes * roundTripRate * price)
        ? Number.POSITIVE_INFINITY
        : 0,
    explain: ({ price, targetPrices: [first = Number.NaN] }) =>
      `the target pays ${((100 * Math.abs(first - price)) / price).toFixed(3)} %, ${leastTimes} round trips cost ${(100 * leastTimes * roundTripRate).toFixed(3)} %`,
  }
}
