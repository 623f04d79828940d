import type { Contribution, PositionSide, Target } from './order.ts'

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
  /** Up to three, nearest first, in place of one target for all. When the first is reached the stop goes to the entry price. */
  readonly targets?: readonly Target[]
  /** Adds to the position of this side that is open; without it such a signal is refused. The stop only ever tightens. */
  readonly adds?: true
  /** Share of the size that risk allows for the whole position, above 0 to 1: for those who enter in parts. */
  readonly sizeShare?: number
  /** Longest time to hold the position, in milliseconds. */
  readonly maxHoldMs?: number
  /** Conditions under which the entry is void: `adx < 25`, `close < ema(50) on 1h for 2 bars`. See docs/risk.md. */
  readonly invalidWhen?: readonly string[]
  /** Which strategies it came from, when it was fused from several. */
  readonly contributions?: readonly Contribution[]
  /** One sentence that a person understands. */
  readonly reason: string
}

/** Be out of the market, or out of a position of one side only. */
export interface FlatSignal {
  readonly side: 'flat'
  /** Leave only a position of this side; any when absent. */
  readonly from?: PositionSide
  /** Share of what is held, above 0 to 1; all of it when absent. */
  readonly share?: number
  /** What the entry was based on no longer holds: the trade ends by `invalidation`. */
  readonly invalidates?: true
  readonly reason: string
}

export type Signal = EntrySignal | FlatSignal

const NO_TARGETS: readonly Target[] = []

/** The targets that a signal names, in whichever way. */
export function targetsOf({ targets, takeProfit, takeProfitPct }: EntrySignal): readonly Target[] {
  if (targets !== undefined) return targets
  if (takeProfit !== undefined) return [{ price: takeProfit, share: 1 }]
  return takeProfitPct === undefined ? NO_TARGETS : [{ pct: takeProfitPct, share: 1 }]
}
