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
  /** A stop at this distance from the best price. */
  readonly trailingPct?: number
}

/** Settings with where each number comes from. */
export interface RiskPreset extends RiskSettings {
  readonly about: string
  /** Documents by limit; what is not named is ours. */
  readonly sources: Readonly<Partial<Record<LimitName | 'breakers' | 'maxHoldHours' | 'exits', string>>>
}
