import type { ExitReason } from '../core/exit-reason.ts'
import type { Trade } from '../core/trade.ts'
import type { Position } from './position.ts'

/** The record of a position that is flat again. */
export function tradeOf(
  position: Position,
  names: { readonly symbol: string; readonly strategy: string },
  exit: { readonly at: number; readonly reason: ExitReason },
  barMs: number,
): Trade {
  const pnl = position.grossPnl - position.fees + position.funding
  const contracts = position.enteredQuantity * position.contractSize
  return {
    symbol: names.symbol,
    strategy: names.strategy,
    side: position.side,
    quantity: position.enteredQuantity,
    leverage: position.plan.leverage,
    entryAt: position.openedAt,
    exitAt: exit.at,
    entryPrice: position.enteredNotional / contracts,
    exitPrice: position.exitedNotional / contracts,
    stopPrice: position.initialStopPrice,
    targetPrice: Number.isNaN(position.targetPrice) ? null : position.targetPrice,
    grossPnl: position.grossPnl,
    fees: position.fees,
    slippage: position.slippage,
    funding: position.funding,
    pnl,
    returnPct: (pnl / position.enteredNotional) * 100,
    barsHeld: Math.floor(exit.at / barMs) - Math.floor(position.openedAt / barMs) + 1,
    entryReason: position.plan.reason,
    exitReason: exit.reason,
    confidence: position.plan.confidence,
    entries: position.entries,
    exits: position.exits,
    contributions: position.plan.contributions ?? null,
  }
}
