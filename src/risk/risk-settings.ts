import type { Breaker } from './breakers.ts'
import type { LimitName, LimitValues } from './limits.ts'

/** What an account may risk, as a preset or a file says it. */
export interface RiskSettings {
  readonly limits: LimitValues
  /** Losses at which the account is stopped. */
  readonly breakers: readonly Breaker[]
  /** Of the days that daily limits count: an IANA name. */
  readonly timeZone: string
  /** Longest time to hold a position; absent for no limit. */
  readonly maxHoldHours?: number
  readonly exits?: ExitSettings
}

/** How positions are left with profit, beside their stop and targets. What is absent is not watched. */
export interface ExitSettings {
  /** `price`: profits are moves of the price; `margin`: those times the leverage. */
  readonly basis: 'price' | 'margin'
  /** Whether the costs of a round trip are taken off. */
  readonly isNet: boolean
  /** Once the profit has been `fromPct`, `keepPct` of it is kept. */
  readonly ladder?: readonly { readonly fromPct: number; readonly keepPct: number }[]
  /** Leaves when so many percent of the best profit are gone, once that was `armAtPct`. */
  readonly pullback?: { readonly givePct: number; readonly armAtPct: number }
  /** After so many hours this profit is enough. */
  readonly roi?: readonly { readonly afterHours: number; readonly enoughPct: number }[]
  /** Once the profit has been so many percent, or multiples of the first risk, the stop goes to where nothing is lost. */
  readonly breakEven?: { readonly atPct?: number; readonly atR?: number }
  readonly trailing?: TrailingSettings
}

/** So many average true ranges over so many bars. */
export interface RangeDistance {
  readonly times: number
  readonly period: number
}

/** A stop that follows the price. Of several ways the nearest counts. */
export interface TrailingSettings {
  /** At so many percent from the best price. */
  readonly pct?: number
  /** At so many average true ranges from the close. */
  readonly atr?: RangeDistance
  /** At so many average true ranges from the best price of the last `period` bars. */
  readonly chandelier?: RangeDistance
  /** Once the profit has been so much, in percent; from the first bar on when absent. */
  readonly fromPct?: number
  /** Least way that it moves, in percent of its price; a tenth of `pct`, at most 0.1, when absent. */
  readonly stepPct?: number
}

/** Settings with where each number comes from. */
export interface RiskPreset extends RiskSettings {
  readonly about: string
  /** Documents by limit; what is not named is ours. */
  readonly sources: Readonly<Partial<Record<LimitName | 'breakers' | 'maxHoldHours' | 'exits', string>>>
}
