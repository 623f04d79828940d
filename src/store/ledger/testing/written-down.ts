import type { Ledger } from '../ledger.ts'
import type { LedgerPosting } from '../ledger-posting.ts'

/** Postings as a test writes them down: `cash -500 USDT`. */
export function written(postings: readonly LedgerPosting[]): string[] {
  return postings.map(({ account, amount, asset }) => `${account} ${amount} ${asset}`)
}

/** The trial balance in the same form. */
export function writtenBalances(ledger: Pick<Ledger, 'trialBalance'>): string[] {
  return ledger.trialBalance().map(({ account, amount, asset }) => `${account} ${amount.toFixed()} ${asset}`)
}
