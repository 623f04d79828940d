import type { Selectable } from 'kysely'
import type { Database } from '../open-database.ts'
import type { FillsTable } from '../schema/order-rows.ts'
import {
  allOf,
  conditionsOf,
  equalOf,
  type Page,
  type PageRequest,
  pageOf,
  type RowFilter,
  rowsToAskFor,
} from './page.ts'

export type FillRow = Selectable<FillsTable>

/** Fills, by their time. The newest come first. */
export async function pageOfFills(database: Database, filter: RowFilter, request: PageRequest): Promise<Page<FillRow>> {
  const chosen = { time: 'at', equal: equalOf(filter) }
  const rows = await database.reader
    .selectFrom('fills')
    .selectAll()
    .where(allOf(conditionsOf(chosen, filter, request)))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(rowsToAskFor(request))
    .execute()
  return pageOf(rows, request, ({ at }) => at)
}
