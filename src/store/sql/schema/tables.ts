import type { AccountsTable, JournalSegmentsTable, SessionsTable, UsersTable } from './account-rows.ts'
import type { AuditHeadsTable, AuditLogTable, LedgerEntriesTable, MetricsTable } from './book-rows.ts'
import type { AiAnalysesTable, DecisionsTable, RiskEventsTable, SignalsTable } from './decision-rows.ts'
import type { FillsTable, OrdersTable, PositionsTable, TradesTable } from './order-rows.ts'

/** Every table as Kysely sees it: names in camel case, `trades.exit_at` is `trades.exitAt`. */
export interface Tables {
  users: UsersTable
  accounts: AccountsTable
  sessions: SessionsTable
  journalSegments: JournalSegmentsTable
  orders: OrdersTable
  fills: FillsTable
  positions: PositionsTable
  trades: TradesTable
  signals: SignalsTable
  decisions: DecisionsTable
  aiAnalyses: AiAnalysesTable
  riskEvents: RiskEventsTable
  metrics: MetricsTable
  ledgerEntries: LedgerEntriesTable
  auditLog: AuditLogTable
  auditHeads: AuditHeadsTable
}
