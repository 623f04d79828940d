/**
 * One line of the double-entry ledger: an amount that comes into an account (above 0) or leaves it (below 0). The postings with the
 * same reference are one transaction, and sum to exactly zero in each asset.
 */
export interface LedgerPosting {
  /** UTC, in milliseconds. */
  readonly at: number
  /** A line of the chart of accounts: `cash`, `margin:BTC/USDT:USDT`. */
  readonly account: string
  readonly asset: string
  /** Exact signed decimal, as short as it can be written, without an exponent. */
  readonly amount: string
  /** What happened: the kind of its transaction. */
  readonly kind: string
  readonly symbol: string | null
  /** Of the transaction: `order-12#17` is the 17th of its session, and a fill of order 12. */
  readonly reference: string
}
