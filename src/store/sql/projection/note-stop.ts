import { decimalText } from '../decimal-text.ts'
import { addRiskEvent } from './add-risk-event.ts'
import type { PositionRow } from './batch/batch-positions.ts'
import type { Projected } from './projected-session.ts'

/** Keeps where the stop of a position is now; each move of it is a risk event. */
export function noteStop(projected: Projected, position: PositionRow, stopPrice: number): void {
  const { symbol, strategy, stopPrice: from } = position.row
  const to = decimalText(stopPrice)
  if (from === to) return
  position.change({ stopPrice: to, updatedAt: projected.at })
  const description = from === null ? `the stop is at ${to}` : `the stop moves from ${from} to ${to}`
  const type = from === null ? 'stop_set' : 'stop_moved'
  addRiskEvent(projected, { type, severity: 'info', description, symbol, strategy, data: { from, to } })
}
