import type { Generated } from 'kysely'
import type { DecimalText, Millis } from './column-types.ts'

/** The account at a close. */
export interface MetricsTable {
  id: Generated<number>
  sessionId: number
  accountId: number
  sequence: number
  at: Millis
  moments: number
  uptimeMs: number
  equity: DecimalText
  cash: DecimalText
  margin: DecimalText
  exposure: DecimalText
  unrealisedPnl: DecimalText
  realisedPnl: DecimalText
  openPositions: number
  tradeCount: number
  winRatePct: DecimalText | null
  profitFactor: DecimalText | null
  peakEquity: DecimalText
  drawdownPct: DecimalText
}

/** Lines of the double-entry ledger; those of one sequence are a transaction. */
export interface LedgerEntriesTable {
  id: Generated<number>
  sessionId: number
  accountId: number
  sequence: number
  line: number
  at: Millis
  account: string
  asset: string
  amount: DecimalText
  kind: string
  symbol: string | null
  reference: string
}

/** Who did what: each row holds the hash of the one before. */
export interface AuditLogTable {
  id: Generated<number>
  number: number
  at: Millis
  actor: string
  action: string
  subject: string
  data: string
  previousHash: string
  hash: string
}

/** Where the chain of the audit log ends. */
export interface AuditHeadsTable {
  id: Generated<number>
  number: number
  hash: string
}
