import { fail } from '../core/assert.ts'
import { PlimsollError } from '../core/errors.ts'
import type { MarketReturns } from './market-returns.ts'

/** What a book loses in bad bars, in quote units a bar; above 0 is a loss. */
export interface TailLoss {
  /** The loss that is not exceeded with the confidence asked for. */
  valueAtRisk: number
  /** The mean loss of the bars beyond that confidence (CVaR); never below `valueAtRisk`. */
  shortfall: number
}

/** Share of the value at risk by which the next one is guessed to be smaller at most. */
const GUESS_MARGIN = 0.1

/** A share of a bar that is rounding: 100 bars * (1 - 0.95) is not quite 5. */
const ROUNDING = 1e-9

/**
 * Value at risk and expected shortfall by historical simulation: the book of now, held through each bar of the window, with the
 * profit sum(notional * return). Of n bars sorted by loss, value at risk is the ceil(n * confidence)-th smallest: the lowest loss
 * that at least this share of the bars does not exceed, without interpolation. The shortfall is the mean of the worst
 * n * (1 - confidence) bars, a bar that belongs to them in part counting for that part (Acerbi and Tasche 2002, definition 2.6).
 * Both are NaN until the window has 1 / (1 - confidence) bars, 20 for 0.95. A market younger than the window adds nothing in the
 * bars before its first return, which makes it look safer than it is.
 *
 * Nothing is allocated after the constructor: the results are two objects that the next call writes over.
 * @example
 * const risk = new ValueAtRisk(returns, 0.95)
 * risk.hold(notionals)
 * const { shortfall } = risk.withAdded(3, -1000)
 */
export class ValueAtRisk {
  /** Of the book that is held. */
  readonly held: Readonly<TailLoss>
  readonly #held: TailLoss = { valueAtRisk: Number.NaN, shortfall: Number.NaN }
  readonly #changed: TailLoss = { valueAtRisk: Number.NaN, shortfall: Number.NaN }
  readonly confidence: number
  /** Whether nothing is held: then both are as many times larger as what is added. */
  isEmpty = true
  readonly #returns: MarketReturns
  readonly #tailShare: number
  readonly #heldProfits: Float64Array
  readonly #changedProfits: Float64Array
  readonly #worst: Float64Array
  readonly #candidates: Float64Array
  /** A profit that rarely more bars than the tail has are below: a little more than the value at risk that was measured last. */
  #guess = Number.POSITIVE_INFINITY
  #heldSince = -1
  readonly #heldNotionals: Float64Array
  /** What was added last. */
  #addedMarket = -1
  #addedNotional = 0.5

  /** @param confidence from 0.5 to below 1, usually 0.95 or 0.99 */
  constructor(returns: MarketReturns, confidence: number) {
    if (!(confidence >= 0.5 && confidence < 1)) {
      const what = `the confidence of a value at risk must be from 0.5 to below 1, not ${confidence}`
      throw new PlimsollError('usage', what, 'Give 0.95 for 95 %.')
    }
    this.confidence = confidence
    this.held = this.#held
    this.#returns = returns
    this.#tailShare = 1 - confidence
    this.#heldNotionals = new Float64Array(returns.marketCount)
    this.#heldProfits = new Float64Array(returns.windowBars)
    this.#changedProfits = new Float64Array(returns.windowBars)
    this.#candidates = new Float64Array(returns.windowBars)
    this.#worst = new Float64Array(Math.floor(returns.windowBars * this.#tailShare + ROUNDING) + 1)
  }

