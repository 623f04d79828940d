import type { OrderRequest } from '../../core/order.ts'
import type { Venue, VenueReports } from '../ports.ts'

/** What the venue does with an order the moment it comes. */
export type Answer = (reports: VenueReports, id: number, request: OrderRequest) => void

/** A venue that does what a test tells it: it notes what it is asked and answers at once, or waits for the test to answer. */
export class ScriptedVenue implements Venue {
  readonly sent: { readonly id: number; readonly request: OrderRequest }[] = []
  readonly cancelled: number[] = []
  /** Answers orders at once; silent when absent. */
  answer: Answer | undefined
  reports: VenueReports | undefined

  submit(id: number, request: OrderRequest): void {
    this.sent.push({ id, request })
    if (this.reports !== undefined) this.answer?.(this.reports, id, request)
  }

  cancel(id: number): void {
    this.cancelled.push(id)
  }

  /** The last order of a type that was sent. */
  last(type: OrderRequest['type']): { readonly id: number; readonly request: OrderRequest } {
    const found = this.sent.findLast(({ request }) => request.type === type)
    if (found === undefined) throw new Error(`no ${type} order was sent`)
    return found
  }
}

/** Fills the whole of an order at `price`. */
export function fillAt(price: number): Answer {
  return (reports, id, request) => {
    reports.onAccepted(id)
    reports.onFilled(id, fillOf(request.quantity, price))
  }
}

export function fillOf(quantity: number, price: number, at = 0) {
  return { quantity, price, fee: 0, slippage: 0, liquidity: 'taker', at } as const
}
