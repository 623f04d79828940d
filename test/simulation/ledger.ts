import type { Decimal } from 'decimal.js'
import type { PositionSide } from '../../src/core/order.ts'
import { Exact, exactly } from '../../src/engine/testing/exactly.ts'

/** What is divided is cut to so many places, so that both sides of a posting get the same. */
const PLACES = 30

type AccountName = 'capital' | 'cash' | 'margin' | 'fees' | 'profit' | 'funding'

interface Held {
  readonly side: PositionSide
  quantity: Decimal
  /** All that was ever entered. */
  entered: Decimal
  cost: Decimal
  margin: Decimal
}

interface Amounts {
  readonly quantity: number
  readonly price: number
  readonly fee: number
}

/**
 * An account kept a second time, in exact decimals and by double entry: every posting takes from one account what it gives to
 * another, so all of them together are zero at any time. It shares no code with the engine. Fills are taken as the numbers that
 * they are, to the last binary digit.
 */
export class Ledger {
  readonly #accounts: Record<AccountName, Decimal> = {
    capital: new Exact(0),
    cash: new Exact(0),
    margin: new Exact(0),
    fees: new Exact(0),
    profit: new Exact(0),
    funding: new Exact(0),
  }
  readonly #held = new Map<number, Held>()
  readonly #contractSizes: readonly number[]

  constructor(capital: number, contractSizes: readonly number[]) {
    this.#contractSizes = contractSizes
    this.#move('capital', 'cash', exactly(capital))
  }

  get cash(): Decimal {
    return this.#accounts.cash
  }

  /** All accounts together: zero. */
  get sum(): Decimal {
    return Object.values(this.#accounts).reduce((sum, amount) => sum.plus(amount))
  }

  /** Cash + margin + what the positions would gain at `marks`. */
  equity(marks: ArrayLike<number>): Decimal {
    let equity = this.#accounts.cash.plus(this.#accounts.margin)
    for (const [market, { side, quantity, cost }] of this.#held) {
      const gain = this.#notional(market, quantity, marks[market] as number).minus(cost)
      equity = equity.plus(side === 'long' ? gain : gain.negated())
    }
    return equity
  }

  enter(market: number, side: PositionSide, leverage: number, { quantity, price, fee }: Amounts): void {
    const zero = new Exact(0)
    const held = this.#held.get(market) ?? { side, quantity: zero, entered: zero, cost: zero, margin: zero }
    if (held.side !== side) throw new Error(`an entry turned the position of market ${market} around`)
    const notional = this.#notional(market, exactly(quantity), price)
    const margin = notional.div(leverage).toDecimalPlaces(PLACES)
    held.quantity = held.quantity.plus(exactly(quantity))
    held.entered = held.entered.plus(exactly(quantity))
    held.cost = held.cost.plus(notional)
    held.margin = held.margin.plus(margin)
    this.#held.set(market, held)
    this.#move('cash', 'margin', margin)
    this.#move('cash', 'fees', exactly(fee))
  }

  exit(market: number, { quantity, price, fee }: Amounts): void {
    const held = this.#held.get(market)
    if (held === undefined) throw new Error(`an exit in market ${market}, which has no position`)
    const left = held.quantity.minus(exactly(quantity))
    // Where quantities are on no grid, the parts of one add up to it but for rounding.
    const rounding = held.entered.times(1e-14)
    if (left.lt(rounding.negated()))
      throw new Error(`an exit of ${quantity} turned the position of ${held.quantity} around`)
    const isFlat = left.abs().lte(rounding)
    const share = isFlat ? new Exact(1) : exactly(quantity).div(held.quantity).toDecimalPlaces(PLACES)
    const cost = isFlat ? held.cost : held.cost.times(share).toDecimalPlaces(PLACES)
    const margin = isFlat ? held.margin : held.margin.times(share).toDecimalPlaces(PLACES)
    const gain = this.#notional(market, exactly(quantity), price).minus(cost)
    held.quantity = left
    held.cost = held.cost.minus(cost)
    held.margin = held.margin.minus(margin)
    if (isFlat) this.#held.delete(market)
    this.#move('margin', 'cash', margin)
    this.#move('profit', 'cash', held.side === 'long' ? gain : gain.negated())
    this.#move('cash', 'fees', exactly(fee))
  }

  fund(market: number, amount: number): void {
    const held = this.#held.get(market)
    if (held === undefined) throw new Error(`funding in market ${market}, which has no position`)
    held.margin = held.margin.plus(exactly(amount))
    this.#move('funding', 'margin', exactly(amount))
  }

  #move(from: AccountName, to: AccountName, amount: Decimal): void {
    this.#accounts[from] = this.#accounts[from].minus(amount)
    this.#accounts[to] = this.#accounts[to].plus(amount)
  }

  #notional(market: number, quantity: Decimal, price: number): Decimal {
    return quantity.times(exactly(this.#contractSizes[market] ?? 1)).times(exactly(price))
  }
}
