import type { Refusal, SignalGiven } from '../../../core/session-event.ts'
import { optionalDecimal } from '../decimal-text.ts'
import { addRiskEvent } from './add-risk-event.ts'
import { decide } from './decide-signal.ts'
import { originOf, type Projected } from './projected-session.ts'

export async function projectSignal(projected: Projected<SignalGiven>): Promise<void> {
  const { event, batch } = projected
  await batch.signals.add({
    ...originOf(projected),
    ...{ at: event.at, symbol: event.symbol, strategy: event.strategy, side: event.side, reason: event.reason },
    confidence: optionalDecimal(event.confidence),
    stopPrice: optionalDecimal(event.stopPrice),
    stopPct: optionalDecimal(event.stopPct),
    targets: JSON.stringify(event.targets),
  })
  if (event.side === 'flat') await decideByEarlierOrder(projected)
}

/** The order that takes off a part of a position is told before the signal that it follows from. */
async function decideByEarlierOrder(projected: Projected<SignalGiven>): Promise<void> {
  const { symbol, strategy, at } = projected.event
  const order = await projected.batch.orders.findPartialExit({ at, symbol, strategy })
  if (order !== undefined) await decide(projected, { symbol, strategy, kind: 'exit' }, { order })
}

/** A refusal ends a signal, but for those of orders that protect or close a position. */
export async function projectRefusal(projected: Projected<Refusal>): Promise<void> {
  const { symbol, strategy, stage, rule, reason } = projected.event
  const refusal = { stage, rule, reason }
  if (stage === 'filled') await projected.batch.decisions.refusePlaced(symbol, strategy, refusal)
  else if (stage !== 'order') {
    await decide(projected, { symbol, strategy, kind: stage === 'left' ? 'exit' : 'entry' }, { refusal })
  }
  const isOfOrder = stage === 'order'
  addRiskEvent(projected, {
    type: isOfOrder ? 'order_refusal' : 'refusal',
    severity: isOfOrder ? 'warning' : 'info',
    description: reason,
    ...{ symbol, strategy, rule, data: { stage } },
  })
}
