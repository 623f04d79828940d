import { type OrderRequest, signOf } from '../core/order.ts'

/** An order that the simulated venue has accepted. */
export class RestingOrder {
  readonly id: number
  readonly request: OrderRequest
  readonly sign: 1 | -1
  /** Quantity that has not filled, in contracts. */
  remaining: number
  /** A triggered stop or take-profit goes on as a market order, a triggered stop-limit as a limit order. */
  isTriggered = false
  /** It came to rest after the bar had opened: what the bar did before is not known to have happened after. */
  isInsideBar: boolean
  /** It has not yet had its first chance to fill: a limit order that fills now takes liquidity. */
  isNew = true
  /** Trigger of a trailing stop as it stands now; NaN before it has seen a price. */
  trailingTrigger = Number.NaN

  constructor(id: number, request: OrderRequest, isInsideBar: boolean) {
    this.id = id
    this.request = request
    this.sign = signOf(request.side)
    this.remaining = request.quantity
    this.isInsideBar = isInsideBar
  }

  /** How it behaves now. */
  get form(): 'market' | 'limit' | 'stop' | 'take-profit' {
    switch (this.request.type) {
      case 'market':
        return 'market'
      case 'limit':
        return 'limit'
      case 'stop-limit':
        return this.isTriggered ? 'limit' : 'stop'
      case 'take-profit':
        return this.isTriggered ? 'market' : 'take-profit'
      default:
        return this.isTriggered ? 'market' : 'stop'
    }
  }

  /** The price level that it waits for. */
  get level(): number {
    if (this.form === 'limit') return this.request.limitPrice
    return this.request.type === 'trailing-stop' ? this.trailingTrigger : this.request.triggerPrice
  }

  /** True when it waits for the price to fall to its level: buy limits, buy take-profits and sell stops. */
  get waitsBelow(): boolean {
    return this.form === 'stop' ? this.sign < 0 : this.sign > 0
  }

  /** True when `price` is at its level or beyond; a market order takes any. */
  isReachedBy(price: number): boolean {
    if (this.form === 'market') return true
    return this.waitsBelow ? price <= this.level : price >= this.level
  }

  /** Lets a trailing stop follow the best price of its position. */
  trail(best: number): void {
    const trigger = best * (1 + (this.sign * this.request.trailingPct) / 100)
    const isTighter = this.sign < 0 ? trigger > this.trailingTrigger : trigger < this.trailingTrigger
    if (Number.isNaN(this.trailingTrigger) || isTighter) this.trailingTrigger = trigger
  }
}
