import { type EntryPlan, type Fill, type PositionSide, signOf } from '../core/order.ts'

/**
 * An open position of one market. Quantities are unsigned contracts, amounts are quote units. It is changed by `Account` alone.
 */
export class Position {
  readonly market: number
  readonly side: PositionSide
  readonly sign: 1 | -1
  readonly plan: EntryPlan
  readonly contractSize: number
  readonly openedAt: number
  quantity = 0
  /** Value of what is held at its entry prices. */
  cost = 0
  /** Isolated margin: what can be lost with this position. Funding is paid from it. */
  margin = 0
  /** Level at which the position is protected; set with the first fill. */
  stopPrice = Number.NaN
  /** The stop as it was first set. */
  initialStopPrice = Number.NaN
  /** NaN when there is no target. */
  targetPrice = Number.NaN

  // What the trade record tells when the position is flat again.
  enteredQuantity = 0
  enteredNotional = 0
  exitedNotional = 0
  grossPnl = 0
  fees = 0
  slippage = 0
  funding = 0

  constructor(market: number, side: PositionSide, plan: EntryPlan, contractSize: number, openedAt: number) {
    this.market = market
    this.side = side
    this.sign = signOf(side)
    this.plan = plan
    this.contractSize = contractSize
    this.openedAt = openedAt
  }

  get entryPrice(): number {
    return this.cost / (this.quantity * this.contractSize)
  }

  /** Profit at `price` if everything were closed there, before costs. */
  unrealised(price: number): number {
    return this.sign * (this.quantity * this.contractSize * price - this.cost)
  }

  increase(fill: Fill): void {
    const notional = fill.quantity * this.contractSize * fill.price
    this.quantity += fill.quantity
    this.cost += notional
    this.enteredQuantity += fill.quantity
    this.enteredNotional += notional
    this.#pay(fill)
  }

  /** Takes `fill` off the position and gives the gross profit of that part. `left` is the quantity that remains, on the lot grid. */
  decrease(fill: Fill, left: number): number {
    const notional = fill.quantity * this.contractSize * fill.price
    const cost = left === 0 ? this.cost : (this.cost * fill.quantity) / this.quantity
    const gross = this.sign * (notional - cost)
    this.quantity = left
    this.cost -= cost
    this.exitedNotional += notional
    this.grossPnl += gross
    this.#pay(fill)
    return gross
  }

  #pay(fill: Fill): void {
    this.fees += fill.fee
    this.slippage += fill.slippage
  }
}
