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

  constructor(source: SourceColumn) {
    this.source = source
    this.#column = source.column
  }

  /** The value at `bar`. */
  at(bar: BarPosition): number {
    return this.#column.values[bar.position] as number
  }

  /** The value `ago` bars before `bar`: NaN before the first that is kept. `ago` is a whole number of 0 or more. */
  before(bar: BarPosition, ago: number): number {
    const i = bar.position - ago
    return ago >= 0 && i >= 0 ? (this.#column.values[i] as number) : Number.NaN
  }
}

/** A line of a larger timeframe, read through the place of its value at each bar of the market. */
export class LargerLine extends Line {
  readonly #column: Column
  readonly #places: Column

  constructor(source: SourceColumn, places: Column) {
    super(source)
    this.#column = source.column
    this.#places = places
  }

  override at(bar: BarPosition): number {
    const place = this.#places.values[bar.position] as number
    return place >= 0 ? (this.#column.values[place] as number) : Number.NaN
  }

  override before(bar: BarPosition, ago: number): number {
    const i = bar.position - ago
    const place = ago >= 0 && i >= 0 ? (this.#places.values[i] as number) : -1
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
