import type { Insertable, Transaction } from 'kysely'
import { type AuditEntry, appendAudit } from '../../audit-log.ts'
import type { Backend } from '../../backend.ts'
import type { LedgerEntriesTable, MetricsTable } from '../../schema/book-rows.ts'
import type { RiskEventsTable } from '../../schema/decision-rows.ts'
import type { FillsTable, TradesTable } from '../../schema/order-rows.ts'
import type { Tables } from '../../schema/tables.ts'
import { insertInChunks } from '../../statement-size.ts'
import type { OrderRow } from './batch-orders.ts'
import type { PositionRow } from './batch-positions.ts'

type Fill = Omit<Insertable<FillsTable>, 'orderId'>
type Trade = Omit<Insertable<TradesTable>, 'positionId'>

/** Rows that the events of a batch add and never read: those of a table are written together. */
export class AppendedRows {
  readonly riskEvents: Insertable<RiskEventsTable>[] = []
  readonly metrics: Insertable<MetricsTable>[] = []
  readonly ledgerEntries: Insertable<LedgerEntriesTable>[] = []
  readonly auditEntries: AuditEntry[] = []
  readonly #fills: { readonly values: Fill; readonly order: OrderRow | undefined }[] = []
  readonly #trades: { readonly values: Trade; readonly position: PositionRow | undefined }[] = []

  addFill(values: Fill, order: OrderRow | undefined): void {
    this.#fills.push({ values, order })
  }

  addTrade(values: Trade, position: PositionRow | undefined): void {
    this.#trades.push({ values, position })
  }

  /** The orders and positions have to be written before. */
  async write(transaction: Transaction<Tables>, backend: Backend): Promise<void> {
    const fills = this.#fills.map(({ values, order }) => ({ ...values, orderId: order?.id ?? null }))
    const trades = this.#trades.map(({ values, position }) => ({ ...values, positionId: position?.id ?? null }))
    await insertInChunks(fills, (rows) => transaction.insertInto('fills').values(rows).execute())
    await insertInChunks(trades, (rows) => transaction.insertInto('trades').values(rows).execute())
    await insertInChunks(this.riskEvents, (rows) => transaction.insertInto('riskEvents').values(rows).execute())
    await insertInChunks(this.metrics, (rows) => transaction.insertInto('metrics').values(rows).execute())
    await insertInChunks(this.ledgerEntries, (rows) => transaction.insertInto('ledgerEntries').values(rows).execute())
    // In the end, because others who write to the audit log have to wait from here on.
    await appendAudit(transaction, backend, this.auditEntries)
  }
}
