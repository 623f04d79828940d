import type { BarPosition } from '../indicators/line.ts'
import type { Bars } from '../market/bars.ts'
import type { Column } from '../market/column.ts'

/** The bar that has just closed, as a strategy sees it. One object serves the whole run: it is a window, not a value to keep. */
export class Bar implements BarPosition {
  index = -1
  readonly #time: Column
  readonly #open: Column
  readonly #high: Column
  readonly #low: Column
  readonly #close: Column
  readonly #volume: Column

  constructor(bars: Bars) {
    this.#time = bars.timeColumn
    this.#open = bars.openColumn
    this.#high = bars.highColumn
    this.#low = bars.lowColumn
    this.#close = bars.closeColumn
    this.#volume = bars.volumeColumn
  }

  /** Open time, UTC, in milliseconds. */
  get time(): number {
    return this.#time.values[this.index] as number
  }
  get open(): number {
    return this.#open.values[this.index] as number
  }
  get high(): number {
    return this.#high.values[this.index] as number
  }
  get low(): number {
    return this.#low.values[this.index] as number
  }
  get close(): number {
    return this.#close.values[this.index] as number
  }
  get volume(): number {
    return this.#volume.values[this.index] as number
  }
}
