import type { OrderRequest } from '../core/order.ts'
import { isOrderEnded, nextOrderStatus, type OrderEvent, type OrderStatus } from '../core/order-status.ts'

/** An order of this run: what was asked, and what is known of it. */
export class Order {
  readonly id: number
  readonly request: OrderRequest
  /** Cash that is kept free for it while it may still fill, in quote units. */
  readonly reservedCash: number
  status: OrderStatus = 'in-flight'
  filledQuantity = 0
  /** Whether it was told as refused: it ended before anything had filled. */
  isRefused = false
  /** Why we called it back, when we did. */
  callBackReason = ''

  constructor(id: number, request: OrderRequest, reservedCash: number) {
    this.id = id
    this.request = request
    this.reservedCash = reservedCash
  }

  /** Whether it makes a position larger. */
  get isEntry(): boolean {
    return this.request.purpose.type === 'entry'
  }

  get isEnded(): boolean {
    return isOrderEnded(this.status)
  }

  apply(event: OrderEvent): void {
    this.status = nextOrderStatus(this.status, event)
  }
}
