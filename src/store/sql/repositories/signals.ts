import type { Selectable } from 'kysely'
import type { Database } from '../open-database.ts'
import type { SignalsTable } from '../schema/decision-rows.ts'
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

export type SignalRow = Selectable<SignalsTable>

export interface SignalFilter extends RowFilter {
  readonly status?: SignalRow['status']
}

/** Signals, by their time. The newest come first. */
export async function pageOfSignals(
  database: Database,
  filter: SignalFilter,
  request: PageRequest,
): Promise<Page<SignalRow>> {
  const chosen = { time: 'at', equal: { ...equalOf(filter), status: filter.status } }
  const rows = await database.reader
    .selectFrom('signals')
    .selectAll()
    .where(allOf(conditionsOf(chosen, filter, request)))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(rowsToAskFor(request))
    .execute()
  return pageOf(rows, request, ({ at }) => at)
}
