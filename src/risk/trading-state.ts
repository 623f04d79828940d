/**
 * What an account may do, the strictest last. `close_only`: positions are made smaller, never larger. `halted`: no order goes out but those
 * that protect what is open. `halted_flat`: everything is closed, then halted.
 */
export const TRADING_STATES = ['active', 'close_only', 'halted', 'halted_flat'] as const

export type TradingState = (typeof TRADING_STATES)[number]

/** The stricter of two states. */
export function stricter(one: TradingState, other: TradingState): TradingState {
  return TRADING_STATES.indexOf(one) >= TRADING_STATES.indexOf(other) ? one : other
}
