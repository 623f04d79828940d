import type { Instrument } from '../core/instrument.ts'
import type { Timeframe } from '../core/timeframe.ts'
import type { Trade } from '../core/trade.ts'
import type { FunnelCounts } from '../engine/funnel.ts'
import type { Bars } from '../market/bars.ts'
import type { StateChange } from '../risk/breakers.ts'

/** Times that ascend: an array of them, or what works them out when it is asked. */
export interface CloseTimes {
  readonly length: number
  at(index: number): number | undefined
}

/** The account at the close of every bar of the run. All columns have the same length. */
export interface EquityCurve {
  /** Closing time of the bar, UTC, in milliseconds. */
  readonly time: CloseTimes
  /** Cash + margin + unrealised profit, in quote units. */
  readonly equity: Float64Array
  /** Number of open positions at the close; 255 stands for that or more. */
  readonly positions: Uint8Array
}

/** Everything that a run (backtest or paper) leaves behind: metrics and reports are functions of it. */
export interface RunResult {
  readonly strategies: readonly string[]
  readonly timeframe: Timeframe
  readonly capital: number
  readonly markets: readonly RunMarket[]
  readonly curve: EquityCurve
  /** What buy and hold was worth at each point of the curve; only where bars were dropped that would tell it. */
  readonly held?: Float64Array
  /** In the order in which they were closed. The sum of their `pnl` is final equity minus capital. */
  readonly trades: readonly Trade[]
  /** Why signals and orders came to nothing: reason to count. */
  readonly refusals: Readonly<Record<string, number>>
  /** What became of every signal; absent where nobody counted. */
  readonly funnel?: FunnelCounts
  /** When and why the account was stopped or let go. */
  readonly states?: readonly StateChange[]
  /** Strategies that broke their contract and were not asked again for that market. */
  readonly stopped?: readonly StoppedStrategy[]
  /** Gives what the run took from `RunOptions.memory` back to it: nothing of the result may be read any more. */
  readonly release?: () => void
}

export interface StoppedStrategy {
  readonly strategy: string
  readonly symbol: string
  /** Close of the bar at which it was stopped, UTC, in milliseconds. */
  readonly at: number
  readonly reason: string
  readonly cure: string
}

export interface RunMarket {
  readonly instrument: Instrument
  /** The newest ones only where a session has dropped the others: see `Bars.forgotten`. */
  readonly bars: Bars
}
