import type { Bars } from '../../market/bars.ts'
import type { SourceColumn } from '../indicator.ts'

/** What the rule of a pattern can ask of bar `i` beyond its traits. */
export class Candles {
  readonly #bars: Bars
  readonly #averageRange: SourceColumn

  constructor(bars: Bars, averageRange: SourceColumn) {
    this.#bars = bars
    this.#averageRange = averageRange
  }

  open(i: number): number {
    return this.#bars.open[i] as number
  }

  high(i: number): number {
    return this.#bars.high[i] as number
  }

  low(i: number): number {
    return this.#bars.low[i] as number
  }

  close(i: number): number {
    return this.#bars.close[i] as number
  }

  /** The upper end of the body. */
  top(i: number): number {
    return Math.max(this.open(i), this.close(i))
  }

  /** The lower end of the body. */
  bottom(i: number): number {
    return Math.min(this.open(i), this.close(i))
  }

  body(i: number): number {
    return Math.abs(this.close(i) - this.open(i))
  }

  /** 5 % of the mean range of the 5 bars before bar `i`: prices this close count as equal. */
  equal(i: number): number {
    return 0.05 * this.#rangeBefore(i)
  }

  /** 20 % of the mean range of the 5 bars before bar `i`. */
  near(i: number): number {
    return 0.2 * this.#rangeBefore(i)
  }

  /** 60 % of the mean range of the 5 bars before bar `i`. */
  far(i: number): number {
    return 0.6 * this.#rangeBefore(i)
  }

  /** 10 % of the mean range of the 10 bars before bar `i`, the mean of two means of 5. */
  tiny(i: number): number {
    return 0.05 * (this.#rangeBefore(i) + this.#rangeBefore(i - 5))
  }

  #rangeBefore(i: number): number {
    return this.#averageRange.column.values[i] as number
  }
}
