import type { Selectable } from 'kysely'
import type { Database } from '../open-database.ts'
import type { OrdersTable } from '../schema/order-rows.ts'
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

export type OrderRow = Selectable<OrdersTable>

export interface OrderFilter extends RowFilter {
  readonly status?: OrderRow['status']
}

/** Orders, by the time at which they were sent. The newest come first. */
export async function pageOfOrders(
  database: Database,
  filter: OrderFilter,
  request: PageRequest,
): Promise<Page<OrderRow>> {
  const chosen = { time: 'createdAt', equal: { ...equalOf(filter), status: filter.status } }
  const rows = await database.reader
    .selectFrom('orders')
    .selectAll()
    .where(allOf(conditionsOf(chosen, filter, request)))
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(rowsToAskFor(request))
    .execute()
  return pageOf(rows, request, ({ createdAt }) => createdAt)
}
