import type { PositionSide } from '../core/order.ts'

/** What one strategy says of a market now. A `hold` has no opinion and counts for nothing. */
export type Vote = {
  readonly strategy: string
  /** How much it counts, 0 or more; only the proportions between votes matter. */
  readonly weight: number
} & (
  | { readonly side: 'hold' }
  | {
      readonly side: PositionSide
      /** 0 to 1. */
      readonly confidence: number
      /** Distance of the stop from the price, in percent of it. */
      readonly stopPct: number
    }
)

/** A vote for a side. */
export type SideVote = Extract<Vote, { side: PositionSide }>
