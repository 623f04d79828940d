import type { ExitReason } from './exit-reason.ts'
import type { OrderSide, OrderType, PositionSide, Target, TimeInForce } from './order.ts'
import type { OrderStatus } from './order-status.ts'
import type { Stage } from './stage.ts'
import type { Trade } from './trade.ts'

/**
 * What a trading session took in and gave out, in the order in which it happened: what the journal keeps, a replay compares, and the
 * database and the ledger are filled from. Bars are kept apart, as columns. `at` is the time of the engine, UTC, in milliseconds; a
 * number that is not known, or has no end, is null.
 */
export type SessionEvent =
  | SessionStarted
  | CommandGiven
  | SignalGiven
  | Refusal
  | OrderSent
  | OrderChanged
  | OrderFilled
  | FundingBooked
  | TradeClosed
  | StateChanged
  | StrategyStopped
  | AccountSeen
  | SessionEnded

export interface SessionStarted {
  readonly type: 'started'
  /** The clock of the machine. */
  readonly startedAt: number
  readonly session: string
  readonly mode: 'paper' | 'live'
  /** Versions of Plimsoll and of Node.js. */
  readonly version: string
  readonly node: string
  readonly exchange: string
  /** Quote units that the account began with, and which. */
  readonly capital: number
  readonly quote: string
  readonly leverage: number
  readonly timeframe: string
  readonly markets: readonly MarketTold[]
  readonly strategies: readonly string[]
  /** The settings that are not the usual ones, so that the same run can be set up again; never a secret. */
  readonly settings: Readonly<Record<string, unknown>>
  /** Copies of the files that the settings name, in the folder of the session, and what they hold. */
  readonly inputs: readonly { readonly setting: string; readonly file: string; readonly sha256: string }[]
}

/** A market as it was traded. */
export interface MarketTold {
  readonly symbol: string
  readonly tickSize: number
  readonly lotSize: number
  readonly minNotional: number
  readonly contractSize: number
  /** When the market began and ended, where that is known. */
  readonly listedAt: number | null
  readonly delistedAt: number | null
}

/** A person, or who acts for one, told the session to do something. */
export interface CommandGiven {
  readonly type: 'command'
  /** Null before the first bar has closed. */
  readonly at: number | null
  readonly command: 'halt' | 'resume' | 'deposit' | 'finish'
  readonly by: string
  /** Of `finish`: how it ends, `end_of_data` or `stopped`. */
  readonly reason: string
  /** The state that a halt asks for. */
  readonly state?: 'close_only' | 'halted' | 'halted_flat'
  /** Quote units of a deposit, below 0 for a withdrawal, as an exact decimal. */
  readonly amount?: string
  /** Whether a finish closes what is open. */
  readonly closesPositions?: boolean
}

export interface SignalGiven {
  readonly type: 'signal'
  readonly at: number
  readonly symbol: string
  readonly strategy: string
  readonly side: PositionSide | 'flat'
  readonly confidence: number | null
  readonly stopPrice: number | null
  readonly stopPct: number | null
  readonly targets: readonly Target[]
  readonly reason: string
}

/** A signal or an order that came to nothing. */
export interface Refusal {
  readonly type: 'refusal'
  readonly at: number
  readonly symbol: string
  readonly strategy: string
  readonly stage: Stage
  readonly rule: string
  readonly reason: string
}

export interface OrderSent {
  readonly type: 'order'
  readonly at: number
  /** Number of the order in its session, from 0 on. */
  readonly order: number
  readonly symbol: string
  readonly strategy: string
  readonly side: OrderSide
  readonly orderType: OrderType
  readonly quantity: number
  readonly limitPrice: number | null
  readonly triggerPrice: number | null
  readonly trailingPct: number | null
  readonly timeInForce: TimeInForce
  readonly reduceOnly: boolean
  readonly leverage: number
  readonly purpose: 'entry' | 'exit'
  /** Why it leaves; null for an entry. */
  readonly exitReason: ExitReason | null
  /** What the strategy said of an entry; null for an exit. */
  readonly plan: PlanTold | null
}

/** Where an entry is to be left: its levels are prices, or distances from the entry price in percent. */
export interface PlanTold {
  readonly reason: string
  readonly confidence: number
  readonly stopPrice: number | null
  readonly stopPct: number | null
  readonly targets: readonly Target[]
}

/** The venue answered, or an order was called back. */
export interface OrderChanged {
  readonly type: 'orderChanged'
  readonly at: number
  readonly order: number
  readonly status: OrderStatus
  readonly reason: string
}

export interface OrderFilled {
  readonly type: 'fill'
  readonly at: number
  /** Null when the venue closed the position by force. */
  readonly order: number | null
  readonly symbol: string
  readonly side: OrderSide
  /** Of the position that it opens, enlarges or makes smaller. */
  readonly positionSide: PositionSide
  readonly purpose: 'entry' | 'exit'
  /** In contracts, and base units in one of them. */
  readonly quantity: number
  readonly contractSize: number
  readonly price: number
  /** Of the position. */
  readonly leverage: number
  readonly fee: number
  readonly feeAsset: string
  readonly slippage: number
  readonly liquidity: 'maker' | 'taker'
}

/** Funding received (positive) or paid. */
export interface FundingBooked {
  readonly type: 'funding'
  readonly at: number
  readonly symbol: string
  readonly amount: number
  readonly asset: string
}

export interface TradeClosed {
  readonly type: 'trade'
  readonly at: number
  readonly trade: Trade
}

export interface StateChanged {
  readonly type: 'state'
  readonly at: number
  readonly from: string
  readonly to: string
  readonly cause: string
  readonly reason: string
}

export interface StrategyStopped {
  readonly type: 'stopped'
  readonly at: number
  readonly symbol: string
  readonly strategy: string
  readonly error: string
}

/** The account at a close: every so many moments, and at the end. A replay must come to the same. */
export interface AccountSeen {
  readonly type: 'account'
  readonly at: number | null
  /** Moments that were played. */
  readonly moments: number
  readonly equity: number
  readonly cash: number
  readonly positions: readonly PositionSeen[]
}

export interface PositionSeen {
  readonly symbol: string
  readonly strategy: string
  readonly side: PositionSide
  readonly quantity: number
  readonly contractSize: number
  readonly entryPrice: number
  readonly price: number | null
  readonly unrealisedPnl: number | null
  readonly margin: number
  readonly stopPrice: number | null
  readonly targetPrice: number | null
  readonly openedAt: number
}

export interface SessionEnded {
  readonly type: 'ended'
  readonly at: number | null
  readonly end: 'end_of_data' | 'stopped'
}