  /** Takes the book: one notional for each market in quote units, below 0 when short. To be called again after each `push`. */
  hold(notionals: Float64Array): void {
    const { marketCount, count, pushes } = this.#returns
    if (notionals.length !== marketCount) fail(`${notionals.length} notionals for ${marketCount} markets`)
    if (this.#heldSince === pushes && isEqual(notionals, this.#heldNotionals)) return
    // A book that is refused below must not be taken for known the next time.
    this.#heldSince = -1
    this.#heldNotionals.set(notionals)
    this.#addedMarket = -1
    this.isEmpty = isAllZero(notionals)
    const profits = this.#heldProfits
    profits.fill(0)
    if (this.isEmpty) return this.#holdNothing(pushes)
    for (let market = 0; market < marketCount; market++) {
      const notional = notionals[market] as number
      if (notional === 0) continue
      if (!Number.isFinite(notional)) fail(`the notional of market ${market} is ${notional}`)
      const returns = this.#returns.returnsOf(market)
      for (let i = 0; i < count; i++) profits[i] += notional * (returns[i] as number)
    }
    this.#heldSince = pushes
    this.#measure(profits, this.#held)
  }

  /** The same of the held book with `notional` more in one market, in quote units, below 0 to sell. The book stays as it is. */
  withAdded(market: number, notional: number): Readonly<TailLoss> {
    const { count, pushes } = this.#returns
    if (this.#heldSince !== pushes) fail('a bar has closed since the book was taken: call hold again')
    if (market === this.#addedMarket && notional === this.#addedNotional) return this.#changed
    if (!Number.isFinite(notional)) fail(`the notional of market ${market} is ${notional}`)
    this.#addedMarket = market
    this.#addedNotional = notional
    const returns = this.#returns.returnsOf(market)
    const profits = this.#changedProfits
    if (this.isEmpty) for (let i = 0; i < count; i++) profits[i] = notional * (returns[i] as number)
    else
      for (let i = 0; i < count; i++) profits[i] = (this.#heldProfits[i] as number) + notional * (returns[i] as number)
    this.#measure(profits, this.#changed)
    return this.#changed
  }

  /** Nothing loses nothing, once that is known of enough bars. */
  #holdNothing(pushes: number): void {
    const isKnown = this.#returns.count * this.#tailShare + ROUNDING >= 1
    this.#held.valueAtRisk = this.#held.shortfall = isKnown ? 0 : Number.NaN
    this.#heldSince = pushes
  }

  #measure(profits: Float64Array, result: TailLoss): void {
    const { count } = this.#returns
    const tail = count * this.#tailShare
    const whole = Math.floor(tail + ROUNDING)
    result.valueAtRisk = result.shortfall = Number.NaN
    if (whole < 1) return
    const worst = this.#worst
    this.#keepWorst(profits, count, whole + 1)
    let losses = 0
    for (let k = 1; k <= whole; k++) losses -= worst[k] as number
    result.valueAtRisk = -(worst[0] as number)
    result.shortfall = (losses + Math.max(0, tail - whole) * result.valueAtRisk) / tail
  }

  /** Those that the guess lets through are enough nearly always, and much fewer are sorted; otherwise all are. */
  #keepWorst(profits: Float64Array, count: number, kept: number): void {
    const worst = this.#worst
    const guess = this.#guess
    const candidates = this.#candidates
    let found = 0
    for (let i = 0; i < count; i++) if ((profits[i] as number) <= guess) candidates[found++] = profits[i] as number
    if (found >= kept) keepSmallest(candidates, found, worst, kept)
    else keepSmallest(profits, count, worst, kept)
    this.#guess = (worst[0] as number) + GUESS_MARGIN * Math.abs(worst[0] as number)
  }
}

function isAllZero(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (values[i] !== 0) return false
  return true
}

function isEqual(one: Float64Array, other: Float64Array): boolean {
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false
  return true
}

/** Leaves the `kept` smallest of the first `count` values in `smallest`, the largest of them first. */
function keepSmallest(values: Float64Array, count: number, smallest: Float64Array, kept: number): void {
  smallest.fill(Number.POSITIVE_INFINITY, 0, kept)
  for (let i = 0; i < count; i++) {
    const value = values[i] as number
    if (!(value < (smallest[0] as number))) continue
    // The largest goes, those that are larger than the value move to the front. A heap is slower for the few that are kept.
    let place = 1
    for (; place < kept && (smallest[place] as number) > value; place++) smallest[place - 1] = smallest[place] as number
    smallest[place - 1] = value
  }
}
