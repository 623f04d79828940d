import { lastTrades } from '../per-trade.ts'
import { type AccountPast, type CostDistance, type ProposedEntry, type RiskRule, reaches } from '../risk-rule.ts'

export interface FlipCost extends CostDistance {
  /** How long a change of sides counts as a flip, in milliseconds. */
  readonly withinMs: number
}

/** Who was long of a symbol a moment ago and wants to be short of it now pays twice: the target must be worth it. */
export function flipCost({ withinMs, leastTimes, roundTripRate }: FlipCost): RiskRule {
  const isFlip = ({ at, market, side }: ProposedEntry, past: AccountPast) => {
    const last = lastTrades(past).get(market)
    return last !== undefined && last.side !== side && at - last.exitAt < withinMs
  }
  return {
    name: 'flip_cost',
    largest(entry, { past }) {
      const [first = Number.POSITIVE_INFINITY] = entry.targetPrices
      const isPaid = reaches(Math.abs(first - entry.price), leastTimes * roundTripRate * entry.price)
      return isPaid || !isFlip(entry, past) ? Number.POSITIVE_INFINITY : 0
    },
    explain: ({ instrument, side, price, targetPrices: [first = Number.NaN] }) =>
      `${instrument.symbol} was turned to ${side} within ${withinMs / 60_000} minutes: the target pays ${((100 * Math.abs(first - price)) / price).toFixed(3)} %, it must pay ${(100 * leastTimes * roundTripRate).toFixed(3)} %`,
  }
}
