import type { SessionEvent } from '../../../core/session-event.ts'
import type { Trade } from '../../../core/trade.ts'
import { tradeOf } from '../../../research/metrics/testing/trade-of.ts'

const at = Date.UTC(2025, 9, 30, 14, 30)

/** A session with 10,000 USDT that began on 2025-10-30. */
export const started: SessionEvent = {
  type: 'started',
  startedAt: at,
  session: 's1',
  mode: 'paper',
  version: '0.1.0',
  node: '24.21.0',
  exchange: 'simulated',
  capital: 10_000,
  quote: 'USDT',
  leverage: 5,
  timeframe: '5m',
  markets: [],
  strategies: ['momentum'],
  settings: {},
  inputs: [],
}

type EntryOrder = Extract<SessionEvent, { type: 'order' }>
type Fill = Extract<SessionEvent, { type: 'fill' }>

/** The order to buy 1.2 BTC that the design has as its example; what matters to a test is given. */
export function entryOrder(part: Partial<EntryOrder> = {}): SessionEvent {
  return {
    type: 'order',
    at,
    order: 1,
    symbol: 'BTC/USDT:USDT',
    strategy: 'momentum',
    side: 'buy',
    orderType: 'market',
    quantity: 1.2,
    limitPrice: null,
    triggerPrice: null,
    trailingPct: null,
    timeInForce: 'gtc',
    reduceOnly: false,
    leverage: 5,
    purpose: 'entry',
    exitReason: null,
    plan: {
      reason: 'Strong uptrend on 20m, pullback on 5m',
      confidence: 0.75,
      stopPrice: 41_800,
      stopPct: null,
      targets: [{ price: 43_200, share: 1 }],
    },
    ...part,
  }
}

/** Its fill at 42,500. */
export function entryFill(part: Partial<Fill> = {}): SessionEvent {
  return {
    type: 'fill',
    at,
    order: 1,
    symbol: 'BTC/USDT:USDT',
    side: 'buy',
    positionSide: 'long',
    purpose: 'entry',
    quantity: 1.2,
    contractSize: 1,
    price: 42_500,
    leverage: 5,
    fee: 0,
    feeAsset: 'USDT',
    slippage: 0,
    liquidity: 'taker',
    ...part,
  }
}

/** A trade that was closed at `exitAt`. */
export function closed(exitAt: number, part: Partial<Trade> = {}): SessionEvent {
  return { type: 'trade', at: exitAt, trade: tradeOf({ symbol: 'BTC/USDT:USDT', exitAt, ...part }) }
}

/** A deposit, or below 0 a withdrawal. */
export function deposit(depositAt: number | null, amount: string): SessionEvent {
  return { type: 'command', at: depositAt, command: 'deposit', by: 'anna', reason: 'more', amount }
}
