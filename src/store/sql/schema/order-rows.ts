import type { Generated } from 'kysely'
import type { DecimalText, Millis } from './column-types.ts'

/** What was asked of a venue. Lists and records are JSON. */
export interface OrdersTable {
  id: Generated<number>
  sessionId: number
  accountId: number
  sequence: number
  number: number
  symbol: string
  strategy: string
  side: 'buy' | 'sell'
  type: 'market' | 'limit' | 'stop-market' | 'stop-limit' | 'take-profit' | 'trailing-stop'
  quantity: DecimalText
  contractSize: DecimalText | null
  limitPrice: DecimalText | null
  triggerPrice: DecimalText | null
  trailingPct: DecimalText | null
  timeInForce: 'gtc' | 'ioc' | 'post-only'
  reduceOnly: 0 | 1
  leverage: DecimalText
  purpose: 'entry' | 'exit'
  exitReason: string | null
  reason: string | null
  confidence: DecimalText | null
  stopPrice: DecimalText | null
  stopPct: DecimalText | null
  targetPrice: DecimalText | null
  targets: string | null
  status: 'in-flight' | 'open' | 'cancelling' | 'unknown' | 'filled' | 'cancelled' | 'refused' | 'expired'
  statusReason: string | null
  filledQuantity: Generated<DecimalText>
  meanPrice: DecimalText | null
  fees: Generated<DecimalText>
  slippage: Generated<DecimalText>
  exchangeOrderId: string | null
  createdAt: Millis
  updatedAt: Millis
  acceptedAt: Millis | null
  executedAt: Millis | null
}

/** What a venue did for orders. */
export interface FillsTable {
  id: Generated<number>
  sessionId: number
  accountId: number
  sequence: number
  orderId: number | null
  symbol: string
  strategy: string | null
  side: 'buy' | 'sell'
  positionSide: 'long' | 'short'
  purpose: 'entry' | 'exit'
  quantity: DecimalText
  contractSize: DecimalText
  price: DecimalText
  leverage: DecimalText
  fee: DecimalText
  feeAsset: string
  slippage: DecimalText
  liquidity: 'maker' | 'taker'
  at: Millis
}

/** What is held, and what was. `quantity` of a closed one is all that was entered. */
export interface PositionsTable {
  id: Generated<number>
  sessionId: number
  accountId: number
  sequence: number
  symbol: string
  strategy: string | null
  side: 'long' | 'short'
  status: Generated<'open' | 'closed'>
  quantity: DecimalText
  contractSize: DecimalText
  leverage: DecimalText
  entryPrice: DecimalText
  currentPrice: DecimalText | null
  unrealisedPnl: DecimalText | null
  margin: DecimalText | null
  stopPrice: DecimalText | null
  targetPrice: DecimalText | null
  entryOrderId: number | null
  exitPrice: DecimalText | null
  realisedPnl: DecimalText | null
  closeReason: string | null
  openedAt: Millis
  updatedAt: Millis
  closedAt: Millis | null
}

/** Closed round trips. */
export interface TradesTable {
  id: Generated<number>
  sessionId: number
  accountId: number
  sequence: number
  positionId: number | null
  symbol: string
  strategy: string
  side: 'long' | 'short'
  quantity: DecimalText
  leverage: DecimalText
  entryAt: Millis
  exitAt: Millis
  entryPrice: DecimalText
  exitPrice: DecimalText
  stopPrice: DecimalText | null
  targetPrice: DecimalText | null
  grossPnl: DecimalText
  fees: DecimalText
  slippage: DecimalText
  funding: DecimalText
  pnl: DecimalText
  returnPct: DecimalText | null
  barsHeld: number
  entryReason: string
  exitReason: string
  confidence: DecimalText | null
  entries: number
  exits: number
  contributions: string | null
}
