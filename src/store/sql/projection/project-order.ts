import { PlimsollError } from '../../../core/errors.ts'
import type { Target } from '../../../core/order.ts'
import { isOrderEnded } from '../../../core/order-status.ts'
import type { OrderChanged, OrderSent } from '../../../core/session-event.ts'
import { decimalText, optionalDecimal } from '../decimal-text.ts'
import type { OrderRow } from './batch/batch-orders.ts'
import { decide } from './decide-signal.ts'
import { noteStop } from './note-stop.ts'
import { originOf, type Projected } from './projected-session.ts'

/** Exits that a strategy asked for. */
const BY_SIGNAL: readonly string[] = ['exit_signal', 'partial_exit', 'invalidation']

export async function projectOrder(projected: Projected<OrderSent>): Promise<void> {
  const { event, batch } = projected
  const { plan } = event
  const order = batch.orders.add({
    ...originOf(projected),
    ...{ number: event.order, symbol: event.symbol, strategy: event.strategy, side: event.side },
    ...{ type: event.orderType, quantity: decimalText(event.quantity), contractSize: null },
    limitPrice: optionalDecimal(event.limitPrice),
    triggerPrice: optionalDecimal(event.triggerPrice),
    trailingPct: optionalDecimal(event.trailingPct),
    ...{
      timeInForce: event.timeInForce,
      reduceOnly: event.reduceOnly ? 1 : 0,
      leverage: decimalText(event.leverage),
    },
    ...{ purpose: event.purpose, exitReason: event.exitReason, reason: plan?.reason ?? null },
    confidence: optionalDecimal(plan?.confidence ?? null),
    stopPrice: optionalDecimal(plan?.stopPrice ?? null),
    stopPct: optionalDecimal(plan?.stopPct ?? null),
    targetPrice: optionalDecimal(priceOf(plan?.targets[0])),
    targets: plan === null ? null : JSON.stringify(plan.targets),
    ...{ status: 'in-flight', statusReason: null, filledQuantity: '0', meanPrice: null, fees: '0', slippage: '0' },
    exchangeOrderId: null,
    ...{ createdAt: event.at, updatedAt: event.at, acceptedAt: null, executedAt: null },
  })
  await decideBy(projected, order)
  await noteNewStop(projected)
}

async function decideBy(projected: Projected<OrderSent>, order: OrderRow): Promise<void> {
  const { symbol, strategy, purpose, exitReason } = projected.event
  if (purpose === 'exit' && !BY_SIGNAL.includes(exitReason ?? '')) return
  await decide(projected, { symbol, strategy, kind: purpose }, { order })
}

/** A stop order that rests somewhere else moves the stop of its position. */
async function noteNewStop(projected: Projected<OrderSent>): Promise<void> {
  const { symbol, purpose, orderType, triggerPrice } = projected.event
  if (purpose !== 'exit' || triggerPrice === null) return
  if (orderType !== 'stop-market' && orderType !== 'stop-limit') return
  const position = await projected.batch.positions.findOpen(symbol)
  if (position !== undefined) noteStop(projected, position, triggerPrice)
}

export async function projectOrderChange(projected: Projected<OrderChanged>): Promise<void> {
  const { event, at } = projected
  const order = await orderOf(projected, event.order)
  const isAccepted = order.row.acceptedAt === null && event.status === 'open'
  order.change({
    ...{ status: event.status, statusReason: event.reason, updatedAt: at },
    ...(isAccepted && { acceptedAt: at }),
    ...(isOrderEnded(event.status) && order.row.executedAt === null && event.status === 'filled' && { executedAt: at }),
  })
}

function priceOf(target: Target | undefined): number | null {
  return target !== undefined && 'price' in target ? target.price : null
}

/** The order that the engine calls `number`. */
export async function orderOf({ batch, row, sequence }: Projected, number: number): Promise<OrderRow> {
  const order = await batch.orders.find(number)
  if (order !== undefined) return order
  const message = `session "${row.name}": entry ${sequence} tells of order ${number}, which was never sent`
  throw new PlimsollError('data', message, 'The journal is not the one that the database was filled from.')
}
