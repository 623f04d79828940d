import type { Selectable } from 'kysely'
import type { ExitReason } from '../../../core/exit-reason.ts'
import type { Database } from '../open-database.ts'
import type { TradesTable } from '../schema/order-rows.ts'
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

export type TradeRow = Selectable<TradesTable>

export interface TradeFilter extends RowFilter {
  readonly exitReason?: ExitReason
}

/** Closed trades, by the time at which they ended. The newest come first. */
export async function pageOfTrades(
  database: Database,
  filter: TradeFilter,
  request: PageRequest,
): Promise<Page<TradeRow>> {
  const chosen = { time: 'exitAt', equal: { ...equalOf(filter), exitReason: filter.exitReason } }
  const rows = await database.reader
    .selectFrom('trades')
    .selectAll()
    .where(allOf(conditionsOf(chosen, filter, request)))
    .orderBy('exitAt', 'desc')
    .orderBy('id', 'desc')
    .limit(rowsToAskFor(request))
    .execute()
  return pageOf(rows, request, ({ exitAt }) => exitAt)
}
