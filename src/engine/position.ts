import type { ExitReason } from '../core/exit-reason.ts'
import type { Grid } from '../core/grid.ts'
import { type EntryPlan, type Fill, type PositionSide, signOf } from '../core/order.ts'
import type { TargetLevel } from '../exits/target-quantities.ts'
import { CompensatedSum } from './compensated-sum.ts'
import { productError } from './product-error.ts'

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
  /** The same two, with what the doubles above round off. */
  #exactCost = new CompensatedSum(0)
  #exactMargin = new CompensatedSum(0)
  /** Level at which the position is protected; set with the first fill. */
  stopPrice = Number.NaN
  /** The stop as it was first set. */
  initialStopPrice = Number.NaN
  /** Whether the stop has been tightened since it was first set, and the reason that a trade which ends there carries. */
  isStopTightened = false
  tightenedBy: ExitReason = 'trailing_stop_loss'
  /** The best price of its bars, NaN before the first; kept for runs with exit rules. */
  bestPrice = Number.NaN
  /** Nearest first; none when it is empty. */
  readonly targets: TargetLevel[] = []

  // What the trade record tells when the position is flat again.
  entries = 0
  exits = 0
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

  /** The nearest target, NaN when there is none. */
  get targetPrice(): number {
    return this.targets[0]?.price ?? Number.NaN
  }

  /** Profit at `price` if everything were closed there, before costs. */
  unrealised(price: number): number {
    return this.sign * (this.quantity * this.contractSize * price - this.cost)
  }

  /** Adds `fill`. The sum goes back onto the lot grid: no venue takes a stop for 0.30000000000000004 contracts. */
  increase(fill: Fill, lot: Grid): void {
    const notional = fill.quantity * this.contractSize * fill.price
    this.quantity = lot.nearest(this.quantity + fill.quantity)
    this.#addCost(notional)
    this.#addCost(this.#notionalError(fill, notional))
    this.enteredQuantity = lot.nearest(this.enteredQuantity + fill.quantity)
    this.enteredNotional += notional
    this.#pay(fill)
  }

  /** Takes `fill` off the position and gives the gross profit of that part. `left` is the quantity that remains, on the lot grid. */
  decrease(fill: Fill, left: number): number {
    const notional = fill.quantity * this.contractSize * fill.price
    const taken = left === 0 ? this.#exactCost : this.#partOfCost(fill.quantity / this.quantity)
    const gross = this.sign * taken.differenceTo(notional, this.#notionalError(fill, notional))
    this.quantity = left
    if (left === 0) {
      this.#exactCost = new CompensatedSum(0)
      this.cost = 0
    }
    this.exitedNotional += notional
    this.grossPnl += gross
    this.#pay(fill)
    return gross
  }

  /** Puts cash into the margin, or takes it out (negative). */
  addMargin(amount: number): void {
    this.#exactMargin.add(amount)
    this.margin = this.#exactMargin.value
  }

  /** All of the margin, which is then gone from here. */
  takeMargin(): CompensatedSum {
    const taken = this.#exactMargin
    this.#exactMargin = new CompensatedSum(0)
    this.margin = 0
    return taken
  }

  #addCost(amount: number): void {
    this.#exactCost.add(amount)
    this.cost = this.#exactCost.value
  }

  #partOfCost(share: number): CompensatedSum {
    const part = this.cost * share
    this.#addCost(-part)
    return new CompensatedSum(part)
  }

  #notionalError({ quantity, price }: Fill, notional: number): number {
    const contracts = quantity * this.contractSize
    return productError(contracts, price, notional) + productError(quantity, this.contractSize, contracts) * price
  }

  #pay(fill: Fill): void {
    this.fees += fill.fee
    this.slippage += fill.slippage
  }
}
