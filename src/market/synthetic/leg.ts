export type RegimeName = 'trend' | 'range' | 'high-volatility' | 'crash'

/** A stretch of one regime: [from, to), UTC, in milliseconds. */
export interface RegimeSpan {
  readonly from: number
  readonly to: number
  readonly regime: RegimeName
}

/** A stretch with what it does to the market. */
export interface Leg extends RegimeSpan {
  /** Mean return of a minute, of the level at the start: the leg's course is a straight line. */
  readonly drift: number
  /** Multiple of the usual volatility. */
  readonly volatility: number
  /** Share of the way back to that course that the market goes in a minute; 0 lets it wander. */
  readonly pull: number
}
