/** What a comparison can be sorted by; the best comes first. */
export const SORT_KEYS = ['return', 'sharpe', 'drawdown', 'profit-factor', 'trades', 'win-rate'] as const
export type SortKey = (typeof SORT_KEYS)[number]
