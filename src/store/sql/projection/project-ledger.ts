import type { Decimal } from 'decimal.js'
import { PlimsollError } from '../../../core/errors.ts'
import type { LedgerPosting } from '../../ledger/ledger-posting.ts'
import { decimalText, ExactDecimal } from '../decimal-text.ts'
import { originOf, type Projected } from './projected-session.ts'

/** Adds the postings of an event: one transaction of the ledger, named by the sequence of the event. */
export function addPostings(projected: Projected, postings: readonly LedgerPosting[]): void {
  if (postings.length === 0) return
  refuseImbalance(projected, postings)
  for (const [line, { at, account, asset, amount, kind, symbol, reference }] of postings.entries()) {
    projected.batch.appended.ledgerEntries.push({
      ...originOf(projected),
      ...{ line, at, account, asset, amount: decimalText(amount), kind, symbol, reference },
    })
  }
}

function refuseImbalance({ row, sequence }: Projected, postings: readonly LedgerPosting[]): void {
  const sums = new Map<string, Decimal>()
  for (const { asset, amount } of postings) sums.set(asset, (sums.get(asset) ?? new ExactDecimal(0)).plus(amount))
  for (const [asset, sum] of sums) {
    if (sum.isZero()) continue
    const message = `session "${row.name}": the postings of entry ${sequence} leave ${sum.toFixed()} ${asset} over`
    throw new PlimsollError('data', message, 'The ledger rules are wrong about it; please report it.')
  }
}
