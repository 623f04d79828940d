import { type Expression, type ExpressionWrapper, type SqlBool, sql } from 'kysely'
import { PlimsollError } from '../../../core/errors.ts'

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

/** A filter in terms of columns. */
export interface Chosen {
  /** The column that pages are ordered by. */
  readonly time: string
  /** Values by column; undefined ones do not count. */
  readonly equal: Readonly<Record<string, string | Expression<number> | undefined>>
}

/** The columns that most tables are filtered by. */
export function equalOf({ session, symbol, strategy }: RowFilter): Chosen['equal'] {
  const sessionId = session === undefined ? undefined : sql<number>`(select id from sessions where name = ${session})`
  return { sessionId, symbol, strategy }
}

/** What must hold for the rows of a page. Each part can be answered by an index that ends with the time. */
export function conditionsOf(
  { time, equal }: Chosen,
  { from, to }: Pick<RowFilter, 'from' | 'to'>,
  { after }: PageRequest,
): Expression<SqlBool>[] {
  const at = sql.ref(time)
  return [
    ...Object.entries(equal).flatMap(([column, value]) =>
      value === undefined ? [] : [sql<SqlBool>`${sql.ref(column)} = ${value}`],
    ),
    ...(from === undefined ? [] : [sql<SqlBool>`${at} >= ${from}`]),
    ...(to === undefined ? [] : [sql<SqlBool>`${at} < ${to}`]),
    // MySQL finds no index for (at, id) < (?, ?).
    ...(after === undefined
      ? []
      : [sql<SqlBool>`${at} <= ${after.at}`, sql<SqlBool>`(${at} < ${after.at} or ${sql.ref('id')} < ${after.id})`]),
  ]
}

/** All conditions together; without any, every row. */
export function allOf(
  conditions: readonly Expression<SqlBool>[],
): ExpressionWrapper<never, never, SqlBool> | Expression<SqlBool> {
  return conditions.length === 0 ? sql<SqlBool>`1 = 1` : sql<SqlBool>`${sql.join(conditions, sql` and `)}`
}

/** Rows to ask for: one more than the page holds tells whether there is a next. */
export function rowsToAskFor({ limit }: PageRequest): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= MOST_ROWS) return limit + 1
  throw new PlimsollError(
    'usage',
    `a page of ${limit} rows cannot be given`,
    `Use a whole number from 1 to ${MOST_ROWS}.`,
  )
}

/** Cuts off the row that only told whether there is a next page. */
export function pageOf<Row extends { readonly id: number }>(
  found: readonly Row[],
  { limit }: PageRequest,
  atOf: (row: Row) => number,
): Page<Row> {
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  const hasMore = found.length > limit && last !== undefined
  return { rows, next: hasMore ? { at: atOf(last), id: last.id } : undefined }
}
