/** Why a position ended; the names that users of freqtrade know, and ours. */
export const EXIT_REASONS = [
  'stop_loss',
  'trailing_stop_loss',
  'tier_stop',
  'peak_pullback',
  'roi',
  'take_profit',
  'exit_signal',
  'partial_exit',
  'invalidation',
  'timeout',
  'liquidation',
  'risk_halt',
  'force_exit',
  'delisted',
  'end_of_data',
] as const

export type ExitReason = (typeof EXIT_REASONS)[number]
