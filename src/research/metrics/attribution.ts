import type { Filled } from '../../core/filled.ts'
import type { Trade } from '../../core/trade.ts'

/** Amounts of a trade that are divided among the strategies that it came from. */
const AMOUNTS = ['quantity', 'grossPnl', 'fees', 'slippage', 'funding', 'pnl'] as const

/**
 * The trades by the strategies that they came from: one that was fused from several becomes one part for each, with its share of every
 * amount. The shares sum to 1, so the parts sum to the trade, but for the last digits of a double.
 */
export function attributed(trades: readonly Trade[]): Trade[] {
  return trades.flatMap((trade) => (trade.contributions === null ? [trade] : partsOf(trade, trade.contributions)))
}

function partsOf(trade: Trade, contributions: NonNullable<Trade['contributions']>): Trade[] {
  return contributions.map(({ strategy, share }) => {
    const part: Filled<Trade> = { ...trade, strategy, contributions: null }
    for (const amount of AMOUNTS) part[amount] = trade[amount] * share
    return part
  })
}
