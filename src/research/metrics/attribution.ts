import type { Filled } from '../../core/filled.ts'
import type { Trade } from '../../core/trade.ts'

/** Amounts of a trade that are divided among the strategies that it came from. */
const AMOUNTS = ['quantity', 'grossPnl', 'fees', 'slippage', 'funding', 'pnl'] as const

/**
 * The trades by the strategies that they came from: one that was fused from several becomes one part for each, with its share of every
 * amount. The last part takes what rounding leaves over, so the parts sum to the trade.
 */
export function attributed(trades: readonly Trade[]): Trade[] {
  return trades.flatMap((trade) => (trade.contributions === null ? [trade] : partsOf(trade, trade.contributions)))
}

function partsOf(trade: Trade, contributions: NonNullable<Trade['contributions']>): Trade[] {
  const left: Filled<Trade> = { ...trade }
  return contributions.map(({ strategy, share }, k) => {
    const isLast = k === contributions.length - 1
    const part: Filled<Trade> = { ...trade, strategy, contributions: null }
    for (const amount of AMOUNTS) {
      part[amount] = isLast ? left[amount] : trade[amount] * share
      left[amount] -= part[amount]
    }
    return part
  })
}
