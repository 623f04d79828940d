import type { Selectable } from 'kysely'
import type { Database } from '../open-database.ts'
import type { LedgerEntriesTable } from '../schema/book-rows.ts'
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

export type LedgerEntryRow = Selectable<LedgerEntriesTable>

export interface LedgerFilter extends Omit<RowFilter, 'strategy'> {
  /** A line of the chart of accounts. */
  readonly account?: string
  readonly asset?: string
  readonly kind?: string
}

/** Lines of the ledger, by their time. The newest come first. */
export async function pageOfLedgerEntries(
  database: Database,
  filter: LedgerFilter,
  request: PageRequest,
): Promise<Page<LedgerEntryRow>> {
  const { account, asset, kind } = filter
  const chosen = { time: 'at', equal: { ...equalOf(filter), account, asset, kind } }
  const rows = await database.reader
    .selectFrom('ledgerEntries')
    .selectAll()
    .where(allOf(conditionsOf(chosen, filter, request)))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(rowsToAskFor(request))
    .execute()
  return pageOf(rows, request, ({ at }) => at)
}
