import type { Refusal, SignalGiven } from '../../../core/session-event.ts'
import { optionalDecimal } from '../decimal-text.ts'
import { addRiskEvent } from './add-risk-event.ts'
import { decide, undoPlaced } from './decide-signal.ts'
import { originOf, type Projected } from './projected-session.ts'

export async function projectSignal(projected: Projected<SignalGiven>): Promise<void> {
  const { event, transaction } = projected
  await transaction
    .insertInto('signals')
    .values({
      ...originOf(projected),
      ...{ at: event.at, symbol: event.symbol, strategy: event.strategy, side: event.side, reason: event.reason },
      confidence: optionalDecimal(event.confidence),
      stopPrice: optionalDecimal(event.stopPrice),
      stopPct: optionalDecimal(event.stopPct),
      targets: JSON.stringify(event.targets),
    })
    .execute()
  if (event.side === 'flat') await decideByEarlierOrder(projected)
}

/** The order that takes off a part of a position is told before the signal that it follows from. */
async function decideByEarlierOrder(projected: Projected<SignalGiven>): Promise<void> {
  const { event, transaction, row } = projected
  const { symbol, strategy, at } = event
  const order = await transaction
    .selectFrom('orders')
    .select('id')
    .where('sessionId', '=', row.id)
    .where('createdAt', '=', at)
    .where('symbol', '=', symbol)
    .where('strategy', '=', strategy)
    .where('exitReason', '=', 'partial_exit')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (order !== undefined) await decide(projected, { symbol, strategy, kind: 'exit' }, { orderId: order.id })
}

/** A refusal ends a signal, but for those of orders that protect or close a position. */
export async function projectRefusal(projected: Projected<Refusal>): Promise<void> {
  const { symbol, strategy, stage, rule, reason } = projected.event
  const refusal = { stage, rule, reason }
  if (stage === 'filled') await undoPlaced(projected, { symbol, strategy }, refusal)
  else if (stage !== 'order') {
    await decide(projected, { symbol, strategy, kind: stage === 'left' ? 'exit' : 'entry' }, { refusal })
  }
  const isOfOrder = stage === 'order'
  await addRiskEvent(projected, {
    type: isOfOrder ? 'order_refusal' : 'refusal',
    severity: isOfOrder ? 'warning' : 'info',
    description: reason,
    ...{ symbol, strategy, rule, data: { stage } },
  })
}
