import type { OrderFilled } from '../../../core/session-event.ts'
import { decimalText, ExactDecimal, plainText } from '../decimal-text.ts'
import type { OrderRow } from './batch/batch-orders.ts'
import type { PositionRow } from './batch/batch-positions.ts'
import { orderOf } from './project-order.ts'
import { originOf, type Projected } from './projected-session.ts'

/** An order counts as filled when all but a rounding error of it is, as in the engine. */
const FILLED_SHARE = 1 - 1e-12
/** Means are no exact decimals: so many are kept. */
const MEAN_DECIMALS = 24

export async function projectFill(projected: Projected<OrderFilled>): Promise<void> {
  const { event, batch } = projected
  const position = await batch.positions.findOpen(event.symbol)
  const order = event.order === null ? undefined : await orderOf(projected, event.order)
  batch.appended.addFill(
    {
      ...originOf(projected),
      ...{ symbol: event.symbol, side: event.side, positionSide: event.positionSide },
      strategy: order?.row.strategy ?? position?.row.strategy ?? null,
      ...{ purpose: event.purpose, quantity: decimalText(event.quantity), price: decimalText(event.price) },
      ...{ contractSize: decimalText(event.contractSize), leverage: decimalText(event.leverage) },
      ...{ fee: decimalText(event.fee), feeAsset: event.feeAsset, slippage: decimalText(event.slippage) },
      ...{ liquidity: event.liquidity, at: event.at },
    },
    order,
  )
  if (order !== undefined) fillOrder(projected, order)
  if (event.purpose === 'exit') reduce(projected, position)
  else if (position === undefined) open(projected, order)
  else enlarge(projected, position)
}

function fillOrder({ event, at }: Projected<OrderFilled>, order: OrderRow): void {
  const { filledQuantity, meanPrice, quantity, fees, slippage, status, acceptedAt } = order.row
  const filled = new ExactDecimal(filledQuantity).plus(decimalText(event.quantity))
  const isFilled = filled.gte(new ExactDecimal(quantity).times(FILLED_SHARE))
  const isUnanswered = status === 'in-flight' || status === 'unknown'
  order.change({
    filledQuantity: plainText(filled),
    meanPrice: mean(meanPrice ?? '0', filledQuantity, event),
    contractSize: decimalText(event.contractSize),
    fees: plainText(new ExactDecimal(fees).plus(decimalText(event.fee))),
    slippage: plainText(new ExactDecimal(slippage).plus(decimalText(event.slippage))),
    status: isFilled ? 'filled' : isUnanswered ? 'open' : status,
    ...{ acceptedAt: acceptedAt ?? at, executedAt: at, updatedAt: at },
  })
}

function open(projected: Projected<OrderFilled>, order: OrderRow | undefined): void {
  const { event, batch, at } = projected
  const { strategy = null, stopPrice = null, targetPrice = null } = order?.row ?? {}
  const values = {
    ...originOf(projected),
    ...{ symbol: event.symbol, strategy, side: event.positionSide, quantity: decimalText(event.quantity) },
    ...{ contractSize: decimalText(event.contractSize), leverage: decimalText(event.leverage) },
    ...{ entryPrice: decimalText(event.price), currentPrice: decimalText(event.price), unrealisedPnl: '0' },
    ...{ margin: null, stopPrice, targetPrice },
    ...{ exitPrice: null, realisedPnl: null, closeReason: null, openedAt: at, updatedAt: at, closedAt: null },
  }
  batch.positions.add(values, order)
}

function enlarge({ event, at }: Projected<OrderFilled>, position: PositionRow): void {
  const { quantity, entryPrice } = position.row
  position.change({
    quantity: plainText(new ExactDecimal(quantity).plus(decimalText(event.quantity))),
    entryPrice: mean(entryPrice, quantity, event),
    updatedAt: at,
  })
}

/** The trade that follows closes it. */
function reduce({ event, at }: Projected<OrderFilled>, position: PositionRow | undefined): void {
  if (position === undefined) return
  const left = new ExactDecimal(position.row.quantity).minus(decimalText(event.quantity))
  position.change({ quantity: left.isNegative() ? '0' : plainText(left), updatedAt: at })
}

/** The mean price of `quantity` at `price` and a fill. */
function mean(price: string, quantity: string, fill: OrderFilled): string {
  const held = new ExactDecimal(quantity)
  const added = decimalText(fill.quantity)
  const value = held.times(price).plus(new ExactDecimal(decimalText(fill.price)).times(added))
  return plainText(value.div(held.plus(added)).toDecimalPlaces(MEAN_DECIMALS))
}
