import type { Trade } from '../../core/trade.ts'

/** From what the prices alone would have brought to what reached the account, in quote units. */
export interface CostWaterfall {
  /** Gross pnl if every fill had been at the price that it referred to. */
  readonly beforeSlippage: number
  /** What the fills cost against those prices (positive: a cost). */
  readonly slippage: number
  /** beforeSlippage - slippage: price differences between the fills as they were. */
  readonly grossPnl: number
  readonly fees: number
  /** Received (positive) or paid (negative). */
  readonly funding: number
  /** grossPnl - fees + funding, exactly in this order of adding. */
  readonly netPnl: number
}

/**
 * Sums the trades' costs so that the levels follow from one another bit for bit: each is the one before and its step.
 * The net therefore may differ from the sum of the trades' pnl by roundings (below 1e-9 of the turnover).
 */
export function costWaterfall(trades: readonly Trade[]): CostWaterfall {
  const slippage = sumOf(trades, (trade) => trade.slippage)
  const beforeSlippage = sumOf(trades, (trade) => trade.grossPnl) + slippage
  const grossPnl = beforeSlippage - slippage
  const fees = sumOf(trades, (trade) => trade.fees)
  const funding = sumOf(trades, (trade) => trade.funding)
  return { beforeSlippage, slippage, grossPnl, fees, funding, netPnl: grossPnl - fees + funding }
}

function sumOf(trades: readonly Trade[], amount: (trade: Trade) => number): number {
  return trades.reduce((sum, trade) => sum + amount(trade), 0)
}
