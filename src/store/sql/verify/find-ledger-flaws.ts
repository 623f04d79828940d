import type { Decimal } from 'decimal.js'
import type { Kysely } from 'kysely'
import { ExactDecimal, plainText } from '../decimal-text.ts'
import type { Tables } from '../schema/tables.ts'

const PAGE = 1000
/** Transactions that are named; the sums of the assets show the rest. */
const MOST_NAMED = 20

/** Transactions and assets of the ledger that do not sum to zero, in exact decimals. */
export async function findLedgerFlaws(reader: Kysely<Tables>): Promise<string[]> {
  const flaws: string[] = []
  const assets = new Map<string, Decimal>()
  let transaction = { name: '', sums: new Map<string, Decimal>() }
  const close = () => {
    for (const [asset, sum] of transaction.sums)
      if (!sum.isZero() && flaws.length < MOST_NAMED)
        flaws.push(`${transaction.name} leaves ${plainText(sum)} ${asset} over`)
  }
  for await (const { sessionId, sequence, asset, amount } of entriesOf(reader)) {
    const name = `transaction ${sequence} of session ${sessionId}`
    if (name !== transaction.name) {
      close()
      transaction = { name, sums: new Map() }
    }
    add(transaction.sums, asset, amount)
    add(assets, asset, amount)
  }
  close()
  for (const [asset, sum] of assets)
    if (!sum.isZero()) flaws.push(`all entries together leave ${plainText(sum)} ${asset} over`)
  return flaws
}

function add(sums: Map<string, Decimal>, asset: string, amount: string): void {
  sums.set(asset, (sums.get(asset) ?? new ExactDecimal(0)).plus(amount))
}

async function* entriesOf(reader: Kysely<Tables>) {
  let [session, sequence, line] = [0, 0, -1]
  for (;;) {
    const rows = await reader
      .selectFrom('ledgerEntries')
      .select(['sessionId', 'sequence', 'line', 'asset', 'amount'])
      .where(({ eb, or, and }) =>
        or([
          eb('sessionId', '>', session),
          and([eb('sessionId', '=', session), eb('sequence', '>', sequence)]),
          and([eb('sessionId', '=', session), eb('sequence', '=', sequence), eb('line', '>', line)]),
        ]),
      )
      .orderBy('sessionId')
      .orderBy('sequence')
      .orderBy('line')
      .limit(PAGE)
      .execute()
    yield* rows
    const last = rows.at(-1)
    if (rows.length < PAGE || last === undefined) return
    ;[session, sequence, line] = [last.sessionId, last.sequence, last.line]
  }
}
