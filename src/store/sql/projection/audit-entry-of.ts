import type { SessionEvent } from '../../../core/session-event.ts'
import type { AuditEntry } from '../audit-log.ts'
import type { Projected } from './projected-session.ts'

/** Actions of trading go into the audit log: what was commanded, sent, filled and closed, and what the account may do. */
export function auditEntryOf({ event, at, row, sequence }: Projected): AuditEntry | undefined {
  const entry = entryOf(event)
  return entry === undefined ? undefined : { ...entry, at, subject: row.name, data: { ...entry.data, sequence } }
}

function entryOf(event: SessionEvent): Omit<AuditEntry, 'at' | 'subject'> | undefined {
  const actor = 'engine'
  switch (event.type) {
    case 'started':
      return {
        actor,
        action: 'session.started',
        data: { mode: event.mode, exchange: event.exchange, version: event.version },
      }
    case 'command': {
      const { command, reason, state = null, amount = null } = event
      return { actor: event.by, action: `command.${command}`, data: { reason, state, amount } }
    }
    case 'order': {
      const { order, symbol, side, orderType, quantity, purpose } = event
      return { actor, action: 'order.sent', data: { order, symbol, side, orderType, quantity, purpose } }
    }
    case 'orderChanged':
      return { actor, action: `order.${event.status}`, data: { order: event.order, reason: event.reason } }
    case 'fill': {
      const { order, symbol, side, quantity, price, fee } = event
      return { actor, action: 'order.fill', data: { order, symbol, side, quantity, price, fee } }
    }
    case 'trade':
      return { actor, action: 'trade.closed', data: { symbol: event.trade.symbol, pnl: event.trade.pnl } }
    case 'state':
      return { actor, action: 'account.state', data: { from: event.from, to: event.to, cause: event.cause } }
    case 'stopped':
      return { actor, action: 'strategy.stopped', data: { strategy: event.strategy, symbol: event.symbol } }
    case 'ended':
      return { actor, action: 'session.ended', data: { end: event.end } }
    case 'signal':
    case 'refusal':
    case 'funding':
    case 'account':
      return undefined
  }
}
