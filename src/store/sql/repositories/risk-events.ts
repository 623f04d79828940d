import type { Selectable } from 'kysely'
import type { Database } from '../open-database.ts'
import type { RiskEventsTable } from '../schema/decision-rows.ts'
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

export type RiskEventRow = Selectable<RiskEventsTable>

export interface RiskEventFilter extends RowFilter {
  readonly severity?: RiskEventRow['severity']
}

/** Risk events, by their time. The newest come first. */
export async function pageOfRiskEvents(
  database: Database,
  filter: RiskEventFilter,
  request: PageRequest,
): Promise<Page<RiskEventRow>> {
  const chosen = { time: 'createdAt', equal: { ...equalOf(filter), severity: filter.severity } }
  const rows = await database.reader
    .selectFrom('riskEvents')
    .selectAll()
    .where(allOf(conditionsOf(chosen, filter, request)))
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(rowsToAskFor(request))
    .execute()
  return pageOf(rows, request, ({ createdAt }) => createdAt)
}
