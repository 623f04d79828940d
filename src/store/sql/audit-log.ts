import { hash } from 'node:crypto'
import type { Kysely, Selectable, Transaction } from 'kysely'
import { PlimsollError } from '../../core/errors.ts'
import type { Backend } from './backend.ts'
import { FIRST_HASH } from './migrations/migrations.ts'
import type { AuditLogTable } from './schema/book-rows.ts'
import type { Tables } from './schema/tables.ts'
import { insertInChunks } from './statement-size.ts'
import { storableText } from './storable-text.ts'

export interface AuditEntry {
  /** UTC, in milliseconds. */
  readonly at: number
  /** Who did it: a person, or a part of the program. */
  readonly actor: string
  readonly action: string
  /** What it was done to. */
  readonly subject: string
  /** Never a secret. */
  readonly data: Readonly<Record<string, unknown>>
}

const PAGE = 1000

/**
 * Adds rows to the audit log. Each holds the hash of the row before it, and the head holds that of the last one: a row that is changed
 * or taken away, also at the end, shows in `findAuditFlaw`.
 */
export async function appendAudit(
  transaction: Transaction<Tables>,
  backend: Backend,
  entries: readonly AuditEntry[],
): Promise<void> {
  if (entries.length === 0) return
  const heads = transaction.selectFrom('auditHeads').selectAll()
  const head = await (backend === 'sqlite' ? heads : heads.forUpdate()).executeTakeFirst()
  if (head === undefined) {
    throw new PlimsollError('data', 'the head of the audit log is gone from the database', 'Run plimsoll db verify.')
  }
  let { number, hash: previousHash } = head
  const rows = entries.map(({ at, actor, action, subject, data }) => {
    number += 1
    const texts = { actor: storableText(actor), action: storableText(action), subject: storableText(subject) }
    const row = { number, at, ...texts, data: JSON.stringify(data), previousHash }
    previousHash = auditHash(row)
    return { ...row, hash: previousHash }
  })
  await insertInChunks(rows, (chunk) => transaction.insertInto('auditLog').values(chunk).execute())
  await transaction.updateTable('auditHeads').set({ number, hash: previousHash }).where('id', '=', head.id).execute()
}

/** What is wrong with the audit log, or undefined when every row is there as it was written. */
export async function findAuditFlaw(reader: Kysely<Tables>): Promise<string | undefined> {
  let [number, previous] = [0, FIRST_HASH]
  for (;;) {
    const query = reader.selectFrom('auditLog').selectAll().where('number', '>', number).orderBy('number').limit(PAGE)
    const rows = await query.execute()
    for (const row of rows) {
      if (row.number !== number + 1) return `row ${number + 1} is missing`
      if (row.previousHash !== previous) return `row ${row.number} does not follow on row ${number}`
      if (row.hash !== auditHash(row)) return `row ${row.number} was changed after it was written`
      number = row.number
      previous = row.hash
    }
    if (rows.length < PAGE) break
  }
  const head = await reader.selectFrom('auditHeads').select(['number', 'hash']).executeTakeFirst()
  if (head === undefined) return 'its head is gone'
  if (head.number === number && head.hash === previous) return undefined
  return `it ends with row ${number}, and row ${head.number} was the last that was written`
}

type Hashed = Omit<Selectable<AuditLogTable>, 'id' | 'hash'>

function auditHash({ previousHash, number, at, actor, action, subject, data }: Hashed): string {
  return hash('sha256', JSON.stringify([previousHash, number, at, actor, action, subject, data]))
}
