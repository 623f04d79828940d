import type { OrderFilled } from '../../../core/session-event.ts'
import { decimalText, ExactDecimal, plainText } from '../decimal-text.ts'
import { openPosition, type PositionRow } from './open-position.ts'
import { orderOf } from './project-order.ts'
import { originOf, type Projected } from './projected-session.ts'

type OrderRow = Awaited<ReturnType<typeof orderOf>>

/** An order counts as filled when all but a rounding error of it is, as in the engine. */
const FILLED_SHARE = 1 - 1e-12
/** Means are no exact decimals: so many are kept. */
const MEAN_DECIMALS = 24

export async function projectFill(projected: Projected<OrderFilled>): Promise<void> {
  const { event, transaction } = projected
  const position = await openPosition(projected, event.symbol)
  const order = event.order === null ? undefined : await orderOf(projected, event.order)
  await transaction
    .insertInto('fills')
    .values({
      ...originOf(projected),
      ...{ orderId: order?.id ?? null, symbol: event.symbol, side: event.side, positionSide: event.positionSide },
      strategy: order?.strategy ?? position?.strategy ?? null,
      ...{ purpose: event.purpose, quantity: decimalText(event.quantity), price: decimalText(event.price) },
      ...{ contractSize: decimalText(event.contractSize), leverage: decimalText(event.leverage) },
      ...{ fee: decimalText(event.fee), feeAsset: event.feeAsset, slippage: decimalText(event.slippage) },
      ...{ liquidity: event.liquidity, at: event.at },
    })
    .execute()
  if (order !== undefined) await fillOrder(projected, order)
  if (event.purpose === 'exit') await reduce(projected, position)
  else if (position === undefined) await open(projected, order)
  else await enlarge(projected, position)
}

async function fillOrder({ transaction, event, at }: Projected<OrderFilled>, order: OrderRow): Promise<void> {
  const filled = new ExactDecimal(order.filledQuantity).plus(event.quantity)
  const isFilled = filled.gte(new ExactDecimal(order.quantity).times(FILLED_SHARE))
  const isUnanswered = order.status === 'in-flight' || order.status === 'unknown'
  await transaction
    .updateTable('orders')
    .set({
      filledQuantity: plainText(filled),
      meanPrice: mean(order.meanPrice ?? '0', order.filledQuantity, event),
      contractSize: decimalText(event.contractSize),
      fees: plainText(new ExactDecimal(order.fees).plus(event.fee)),
      slippage: plainText(new ExactDecimal(order.slippage).plus(event.slippage)),
      status: isFilled ? 'filled' : isUnanswered ? 'open' : order.status,
      ...{ acceptedAt: order.acceptedAt ?? at, executedAt: at, updatedAt: at },
    })
    .where('id', '=', order.id)
    .execute()
}

async function open(projected: Projected<OrderFilled>, order: OrderRow | undefined): Promise<void> {
  const { event, transaction, at } = projected
  await transaction
    .insertInto('positions')
    .values({
      ...originOf(projected),
      ...{ symbol: event.symbol, strategy: order?.strategy ?? null, side: event.positionSide },
      ...{ quantity: decimalText(event.quantity), contractSize: decimalText(event.contractSize) },
      ...{ leverage: decimalText(event.leverage), entryPrice: decimalText(event.price) },
      ...{ currentPrice: decimalText(event.price), unrealisedPnl: '0', margin: null },
      ...{
        stopPrice: order?.stopPrice ?? null,
        targetPrice: order?.targetPrice ?? null,
        entryOrderId: order?.id ?? null,
      },
      ...{ exitPrice: null, realisedPnl: null, closeReason: null, openedAt: at, updatedAt: at, closedAt: null },
    })
    .execute()
}

async function enlarge({ event, transaction, at }: Projected<OrderFilled>, position: PositionRow): Promise<void> {
  const quantity = plainText(new ExactDecimal(position.quantity).plus(event.quantity))
  const entryPrice = mean(position.entryPrice, position.quantity, event)
  const changed = { quantity, entryPrice, updatedAt: at }
  await transaction.updateTable('positions').set(changed).where('id', '=', position.id).execute()
}

/** The trade that follows closes it. */
async function reduce(
  { event, transaction, at }: Projected<OrderFilled>,
  position: PositionRow | undefined,
): Promise<void> {
  if (position === undefined) return
  const left = new ExactDecimal(position.quantity).minus(event.quantity)
  const changed = { quantity: left.isNegative() ? '0' : plainText(left), updatedAt: at }
  await transaction.updateTable('positions').set(changed).where('id', '=', position.id).execute()
}

/** The mean price of `quantity` at `price` and a fill. */
function mean(price: string, quantity: string, fill: OrderFilled): string {
  const held = new ExactDecimal(quantity)
  const value = held.times(price).plus(new ExactDecimal(fill.price).times(fill.quantity))
  return plainText(value.div(held.plus(fill.quantity)).toDecimalPlaces(MEAN_DECIMALS))
}
