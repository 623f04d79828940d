/** Why a position ended; the names that users of freqtrade know, and ours. */
export type ExitReason =
  | 'stop_loss'
  | 'trailing_stop_loss'
  | 'take_profit'
  | 'exit_signal'
  | 'partial_exit'
  | 'invalidation'
  | 'timeout'
  | 'liquidation'
  | 'risk_halt'
  | 'force_exit'
  | 'delisted'
  | 'end_of_data'
