import type { Kysely } from 'kysely'
import { findAuditFlaw } from '../audit-log.ts'
import type { Backend } from '../backend.ts'
import { HEAD } from '../migrations/migrations.ts'
import { appliedMigrations } from '../migrations/schema-version.ts'
import type { Database } from '../open-database.ts'
import type { Tables } from '../schema/tables.ts'
import { findAuditMismatches } from './find-audit-mismatches.ts'
import { findCursorFlaws } from './find-cursor-flaws.ts'
import { findFileFlaws } from './find-file-flaws.ts'
import { findLedgerFlaws } from './find-ledger-flaws.ts'
import { findOrderFlaws } from './find-order-flaws.ts'
import { findStrayRows } from './find-stray-rows.ts'

export interface Finding {
  readonly check: 'file' | 'schema' | 'references' | 'audit log' | 'ledger' | 'orders' | 'cursors'
  readonly problem: string
}

/** Everything that is wrong with a database as it is at one moment, whatever is written meanwhile; nothing when it is right. Changes nothing. */
export async function verifyDatabase({ backend, reader }: Database): Promise<readonly Finding[]> {
  const snapshot = reader.transaction().setAccessMode('read only').setIsolationLevel('repeatable read')
  return snapshot.execute((transaction) => findingsOf(transaction, backend))
}

async function findingsOf(reader: Kysely<Tables>, backend: Backend): Promise<readonly Finding[]> {
  const found = (check: Finding['check'], problems: readonly string[]) =>
    problems.map((problem) => ({ check, problem }))
  const { length: schema } = await appliedMigrations(reader, backend)
  const file = found('file', await findFileFlaws({ backend, reader }))
  if (schema === 0)
    return [...file, { check: 'schema', problem: 'there are no tables: plimsoll db migrate makes them' }]
  const audit = await findAuditFlaw(reader)
  return [
    ...file,
    ...found('schema', schema < HEAD ? [`it is schema ${schema}, and plimsoll db migrate brings it to ${HEAD}`] : []),
    ...found('references', await findStrayRows(reader)),
    ...found('audit log', audit === undefined ? [] : [audit]),
    // When the chain is broken, what it tells of is no measure.
    ...found('audit log', audit === undefined ? await findAuditMismatches(reader) : []),
    ...found('ledger', await findLedgerFlaws(reader)),
    ...found('orders', await findOrderFlaws(reader)),
    ...found('cursors', await findCursorFlaws(reader)),
  ]
}
