import type { ExitReason } from '../core/exit-reason.ts'
import type { Instrument } from '../core/instrument.ts'
import { MOST_TARGETS, type OrderRequest } from '../core/order.ts'
import { targetQuantities } from '../exits/target-quantities.ts'
import type { Order } from './order.ts'
import type { OrderRegistry } from './order-registry.ts'
import type { Position } from './position.ts'

/**
 * Keeps the stop and the targets of every position resting at the venue. It is level-triggered: `update` looks at the position as it
 * is now and makes the resting orders match it, whatever happened before. A new order is placed before the old one is cancelled, so
 * a position is never without a stop; all are reduce-only, so together they cannot close more than there is.
 */
export class Protection {
  readonly #orders: OrderRegistry
  readonly #instruments: readonly Instrument[]
  readonly #stops: (Order | undefined)[]
  /** `MOST_TARGETS` places for each market. */
  readonly #targets: (Order | undefined)[]

  constructor(orders: OrderRegistry, instruments: readonly Instrument[]) {
    this.#orders = orders
    this.#instruments = instruments
    this.#stops = new Array<Order | undefined>(instruments.length).fill(undefined)
    this.#targets = new Array<Order | undefined>(instruments.length * MOST_TARGETS).fill(undefined)
  }

  /** Makes the resting orders of `market` match `position`. */
  update(market: number, position: Position | undefined, now: number): void {
    const stop = position === undefined ? undefined : stopRequest(position)
    this.#stops[market] = this.#match(this.#stops[market], stop, now)
    if (position !== undefined && takesParts(position)) return this.#updateLadder(market, position, now)
    this.#matchTarget(market, 0, position === undefined ? undefined : targetRequest(position), now)
    this.#matchTarget(market, 1, undefined, now)
    this.#matchTarget(market, 2, undefined, now)
  }

  /** True when `order` is the stop that protects its market now. */
  isStop(order: Order): boolean {
    return this.#stops[order.request.market] === order
  }

  /** True when no stop of `market` can trigger: it was refused, cancelled, or is used up. */
  isNaked(market: number): boolean {
    return this.#stops[market]?.isEnded ?? true
  }

  #updateLadder(market: number, position: Position, now: number): void {
    const quantities = targetQuantities(position.targets, position.quantity, this.#instruments[market] as Instrument)
    for (let k = 0; k < MOST_TARGETS; k++) {
      const quantity = quantities[k] ?? 0
      const price = position.targets[k]?.price
      const request = quantity > 0 ? exitRequest(position, 'limit', 'take_profit', price, quantity, k) : undefined
      this.#matchTarget(market, k, request, now)
    }
  }

  #matchTarget(market: number, k: number, wanted: OrderRequest | undefined, now: number): void {
    const place = market * MOST_TARGETS + k
    const resting = this.#targets[place]
    if (resting !== undefined || wanted !== undefined) this.#targets[place] = this.#match(resting, wanted, now)
  }

  #match(resting: Order | undefined, wanted: OrderRequest | undefined, now: number): Order | undefined {
    const live = resting !== undefined && !resting.isEnded ? resting : undefined
    if (live !== undefined && wanted !== undefined && isSame(live, wanted)) return live
    const placed = wanted === undefined ? undefined : this.#orders.submit(wanted, 0, now)
    if (live !== undefined) this.#orders.cancel(live, now)
    return placed
  }
}

function takesParts({ targets }: Position): boolean {
  return targets.length > 1 || (targets[0] !== undefined && targets[0].share < 1)
}

/** The order of the only target, for all that it is to take. */
function targetRequest(position: Position): OrderRequest | undefined {
  const [target] = position.targets
  if (target === undefined) return undefined
  return exitRequest(position, 'limit', 'take_profit', target.price, position.quantity, 0)
}

function stopRequest(position: Position): OrderRequest {
  const reason = position.isStopTightened ? position.tightenedBy : 'stop_loss'
  return exitRequest(position, 'stop-market', reason, position.stopPrice)
}

/** The order that takes `quantity` off `position`, all of it by default: at `price`, unless it is a market order. */
export function exitRequest(
  position: Position,
  type: 'market' | 'limit' | 'stop-market',
  reason: ExitReason,
  price = Number.NaN,
  quantity = position.quantity,
  target = -1,
): OrderRequest {
  return {
    market: position.market,
    strategy: position.plan.strategy,
    side: position.side === 'long' ? 'sell' : 'buy',
    type,
    quantity,
    limitPrice: type === 'limit' ? price : Number.NaN,
    triggerPrice: type === 'stop-market' ? price : Number.NaN,
    trailingPct: Number.NaN,
    timeInForce: 'gtc',
    reduceOnly: true,
    leverage: position.plan.leverage,
    purpose: { type: 'exit', reason, target },
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
