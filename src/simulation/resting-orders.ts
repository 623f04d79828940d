import { removeFrom } from '../core/remove-from.ts'
import { type BarPrices, isReachedInBar } from './fill-price.ts'
import type { RestingOrder } from './resting-order.ts'
import type { VenueSettings } from './venue-settings.ts'

/** Says whether there is enough volume left in the bar for the order to do something. */
export type CanAct = (order: RestingOrder) => boolean

/** The orders that rest in one market, in the order in which they came, and which of them is next. */
export class RestingOrders {
  readonly #orders: RestingOrder[] = []
  readonly #settings: VenueSettings
  readonly #canAct: CanAct

  constructor(settings: VenueSettings, canAct: CanAct) {
    this.#settings = settings
    this.#canAct = canAct
  }

  get all(): readonly RestingOrder[] {
    return this.#orders
  }

  /** Does something with each order, which may take that order out, but no other. */
  visit(action: (order: RestingOrder) => void): void {
    const orders = this.#orders
    for (let k = 0; k < orders.length; ) {
      const order = orders[k] as RestingOrder
      action(order)
      if (orders[k] === order) k++
    }
  }

  add(order: RestingOrder): void {
    this.#orders.push(order)
  }

  remove(order: RestingOrder): void {
    removeFrom(this.#orders, order)
  }

  find(id: number): RestingOrder | undefined {
    return this.#orders.find((order) => order.id === id)
  }

  has(order: RestingOrder): boolean {
    return this.#orders.includes(order)
  }

  /** The next order that the first price of a bar fills: market orders, then the others as they came. */
  nextAtOpen(open: number): RestingOrder | undefined {
    let next: RestingOrder | undefined
    for (const order of this.#orders) {
      if (order.isInsideBar || !order.isReachedBy(open) || !this.#canAct(order)) continue
      if (order.form === 'market') return order
      if (this.#isOnlyTouched(order, open)) continue
      next ??= order
    }
    return next
  }

  /** The next order that the bar reaches: entries, then stops with the nearest first, then targets. */
  nextInRange(bar: BarPrices): RestingOrder | undefined {
    let next: RestingOrder | undefined
    for (const order of this.#orders) {
      if (!isReachedInBar(order, bar, this.#settings) || !this.#canAct(order)) continue
      if (next === undefined || comesBefore(order, next, bar.open)) next = order
    }
    return next
  }

  /** The bar is over: from the next one on they know all of it. */
  endBar(): void {
    for (const order of this.#orders) {
      order.isInsideBar = false
      order.isNew = false
    }
  }

  /** Where resting limit orders need a price beyond their level, the level itself at the open is not enough. */
  #isOnlyTouched(order: RestingOrder, open: number): boolean {
    return this.#settings.limitFill === 'through' && order.form === 'limit' && !order.isNew && open === order.level
  }
}

function comesBefore(a: RestingOrder, b: RestingOrder, open: number): boolean {
  const ranks = rankInBar(a) - rankInBar(b)
  if (ranks !== 0 || a.form !== 'stop') return ranks < 0
  return Math.abs(a.level - open) < Math.abs(b.level - open)
}

function rankInBar(order: RestingOrder): number {
  if (!order.request.reduceOnly) return 0
  return order.form === 'stop' ? 1 : 2
}
