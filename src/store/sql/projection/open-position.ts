import type { Selectable } from 'kysely'
import { decimalText } from '../decimal-text.ts'
import type { PositionsTable } from '../schema/order-rows.ts'
import { addRiskEvent } from './add-risk-event.ts'
import type { Projected } from './projected-session.ts'

export type PositionRow = Selectable<PositionsTable>

/** The position that is open in a market; a session has at most one there. */
export async function openPosition({ transaction, row }: Projected, symbol: string): Promise<PositionRow | undefined> {
  const query = transaction.selectFrom('positions').selectAll().where('sessionId', '=', row.id)
  return query.where('symbol', '=', symbol).where('status', '=', 'open').executeTakeFirst()
}

/** Keeps where the stop of a position is now; each move of it is a risk event. */
export async function noteStop(projected: Projected, position: PositionRow, stopPrice: number): Promise<void> {
  const { id, symbol, strategy, stopPrice: from } = position
  const to = decimalText(stopPrice)
  if (from === to) return
  const changed = { stopPrice: to, updatedAt: projected.at }
  await projected.transaction.updateTable('positions').set(changed).where('id', '=', id).execute()
  const description = from === null ? `the stop is at ${to}` : `the stop moves from ${from} to ${to}`
  const type = from === null ? 'stop_set' : 'stop_moved'
  await addRiskEvent(projected, { type, severity: 'info', description, symbol, strategy, data: { from, to } })
}
