import type { SourceColumn } from '../../indicator.ts'

/** The lines of `swings` that tell a swing on the bar on which it becomes known. */
export type SwingLines = Readonly<Record<'high' | 'low' | 'highAge' | 'lowAge', SourceColumn>>

/** No formation looks further back. A power of two. */
const KEPT = 8

/**
 * The last swings as turns of the price, high and low by turns: of several highs without a known low between them the highest counts
 * (the oldest of equal ones), of several lows the lowest.
 */
export class Turns {
  /** How many there were. */
  count = 0
  /** What the newest one is: 1 a high, -1 a low, 0 when there is none. */
  side = 0
  readonly #swings: SwingLines
  readonly #right: number
  readonly #prices = new Float64Array(KEPT)
  readonly #bars = new Float64Array(KEPT)

  /** `right` is the parameter of these swings: their age when they become known. */
  constructor(swings: SwingLines, right: number) {
    this.#swings = swings
    this.#right = right
  }

  /**
   * Takes in what became known at bar `i`, and tells whether the newest turn is another one now. A bar that is a high and a low
   * first carries the present leg on and then turns it.
   */
  learn(i: number): boolean {
    const { highAge, lowAge } = this.#swings
    const isHigh = highAge.column.values[i] === this.#right
    const isLow = lowAge.column.values[i] === this.#right
    const isFalling = this.side < 0
    let isNew = false
    if (isFalling ? isLow : isHigh) isNew = this.#take(isFalling ? -1 : 1, i)
    if (isFalling ? isHigh : isLow) isNew = this.#take(isFalling ? 1 : -1, i)
    return isNew
  }

  #take(side: 1 | -1, i: number): boolean {
    const { high, low } = this.#swings
    const price = (side > 0 ? high : low).column.values[i] as number
    return this.add(side, price, i - this.#right)
  }

  /** Adds a swing, and tells whether it became the newest turn. */
  add(side: 1 | -1, price: number, bar: number): boolean {
    if (side !== this.side) {
      this.side = side
      this.count++
    } else if ((price - this.price(0)) * side <= 0) {
      return false
    }
    const at = (this.count - 1) & (KEPT - 1)
    this.#prices[at] = price
    this.#bars[at] = bar
    return true
  }

  /** The first `count` bars are gone. */
  forget(count: number): void {
    for (const [at, bar] of this.#bars.entries()) this.#bars[at] = bar - count
  }

  /** The price of the newest turn (0), of the one before it (1), and so on. */
  price(ago: number): number {
    return this.#prices[(this.count - 1 - ago) & (KEPT - 1)] as number
  }

  /** The bar of that turn. */
  bar(ago: number): number {
    return this.#bars[(this.count - 1 - ago) & (KEPT - 1)] as number
  }
}
