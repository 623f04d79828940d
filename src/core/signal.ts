import type { PositionSide } from './order.ts'

/**
 * What a strategy proposes. It never says how much: size and leverage come from `risk/`.
 * A stop is mandatory, as a price (`stopLoss`) or as a distance from the price of the entry (`stopLossPct`).
 */
export interface EntrySignal {
  readonly side: PositionSide
  /** How sure the strategy is, 0 to 1. Between signals of the same moment the higher one comes first. */
  readonly confidence: number
  readonly stopLoss?: number
  readonly stopLossPct?: number
  readonly takeProfit?: number
  readonly takeProfitPct?: number
  /** Longest time to hold the position, in milliseconds. */
  readonly maxHoldMs?: number
  /** One sentence that a person understands. */
  readonly reason: string
}

/** Be out of the market, or out of a position of one side only. */
export interface FlatSignal {
  readonly side: 'flat'
  /** Leave only a position of this side; any when absent. */
  readonly from?: PositionSide
  readonly reason: string
}

export type Signal = EntrySignal | FlatSignal
