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

  constructor(id: number, request: OrderRequest, reservedCash: number) {
    this.id = id
    this.request = request
    this.reservedCash = reservedCash
  }

  get isEnded(): boolean {
    return isOrderEnded(this.status)
  }

  apply(event: OrderEvent): void {
    this.status = nextOrderStatus(this.status, event)
  }
}
