import { type Kysely, sql } from 'kysely'
import { decimalText } from '../decimal-text.ts'
import type { Tables } from '../schema/tables.ts'

/** What the audit log tells of a row, by the columns of its table. */
interface Told {
  readonly table: 'orders' | 'fills' | 'trades'
  /** The column that tells its rows from the others of their session, and what the audit log calls it. */
  readonly key: readonly [column: string, field: string]
  readonly columns: readonly string[]
}

const TOLD: Readonly<Record<string, Told>> = {
  'order.sent': { table: 'orders', key: ['number', 'order'], columns: ['quantity'] },
  'order.fill': { table: 'fills', key: ['sequence', 'sequence'], columns: ['quantity', 'price', 'fee'] },
  'trade.closed': { table: 'trades', key: ['sequence', 'sequence'], columns: ['pnl'] },
}
const PAGE = 500
/** Rows that are named of each action: more tell no more. */
const MOST_NAMED = 20

interface Entry {
  readonly number: number
  readonly sessionId: number
  readonly session: string
  readonly data: Readonly<Record<string, unknown>>
}

type Row = Readonly<Record<string, string | number>>

/** Orders, fills and trades that are not there, or not as the audit log, whose chain is checked, tells of them. */
export async function findAuditMismatches(reader: Kysely<Tables>): Promise<string[]> {
  const flaws: string[] = []
  for (const [action, told] of Object.entries(TOLD)) {
    const found: string[] = []
    let count = 0
    for (let last = 0; ; ) {
      const entries = await entriesAfter(reader, action, last)
      const rows = await rowsOf(reader, told, entries)
      for (const entry of entries) found.push(...differences(entry, rows.get(keyOf(entry, told)), told))
      count += entries.length
      last = entries.at(-1)?.number ?? last
      if (entries.length < PAGE) break
    }
    flaws.push(...found.slice(0, MOST_NAMED))
    const there = await countOf(reader, told.table)
    if (there > count) flaws.push(`${told.table} has ${there} rows, and the audit log tells of ${count}`)
  }
  return flaws
}

function differences({ session, data }: Entry, row: Row | undefined, { table, columns }: Told): string[] {
  const where = `entry ${data.sequence} of session "${session}"`
  if (row === undefined) return [`${table} has no row of ${where}`]
  const was = (column: string) => decimalText(Number(data[column]))
  const changed = columns.filter((column) => row[column] !== was(column))
  return changed.map((column) => `${table}, ${where}: ${column} is ${row[column]}, and was ${was(column)}`)
}

async function entriesAfter(reader: Kysely<Tables>, action: string, last: number): Promise<Entry[]> {
  const rows = await reader
    .selectFrom('auditLog')
    .innerJoin('sessions', 'sessions.name', 'auditLog.subject')
    .select(['auditLog.number', 'auditLog.data', 'sessions.id as sessionId', 'sessions.name as session'])
    .where('auditLog.action', '=', action)
    .where('auditLog.number', '>', last)
    .orderBy('auditLog.number')
    .limit(PAGE)
    .execute()
  return rows.map(({ data, ...row }) => ({ ...row, data: JSON.parse(data) as Entry['data'] }))
}

/** The rows that are told of, by `keyOf`. */
async function rowsOf(
  reader: Kysely<Tables>,
  { table, key: [column, field], columns }: Told,
  entries: readonly Entry[],
): Promise<ReadonlyMap<string, Row>> {
  const found = new Map<string, Row>()
  for (const [sessionId, ofSession] of Map.groupBy(entries, (entry) => entry.sessionId)) {
    const names = sql.join([column, ...columns].map((name) => sql.ref(name)))
    const wanted = sql.join(ofSession.map(({ data }) => data[field]))
    const { rows } = await sql<Row>`select ${names} from ${sql.table(table)}
      where session_id = ${sessionId} and ${sql.ref(column)} in (${wanted})`.execute(reader)
    for (const row of rows) found.set(`${sessionId} ${row[column]}`, row)
  }
  return found
}

async function countOf(reader: Kysely<Tables>, table: Told['table']): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(reader)
  return rows[0]?.count ?? 0
}

function keyOf({ sessionId, data }: Entry, { key: [, field] }: Told): string {
  return `${sessionId} ${data[field]}`
}
