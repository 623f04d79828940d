import type { Selectable } from 'kysely'
import type { ExitReason } from '../../../core/exit-reason.ts'
import type { Tables } from '../schema/tables.ts'
import { pagesOf, type RowFilter } from './page.ts'

// The books as they are read: pages of each table, the newest rows first.

export type OrderRow = Selectable<Tables['orders']>
export type FillRow = Selectable<Tables['fills']>
export type TradeRow = Selectable<Tables['trades']>
export type PositionRow = Selectable<Tables['positions']>
export type SignalRow = Selectable<Tables['signals']>
export type RiskEventRow = Selectable<Tables['riskEvents']>
export type LedgerEntryRow = Selectable<Tables['ledgerEntries']>

export interface OrderFilter extends RowFilter {
  readonly status?: OrderRow['status']
}

export interface TradeFilter extends RowFilter {
  readonly exitReason?: ExitReason
}

export interface PositionFilter extends RowFilter {
  readonly status?: PositionRow['status']
}

export interface SignalFilter extends RowFilter {
  readonly status?: SignalRow['status']
}

export interface RiskEventFilter extends RowFilter {
  readonly severity?: RiskEventRow['severity']
}

export interface LedgerFilter extends Omit<RowFilter, 'strategy'> {
  /** A line of the chart of accounts. */
  readonly account?: string
  readonly asset?: string
  readonly kind?: string
}

/** Orders, by the time at which they were sent. */
export const pageOfOrders = pagesOf<OrderRow, OrderFilter>('orders', 'createdAt', ['status'])

export const pageOfFills = pagesOf<FillRow, RowFilter>('fills', 'at')

/** Closed trades, by the time at which they ended. */
export const pageOfTrades = pagesOf<TradeRow, TradeFilter>('trades', 'exitAt', ['exitReason'])

/** Positions, open and closed, by the time at which they were opened. */
export const pageOfPositions = pagesOf<PositionRow, PositionFilter>('positions', 'openedAt', ['status'])

export const pageOfSignals = pagesOf<SignalRow, SignalFilter>('signals', 'at', ['status'])

export const pageOfRiskEvents = pagesOf<RiskEventRow, RiskEventFilter>('riskEvents', 'createdAt', ['severity'])

export const pageOfLedgerEntries = pagesOf<LedgerEntryRow, LedgerFilter>('ledgerEntries', 'at', [
  'account',
  'asset',
  'kind',
])
