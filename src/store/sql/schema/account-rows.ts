import type { Generated } from 'kysely'
import type { DecimalText, Millis } from './column-types.ts'

/** Who may use the server of a later release. */
export interface UsersTable {
  id: Generated<number>
  name: string
  status: Generated<'active' | 'disabled'>
  createdAt: Millis
  updatedAt: Millis
}

/** What is traded with. */
export interface AccountsTable {
  id: Generated<number>
  name: string
  exchange: string
  quote: string
  apiKeyHash: string | null
  balance: DecimalText
  initialBalance: DecimalText
  riskPercentage: Generated<DecimalText>
  maxPositions: Generated<number>
  status: Generated<'active' | 'close_only' | 'halted' | 'halted_flat' | 'closed'>
  createdAt: Millis
  updatedAt: Millis
}

/** Runs on paper or with real money. `last_sequence` and `last_hash` say how far the journal has been taken in. */
export interface SessionsTable {
  id: Generated<number>
  name: string
  accountId: number
  mode: 'paper' | 'live'
  exchange: string
  version: string
  node: string
  capital: DecimalText
  quote: string
  leverage: DecimalText
  timeframe: string
  markets: string
  strategies: string
  settings: string
  inputs: string
  status: Generated<'running' | 'ended'>
  state: Generated<'active' | 'close_only' | 'halted' | 'halted_flat'>
  startedAt: Millis
  endedAt: Millis | null
  endReason: 'end_of_data' | 'stopped' | null
  lastSequence: number
  lastHash: string | null
  firstAt: Millis | null
  lastAt: Millis | null
  peakEquity: DecimalText
  tradeCount: Generated<number>
  winCount: Generated<number>
  grossProfit: Generated<DecimalText>
  grossLoss: Generated<DecimalText>
}

/** Files of the journal of a session. */
export interface JournalSegmentsTable {
  id: Generated<number>
  session: string
  number: number
  firstSequence: number
  lastSequence: number | null
  bytes: number
  hash: string | null
  createdAt: Millis
  closedAt: Millis | null
}
