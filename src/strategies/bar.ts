import type { BarPosition } from '../indicators/line.ts'
import type { Bars } from '../market/bars.ts'

/** The bar that has just closed, as a strategy sees it. One object serves the whole run: it is a window, not a value to keep. */
export class Bar implements BarPosition {
  index = -1
  readonly #bars: Bars

  constructor(bars: Bars) {
    this.#bars = bars
  }

  /** Open time, UTC, in milliseconds. */
  get time(): number {
    return this.#bars.timeColumn.values[this.index] as number
  }
  get open(): number {
    return this.#bars.openColumn.values[this.index] as number
  }
  get high(): number {
    return this.#bars.highColumn.values[this.index] as number
  }
  get low(): number {
    return this.#bars.lowColumn.values[this.index] as number
  }
  get close(): number {
    return this.#bars.closeColumn.values[this.index] as number
  }
  get volume(): number {
    return this.#bars.volumeColumn.values[this.index] as number
  }
}
