import type { TradeClosed } from '../../../core/session-event.ts'
import { decimalText, ExactDecimal, optionalDecimal, plainText } from '../decimal-text.ts'
import { known, originOf, type Projected } from './projected-session.ts'

/** A trade is the end of its position. */
export async function projectTrade(projected: Projected<TradeClosed>): Promise<void> {
  const { positions, appended } = projected.batch
  const { trade } = projected.event
  const position = await positions.findOpen(trade.symbol)
  appended.addTrade(
    {
      ...originOf(projected),
      ...{ symbol: trade.symbol, strategy: trade.strategy, side: trade.side },
      ...{ quantity: decimalText(trade.quantity), leverage: decimalText(trade.leverage) },
      ...{ entryAt: trade.entryAt, exitAt: trade.exitAt },
      ...{ entryPrice: decimalText(trade.entryPrice), exitPrice: decimalText(trade.exitPrice) },
      stopPrice: optionalDecimal(known(trade.stopPrice)),
      targetPrice: optionalDecimal(known(trade.targetPrice)),
      ...{ grossPnl: decimalText(trade.grossPnl), fees: decimalText(trade.fees) },
      ...{ slippage: decimalText(trade.slippage), funding: decimalText(trade.funding), pnl: decimalText(trade.pnl) },
      returnPct: optionalDecimal(known(trade.returnPct)),
      ...{ barsHeld: trade.barsHeld, entryReason: trade.entryReason, exitReason: trade.exitReason },
      confidence: optionalDecimal(known(trade.confidence)),
      ...{ entries: trade.entries, exits: trade.exits },
      contributions: trade.contributions === null ? null : JSON.stringify(trade.contributions),
    },
    position,
  )
  count(projected)
  if (position === undefined) return
  positions.close(position, {
    ...{ quantity: decimalText(trade.quantity), entryPrice: decimalText(trade.entryPrice) },
    ...{ exitPrice: decimalText(trade.exitPrice), currentPrice: decimalText(trade.exitPrice), unrealisedPnl: '0' },
    ...{ realisedPnl: decimalText(trade.pnl), margin: '0', closeReason: trade.exitReason },
    ...{ closedAt: trade.exitAt, updatedAt: trade.exitAt },
  })
}

/** Sums that the snapshots of the account are made of. */
function count({ row, event }: Projected<TradeClosed>): void {
  const { pnl } = event.trade
  const amount = new ExactDecimal(decimalText(pnl))
  row.tradeCount += 1
  if (pnl > 0) {
    row.winCount += 1
    row.grossProfit = plainText(new ExactDecimal(row.grossProfit).plus(amount))
  } else row.grossLoss = plainText(new ExactDecimal(row.grossLoss).minus(amount))
}
