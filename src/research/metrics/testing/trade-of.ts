import type { Trade } from '../../../core/trade.ts'

const NEW_YEAR_2024 = Date.UTC(2024, 0, 1)

/** A trade of one hour in which 2 units won 1.8; what matters to a test is given, and `returnPct` follows from `pnl`. */
export function tradeOf(part: Partial<Trade> = {}): Trade {
  const trade: Trade = {
    symbol: 'BTC/USDT',
    strategy: 'momentum',
    side: 'long',
    quantity: 2,
    leverage: 1,
    entryAt: NEW_YEAR_2024,
    exitAt: NEW_YEAR_2024 + 3_600_000,
    entryPrice: 100,
    exitPrice: 101,
    stopPrice: 98,
    targetPrice: 104,
    grossPnl: 2,
    fees: 0.2,
    slippage: 0.1,
    funding: 0,
    pnl: 1.8,
    returnPct: 0,
    barsHeld: 2,
    entryReason: 'EMA crossed',
    exitReason: 'exit_signal',
    confidence: 0.7,
    entries: 1,
    exits: 1,
    contributions: null,
    ...part,
  }
  return { ...trade, returnPct: part.returnPct ?? (trade.pnl / (trade.entryPrice * trade.quantity)) * 100 }
}
