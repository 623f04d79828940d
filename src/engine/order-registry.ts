import { type Fill, isWhollyFilled, type OrderRequest } from '../core/order.ts'
import type { OrderEvent } from '../core/order-status.ts'
import { removeFrom } from '../core/remove-from.ts'
import type { AccountBooks } from '../risk/account-books.ts'
import { Order } from './order.ts'
import type { EngineObserver, Venue } from './ports.ts'

/** Ended orders that are still known, because a fill may come after a cancel. */
const ENDED_ORDERS_KEPT = 1024

/** The orders of a run: gives them their ids, sends them, and follows each through its states. */
export class OrderRegistry {
  readonly #venue: Venue
  readonly #observer: EngineObserver
  readonly #books: AccountBooks
  readonly #orders = new Map<number, Order>()
  /** Ids of the last ended orders, the oldest overwritten first. */
  readonly #ended: number[] = []
  #endedCount = 0
  #lastId = 0
  /** Entries that may still fill. */
  readonly entries: Order[] = []

  constructor(venue: Venue, observer: EngineObserver, books: AccountBooks) {
    this.#books = books
    this.#venue = venue
    this.#observer = observer
  }

  submit(request: OrderRequest, reservedCash: number, now: number): Order {
    const order = new Order(++this.#lastId, request, reservedCash)
    this.#orders.set(order.id, order)
    if (order.isEntry) this.entries.push(order)
    this.#books.onOrder(now, order.isEntry)
    this.#observer.onOrder(order, now)
    this.#venue.submit(order.id, request, now)
    return order
  }

  /** @param reason why an entry is called back */
  cancel(order: Order, now: number, reason = ''): void {
    if (order.isEnded || order.status === 'cancelling' || order.status === 'unknown') return
    order.callBackReason = reason
    order.apply('cancelRequested')
    this.#observer.onOrderChanged?.(order, reason, now)
    this.#venue.cancel(order.id, order.request.market, now)
  }

  get(id: number): Order | undefined {
    return this.#orders.get(id)
  }

  /** The entry of `market` that may still fill. */
  entryOf(market: number): Order | undefined {
    return this.entries.find((order) => order.request.market === market)
  }

  /** Cash that entries which may still fill have reserved, in quote units. */
  reservedCash(): number {
    let reserved = 0
    for (const { reservedCash, filledQuantity, request } of this.entries) {
      reserved += reservedCash * (1 - filledQuantity / request.quantity)
    }
    return reserved
  }

  fill(order: Order, fill: Fill): void {
    order.filledQuantity += fill.quantity
    this.#apply(order, isWhollyFilled(order.filledQuantity, order.request.quantity) ? 'filled' : 'partlyFilled')
    this.#observer.onFill(order, fill)
  }

  /** What the venue said of an order that is no fill. */
  answer(order: Order, event: OrderEvent, reason: string, now: number): void {
    this.#apply(order, event)
    this.#observer.onOrderChanged?.(order, reason, now)
  }

  #apply(order: Order, event: OrderEvent): void {
    const wasEnded = order.isEnded
    order.apply(event)
    if (order.isEnded && !wasEnded) this.#end(order)
  }

  #end(order: Order): void {
    removeFrom(this.entries, order)
    const place = this.#endedCount++ % ENDED_ORDERS_KEPT
    const forgotten = this.#ended[place]
    if (forgotten !== undefined) this.#orders.delete(forgotten)
    this.#ended[place] = order.id
  }
}
