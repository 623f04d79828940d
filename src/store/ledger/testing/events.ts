import type { CommandGiven, FundingBooked, OrderFilled, SessionStarted } from '../../../core/session-event.ts'

/** 2024-01-31 23:00 UTC: an hour before a day and a month end. */
export const START = Date.UTC(2024, 0, 31, 23)

export const HOUR = 3_600_000

/** A session that begins with 1,000 USDT. */
export function started(changes: Partial<SessionStarted> = {}): SessionStarted {
  return {
    type: 'started',
    startedAt: START,
    session: 'paper-1',
    mode: 'paper',
    version: '0.4.0',
    node: '24.21.0',
    exchange: 'simulated',
    capital: 1000,
    quote: 'USDT',
    leverage: 10,
    timeframe: '5m',
    markets: [],
    strategies: ['momentum'],
    settings: {},
    inputs: [],
    ...changes,
  }
}

export function deposit(amount: string, at: number | null = START): CommandGiven {
  return { type: 'command', at, command: 'deposit', by: 'operator', reason: 'more capital', amount }
}

/** A long entry of 10 contracts of 0.01 BTC at 50,000 with leverage 10: worth 5,000, margin 500, fee 3. */
export function fill(changes: Partial<OrderFilled> = {}): OrderFilled {
  return {
    type: 'fill',
    at: START,
    order: 0,
    symbol: 'BTC/USDT:USDT',
    side: 'buy',
    positionSide: 'long',
    purpose: 'entry',
    quantity: 10,
    contractSize: 0.01,
    price: 50_000,
    leverage: 10,
    fee: 3,
    feeAsset: 'USDT',
    slippage: 0,
    liquidity: 'taker',
    ...changes,
  }
}

/** The long of `fill` is closed in full at 51,000: 100 of gross profit. */
export function exit(changes: Partial<OrderFilled> = {}): OrderFilled {
  return fill({ order: 1, side: 'sell', purpose: 'exit', price: 51_000, ...changes })
}

export function funding(amount: number, changes: Partial<FundingBooked> = {}): FundingBooked {
  return { type: 'funding', at: START, symbol: 'BTC/USDT:USDT', amount, asset: 'USDT', ...changes }
}
