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
}

/** Settings with where each number comes from. */
export interface RiskPreset extends RiskSettings {
  readonly about: string
  /** Documents by limit; what is not named is ours. */
  readonly sources: Readonly<Partial<Record<LimitName | 'breakers' | 'maxHoldHours', string>>>
}
