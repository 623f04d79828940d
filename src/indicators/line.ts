import type { Column } from '../market/column.ts'
import type { SourceColumn } from './indicator.ts'

/** Where the reader stands: the place in the columns of the bar that has just closed. It is for lines alone, see `Bar.index`. */
export interface BarPosition {
  readonly position: number
}

/**
 * One line of an indicator as a strategy sees it: the value at the bar that has just closed and before, never after.
 * A value that is not known yet is NaN, and every comparison with NaN is false.
 */
export class Line {
  /** Where it is computed, for another indicator to read. */
  readonly source: SourceColumn
  readonly #column: Column
  /** On a larger timeframe, the place of the value at each bar of the market. */
  readonly #places: Column | undefined

  constructor(source: SourceColumn, places?: Column) {
    this.source = source
    this.#column = source.column
    this.#places = places
  }

  /** The value at `bar`. */
  at(bar: BarPosition): number {
    const places = this.#places
    if (places === undefined) return this.#column.values[bar.position] as number
    const place = places.values[bar.position] as number
    return place >= 0 ? (this.#column.values[place] as number) : Number.NaN
  }

  /** The value `ago` bars before `bar`: NaN before the first that is kept. `ago` is a whole number of 0 or more. */
  before(bar: BarPosition, ago: number): number {
    const i = bar.position - ago
    if (!(ago >= 0 && i >= 0)) return Number.NaN
    const place = this.#places === undefined ? i : (this.#places.values[i] as number)
    return place >= 0 ? (this.#column.values[place] as number) : Number.NaN
  }
}

/** True when `a` is above `b` at `bar` and was not above it one bar before. */
export function crossesAbove(a: Line, b: Line, bar: BarPosition): boolean {
  return a.at(bar) > b.at(bar) && a.before(bar, 1) <= b.before(bar, 1)
}

/** True when `a` is below `b` at `bar` and was not below it one bar before. */
export function crossesBelow(a: Line, b: Line, bar: BarPosition): boolean {
  return a.at(bar) < b.at(bar) && a.before(bar, 1) >= b.before(bar, 1)
}
