import { fail } from '../core/assert.ts'
import type { Filled } from '../core/filled.ts'
import type { Instrument } from '../core/instrument.ts'
import type { EntryPlan, Fill, PositionSide } from '../core/order.ts'
import { removeFrom } from '../core/remove-from.ts'
import type { Column } from '../market/column.ts'
import { CompensatedSum } from './compensated-sum.ts'
import { Position } from './position.ts'

/** Bounds of a value. */
export interface Range {
  readonly low: number
  readonly high: number
}

/**
 * Cash and positions of one account, kept from fills. Isolated margin: opening moves notional / leverage from the cash into the
 * position, closing moves it back with the profit. At any time equity = cash + margin + unrealised profit.
 */
export class Account {
  readonly #instruments: readonly Instrument[]
  readonly #cash: CompensatedSum
  readonly #positions: (Position | undefined)[]
  /** The open positions, in the order of their markets. */
  readonly open: Position[] = []
  /** Cash + margin + unrealised profit as of the last `mark`, in quote units. */
  equity = 0.5

  constructor(cash: number, instruments: readonly Instrument[]) {
    this.#instruments = instruments
    this.#cash = new CompensatedSum(cash)
    this.#positions = instruments.map(() => undefined)
    this.equity = cash
  }

  get cash(): number {
    return this.#cash.value
  }

  position(market: number): Position | undefined {
    return this.#positions[market]
  }

  /** Works out `equity` with each market at `marks[market]`. */
  mark(marks: Float64Array): void {
    const open = this.open
    let equity = this.#cash.value
    for (let k = 0; k < open.length; k++) {
      const position = open[k] as Position
      const value = position.quantity * position.contractSize * (marks[position.market] as number)
      equity += position.margin + position.sign * (value - position.cost)
    }
    this.equity = equity
  }

  /** Writes the equity at each bar in [from, to) to `out[at + k]`, while no position changes: what `mark` gives bar by bar. */
  markBars(closes: readonly Column[], from: number, to: number, out: Float64Array, at: number): void {
    const { open } = this
    const cash = this.#cash.value
    if (open.length === 0) out.fill(cash, at, at + to - from)
    for (let k = 0; k < open.length; k++) {
      const position = open[k] as Position
      const { values } = closes[position.market] as Column
      if (k === 0) startValue(cash, position, values, from, to, out, at)
      else addValue(position, values, from, to, out, at)
    }
  }

  /**
   * Puts into `range` what the equity at none of the bars in [from, to) is below or above, while no position changes. Every step from a
   * price to the equity only rises or only falls, also when it is rounded, so the prices at the ends give the bounds.
   */
  boundBars(closes: readonly Column[], from: number, to: number, range: Filled<Range>): void {
    const { open } = this
    range.low = range.high = this.#cash.value
    for (let k = 0; k < open.length; k++) {
      const { market, sign, quantity, contractSize, margin, cost } = open[k] as Position
      const { values } = closes[market] as Column
      let lowest = values[from] as number
      let highest = lowest
      for (let i = from + 1; i < to; i++) {
        const close = values[i] as number
        if (close < lowest) lowest = close
        else if (close > highest) highest = close
      }
      const contracts = quantity * contractSize
      range.low += margin + sign * (contracts * (sign > 0 ? lowest : highest) - cost)
      range.high += margin + sign * (contracts * (sign > 0 ? highest : lowest) - cost)
    }
  }

  /** Money is paid in (positive) or taken out. */
  deposit(amount: number): void {
    this.#cash.add(amount)
    this.equity += amount
  }

  /** Books a fill that opens or enlarges a position. */
  enter(market: number, side: PositionSide, plan: EntryPlan, fill: Fill): Position {
    const position = this.#positions[market] ?? this.#openPosition(market, side, plan, fill.at)
    if (position.side !== side) fail(`an entry cannot turn the ${position.side} position of market ${market} around`)
    const margin = (fill.quantity * position.contractSize * fill.price) / plan.leverage
    position.increase(fill, this.#instrument(market).lot)
    position.addMargin(margin)
    this.#cash.add(-margin)
    this.#cash.add(-fill.fee)
    return position
  }

  /** Books a fill that makes a position smaller. */
  exit(position: Position, fill: Fill): void {
    const { lot } = this.#instrument(position.market)
    if (fill.quantity > position.quantity)
      fail(`an exit of ${fill.quantity} is more than the position of ${position.quantity}`)
    const left = lot.nearest(position.quantity - fill.quantity)
    if (left === 0) this.#cash.addSum(position.takeMargin())
    else this.#release(position, (position.margin * fill.quantity) / position.quantity)
    this.#cash.add(position.decrease(fill, left))
    this.#cash.add(-fill.fee)
    if (left === 0) this.#closePosition(position)
  }

  /** Books a funding payment (positive: received) into the margin of the position. */
  fund(position: Position, amount: number): void {
    position.addMargin(amount)
    position.funding += amount
  }

  #release(position: Position, margin: number): void {
    position.addMargin(-margin)
    this.#cash.add(margin)
  }

  #openPosition(market: number, side: PositionSide, plan: EntryPlan, at: number): Position {
    const position = new Position(market, side, plan, this.#instrument(market).contractSize, at)
    this.#positions[market] = position
    const { open } = this
    let place = open.push(position) - 1
    for (; place > 0 && (open[place - 1] as Position).market > market; place--)
      open[place] = open[place - 1] as Position
    open[place] = position
    return position
  }

  #closePosition(position: Position): void {
    this.#positions[position.market] = undefined
    removeFrom(this.open, position)
  }

  #instrument(market: number): Instrument {
    return this.#instruments[market] ?? fail(`there is no market ${market}`)
  }
}

/** Writes cash + the value of `position` at each bar. */
function startValue(
  cash: number,
  { margin, sign, cost, quantity, contractSize }: Position,
  closes: Float64Array,
  from: number,
  to: number,
  out: Float64Array,
  at: number,
): void {
  const contracts = quantity * contractSize
  const shift = at - from
  for (let i = from; i < to; i++) out[i + shift] = cash + (margin + sign * (contracts * (closes[i] as number) - cost))
}

/** Adds the value of `position` at each bar. */
function addValue(
  { margin, sign, cost, quantity, contractSize }: Position,
  closes: Float64Array,
  from: number,
  to: number,
  out: Float64Array,
  at: number,
): void {
  const contracts = quantity * contractSize
  const shift = at - from
  for (let i = from; i < to; i++) {
    out[i + shift] = (out[i + shift] as number) + (margin + sign * (contracts * (closes[i] as number) - cost))
  }
}
