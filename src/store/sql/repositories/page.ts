import { type Expression, type SqlBool, sql } from 'kysely'
import { PlimsollError } from '../../../core/errors.ts'
import type { Database } from '../open-database.ts'
import type { Tables } from '../schema/tables.ts'

/** Where a page ended: the time and the number of its last row. */
export interface PageEnd {
  readonly at: number
  readonly id: number
}

export interface PageRequest {
  /** Rows of a page. */
  readonly limit: number
  /** The `next` of the page before; the newest rows come first. */
  readonly after?: PageEnd
}

export interface Page<Row> {
  readonly rows: readonly Row[]
  /** Where the next page begins; undefined for the last one. */
  readonly next: PageEnd | undefined
}

/** What rows are chosen by: all that is given must hold. */
export interface RowFilter {
  /** Name of the session. */
  readonly session?: string
  readonly symbol?: string
  readonly strategy?: string
  /** UTC, in milliseconds: at or after `from`, before `to`. */
  readonly from?: number
  readonly to?: number
}

const MOST_ROWS = 1000

/** The filters that nearly all tables have. */
const COMMON = ['symbol', 'strategy'] as const

/** Gives the pages of a table. */
export type PageOf<Row, Filter> = (database: Database, filter: Filter, request: PageRequest) => Promise<Page<Row>>

/**
 * The pages of `table`, by the column `time`, the newest rows first. Each filter can be answered by an index that ends with the time.
 * @param equal columns that can be filtered by as well
 */
export function pagesOf<Row extends { readonly id: number }, Filter extends RowFilter>(
  table: keyof Tables,
  time: keyof Row & string,
  equal: readonly (keyof Filter & string)[] = [],
): PageOf<Row, Filter> {
  return async ({ reader }, filter, request) => {
    const where = conditionsOf(time, [...COMMON, ...equal], filter, request)
    const { rows } = await sql<Row>`
      select * from ${sql.table(table)}
      ${where.length === 0 ? sql`` : sql`where ${sql.join(where, sql` and `)}`}
      order by ${sql.ref(time)} desc, ${sql.ref('id')} desc
      limit ${rowsToAskFor(request)}
    `.execute(reader)
    return cut(rows, request, time)
  }
}

function conditionsOf(
  time: string,
  columns: readonly string[],
  filter: RowFilter,
  { after }: PageRequest,
): Expression<SqlBool>[] {
  const at = sql.ref(time)
  const { session, from, to } = filter
  const ofSession = sql<SqlBool>`${sql.ref('sessionId')} = (select id from sessions where name = ${session})`
  const wanted = Object.entries(filter).filter(([column, value]) => columns.includes(column) && value !== undefined)
  return [
    ...(session === undefined ? [] : [ofSession]),
    ...wanted.map(([column, value]) => sql<SqlBool>`${sql.ref(column)} = ${value}`),
    ...(from === undefined ? [] : [sql<SqlBool>`${at} >= ${from}`]),
    ...(to === undefined ? [] : [sql<SqlBool>`${at} < ${to}`]),
    // MySQL finds no index for (at, id) < (?, ?).
    ...(after === undefined
      ? []
      : [sql<SqlBool>`${at} <= ${after.at}`, sql<SqlBool>`(${at} < ${after.at} or ${sql.ref('id')} < ${after.id})`]),
  ]
}

/** One row more than the page holds tells whether there is a next. */
function rowsToAskFor({ limit }: PageRequest): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= MOST_ROWS) return limit + 1
  throw new PlimsollError(
    'usage',
    `a page of ${limit} rows cannot be given`,
    `Use a whole number from 1 to ${MOST_ROWS}.`,
  )
}

function cut<Row extends { readonly id: number }>(
  found: readonly Row[],
  { limit }: PageRequest,
  time: keyof Row,
): Page<Row> {
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  const hasMore = found.length > limit && last !== undefined
  return { rows, next: hasMore ? { at: Number(last[time]), id: last.id } : undefined }
}
