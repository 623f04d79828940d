import type { Generated } from 'kysely'
import type { DecimalText, Millis } from './column-types.ts'

/** What strategies proposed. */
export interface SignalsTable {
  id: Generated<number>
  sessionId: number
  accountId: number
  sequence: number
  at: Millis
  symbol: string
  strategy: string
  side: 'long' | 'short' | 'flat'
  confidence: DecimalText | null
  stopPrice: DecimalText | null
  stopPct: DecimalText | null
  targets: string
  reason: string
  status: Generated<'pending' | 'placed' | 'refused'>
}

/** What became of each signal. */
export interface DecisionsTable {
  id: Generated<number>
  sessionId: number
  accountId: number
  sequence: number
  signalId: number
  orderId: number | null
  at: Millis
  symbol: string
  strategy: string
  outcome: 'placed' | 'refused'
  stage: string | null
  rule: string | null
  reason: string | null
}

/** What models were asked and answered. */
export interface AiAnalysesTable {
  id: Generated<number>
  accountId: number | null
  sessionId: number | null
  symbol: string
  analysisType: string
  confidenceScore: DecimalText | null
  recommendation: string | null
  modelUsed: string | null
  tokensUsed: number | null
  cost: DecimalText | null
  processingTime: DecimalText | null
  inputData: string | null
  aiResponse: string | null
  createdAt: Millis
}

/** Refusals, changes of stops and states. */
export interface RiskEventsTable {
  id: Generated<number>
  sessionId: number
  accountId: number
  sequence: number
  eventType: string
  severity: Generated<'info' | 'warning' | 'critical'>
  symbol: string | null
  strategy: string | null
  rule: string | null
  description: string
  data: string
  createdAt: Millis
  reviewedAt: Millis | null
  reviewedBy: string | null
  reviewNote: string | null
}
