import type { ExitReason } from '../core/exit-reason.ts'
import type { OrderRequest } from '../core/order.ts'
import type { Order } from './order.ts'
import type { OrderRegistry } from './order-registry.ts'
import type { Position } from './position.ts'

/**
 * Keeps the stop and the target of every position resting at the venue. It is level-triggered: `update` looks at the position as it
 * is now and makes the resting orders match it, whatever happened before. A new order is placed before the old one is cancelled, so
 * a position is never without a stop; both are reduce-only, so together they cannot close more than there is.
 */
export class Protection {
  readonly #orders: OrderRegistry
  readonly #stops: (Order | undefined)[]
  readonly #targets: (Order | undefined)[]

  constructor(orders: OrderRegistry, marketCount: number) {
    this.#orders = orders
    this.#stops = new Array<Order | undefined>(marketCount).fill(undefined)
    this.#targets = new Array<Order | undefined>(marketCount).fill(undefined)
  }

  /** Makes the resting orders of `market` match `position`. */
  update(market: number, position: Position | undefined, now: number): void {
    const stop = position === undefined ? undefined : stopRequest(position)
    const target = position === undefined ? undefined : targetRequest(position)
    this.#stops[market] = this.#match(this.#stops[market], stop, now)
    this.#targets[market] = this.#match(this.#targets[market], target, now)
  }

  /** True when `order` is the stop that protects its market now. */
  isStop(order: Order): boolean {
    return this.#stops[order.request.market] === order
  }

  /** True when no stop of `market` can trigger: it was refused, cancelled, or is used up. */
  isNaked(market: number): boolean {
    return this.#stops[market]?.isEnded ?? true
  }

  #match(resting: Order | undefined, wanted: OrderRequest | undefined, now: number): Order | undefined {
    const live = resting !== undefined && !resting.isEnded ? resting : undefined
    if (live !== undefined && wanted !== undefined && isSame(live, wanted)) return live
    const placed = wanted === undefined ? undefined : this.#orders.submit(wanted, 0, now)
    if (live !== undefined) this.#orders.cancel(live, now)
    return placed
  }
}

function targetRequest(position: Position): OrderRequest | undefined {
  if (Number.isNaN(position.targetPrice)) return undefined
  return exitRequest(position, 'limit', 'take_profit', position.targetPrice)
}

function stopRequest(position: Position): OrderRequest {
  return exitRequest(position, 'stop-market', 'stop_loss', position.stopPrice)
}

/** The order that takes off all of `position`: at `price`, unless it is a market order. */
export function exitRequest(
  position: Position,
  type: 'market' | 'limit' | 'stop-market',
  reason: ExitReason,
  price = Number.NaN,
): OrderRequest {
  return {
    market: position.market,
    side: position.side === 'long' ? 'sell' : 'buy',
    type,
    quantity: position.quantity,
    limitPrice: type === 'limit' ? price : Number.NaN,
    triggerPrice: type === 'stop-market' ? price : Number.NaN,
    trailingPct: Number.NaN,
    timeInForce: 'gtc',
    reduceOnly: true,
    leverage: position.plan.leverage,
    purpose: { type: 'exit', reason },
  }
}

function isSame(order: Order, wanted: OrderRequest): boolean {
  const { request, filledQuantity } = order
  return (
    Object.is(request.triggerPrice, wanted.triggerPrice) &&
    Object.is(request.limitPrice, wanted.limitPrice) &&
    Math.abs(request.quantity - filledQuantity - wanted.quantity) <= wanted.quantity * 1e-12
  )
}
