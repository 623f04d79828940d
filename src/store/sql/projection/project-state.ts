import { PlimsollError } from '../../../core/errors.ts'
import type { SessionEnded, StateChanged, StrategyStopped } from '../../../core/session-event.ts'
import { addRiskEvent } from './add-risk-event.ts'
import type { Projected } from './projected-session.ts'

const SEVERITIES = { active: 'info', close_only: 'warning', halted: 'critical', halted_flat: 'critical' } as const
type State = keyof typeof SEVERITIES

/** The account may do less, or more again. */
export function projectState(projected: Projected<StateChanged>): void {
  const { event, row, batch, at } = projected
  const { from, to, cause, reason } = event
  if (!isState(to)) {
    throw new PlimsollError('data', `session "${row.name}": "${to}" is no trading state`, 'Update Plimsoll.')
  }
  row.state = to
  batch.changeAccount({ status: to, updatedAt: at })
  const description = `${from} -> ${to}: ${reason}`
  addRiskEvent(projected, { type: 'state_change', severity: SEVERITIES[to], description, rule: cause })
}

/** A strategy broke its contract and is asked no more. */
export function projectStop(projected: Projected<StrategyStopped>): void {
  const { symbol, strategy, error } = projected.event
  addRiskEvent(projected, {
    type: 'strategy_stopped',
    severity: 'critical',
    description: error,
    symbol,
    strategy,
  })
}

export function projectEnd({ event, row, at }: Projected<SessionEnded>): void {
  row.status = 'ended'
  row.endedAt = at
  row.endReason = event.end
}

function isState(text: string): text is State {
  return Object.hasOwn(SEVERITIES, text)
}
