import type { Selectable } from 'kysely'
import type { Database } from '../open-database.ts'
import type { PositionsTable } from '../schema/order-rows.ts'
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

export type PositionRow = Selectable<PositionsTable>

export interface PositionFilter extends RowFilter {
  readonly status?: PositionRow['status']
}

/** Positions, open and closed, by the time at which they were opened. The newest come first. */
export async function pageOfPositions(
  database: Database,
  filter: PositionFilter,
  request: PageRequest,
): Promise<Page<PositionRow>> {
  const chosen = { time: 'openedAt', equal: { ...equalOf(filter), status: filter.status } }
  const rows = await database.reader
    .selectFrom('positions')
    .selectAll()
    .where(allOf(conditionsOf(chosen, filter, request)))
    .orderBy('openedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(rowsToAskFor(request))
    .execute()
  return pageOf(rows, request, ({ openedAt }) => openedAt)
}
