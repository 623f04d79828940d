import type { BarPosition } from '../indicators/line.ts'
import type { Bars } from '../market/bars.ts'
import type { Column } from '../market/column.ts'

/** The bar that has just closed, as a strategy sees it. One object serves the whole run: it is a window, not a value to keep. */
export class Bar implements BarPosition {
  /** The place of the bar in its columns, which changes when old bars are dropped. The engine sets it and lines read it: see `index`. */
  position = -1
  readonly #bars: Bars
  readonly #time: Column
  readonly #open: Column
  readonly #high: Column
  readonly #low: Column
  readonly #close: Column
  readonly #volume: Column

  constructor(bars: Bars) {
    this.#bars = bars
    this.#time = bars.timeColumn
    this.#open = bars.openColumn
    this.#high = bars.highColumn
    this.#low = bars.lowColumn
    this.#close = bars.closeColumn
    this.#volume = bars.volumeColumn
  }

  /** Number of the bar, counted from the first of the run: what tells how many bars lie between two. */
  get index(): number {
    return this.position + this.#bars.forgotten
  }

  /** Open time, UTC, in milliseconds. */
  get time(): number {
    return this.#time.values[this.position] as number
  }
  get open(): number {
    return this.#open.values[this.position] as number
  }
  get high(): number {
    return this.#high.values[this.position] as number
  }
  get low(): number {
    return this.#low.values[this.position] as number
  }
  get close(): number {
    return this.#close.values[this.position] as number
  }
  get volume(): number {
    return this.#volume.values[this.position] as number
  }
}
