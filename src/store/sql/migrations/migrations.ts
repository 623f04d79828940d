import type { Backend } from '../backend.ts'
import type { Table } from '../schema/columns.ts'
import { documentViews } from './document-views.ts'
import { quote, renderTable } from './render-schema.ts'
import { accountTables } from './schema-1/account-tables.ts'
import { bookTables } from './schema-1/book-tables.ts'
import { decisionTables } from './schema-1/decision-tables.ts'
import { orderTables } from './schema-1/order-tables.ts'

/** A step from one schema to the next. Once released it is never changed. */
export interface Migration {
  readonly version: number
  readonly name: string
  /**
   * MySQL commits every change of the schema at once, so there each statement must be harmless when it is repeated: a process may have
   * died after any of them.
   */
  readonly statements: (backend: Backend) => readonly string[]
}

/** What the audit log begins from. */
export const FIRST_HASH = '0'.repeat(64)

/** Every table, those that others refer to first. */
export const allTables: readonly Table[] = [...accountTables, ...orderTables, ...decisionTables, ...bookTables]

/** Forward only, in their order. To add one: its file, its line here, and a sample of the schema before it in `fixtures/`. */
export const migrations: readonly Migration[] = [
  {
    version: 1,
    name: 'books',
    statements: (backend) => [...allTables.flatMap((table) => renderTable(backend, table)), firstAuditHead(backend)],
  },
  { version: 2, name: 'document-views', statements: documentViews },
]

/** The schema that this Plimsoll works with. */
export const HEAD = migrations.length

function firstAuditHead(backend: Backend): string {
  const columns = ['id', 'number', 'hash'].map((name) => quote(backend, name)).join(', ')
  return `insert into audit_heads (${columns}) select 1, 0, '${FIRST_HASH}' from (select 1 as one) as first
where not exists (select 1 from audit_heads)`
}
