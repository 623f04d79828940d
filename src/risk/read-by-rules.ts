/** Period of the average true range that rules are given. */
export const ATR_BARS = 14

/** Bars of which rules know the returns. */
export const RETURN_BARS = 250
