import { number } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator, type SourceColumn } from '../indicator.ts'

/**
 * Zigzag as far as it is known: the highest price of a rise is a turn once the price has fallen `pct` percent from it, the lowest of a
 * fall once it has risen `pct` percent; of equal ones the oldest. The line tells the last confirmed turn, and changes only at the bar
 * that confirms one. Drawn zigzags (Stock.Indicators' too) run back from there to the turn, and their last leg to the newest bar: they
 * change bars that had closed, so a strategy that reads them knows the future. Their confirmed turns are the same.
 * Before the first turn the first price stands for it and the direction is 0.
 */
export const zigzag = defineIndicator({
  name: 'zigzag',
  title: 'Zigzag of confirmed turns',
  about:
    'zigzag = price of the last turn that a move of pct percent away from it has confirmed, age = bars since it, direction = 1 after a low, -1 after a high, 0 before the first (then zigzag is the first price). Never drawn back.',
  params: { pct: number(5, { min: 0.01, max: 90 }) },
  lines: ['zigzag', 'direction', 'age'],
  takesSource: true,
  warmup: () => ({ zigzag: 0, direction: 0, age: 0 }),
  create: ({ source }, { pct }, lines) => new Zigzag(source, lines, pct / 100),
})

type Out = Readonly<Record<'zigzag' | 'direction' | 'age', Column>>

class Zigzag implements Indicator {
  readonly #source: SourceColumn
  readonly #out: Out
  readonly #share: number
  #turn = 0.5
  #turnAt = 0
  #side = 0
  /** The extremes of the leg: while the first is not known, both; then the one in its direction. */
  #high = 0.5
  #highAt = 0
  #low = 0.5
  #lowAt = 0

  constructor(source: SourceColumn, out: Out, share: number) {
    this.#source = source
    this.#out = out
    this.#share = share
  }

  extend(from: number, to: number): void {
    const first = this.#source.warmup
    if (from <= first && first < to) this.#seed(first)
    const start = Math.min(to, first)
    if (from < start) for (const { values } of Object.values(this.#out)) values.fill(Number.NaN, from, start)
    const source = this.#source.column.values
    const turn = this.#out.zigzag.values
    const direction = this.#out.direction.values
    const age = this.#out.age.values
    for (let i = Math.max(from, start); i < to; i++) {
      this.#take(i, source[i] as number)
      turn[i] = this.#turn
      direction[i] = this.#side
      age[i] = i - this.#turnAt
    }
  }

  forget(count: number): void {
    this.#turnAt -= count
    this.#highAt -= count
    this.#lowAt -= count
  }

  #seed(first: number): void {
    this.#turn = this.#high = this.#low = this.#source.column.values[first] as number
    this.#turnAt = this.#highAt = this.#lowAt = first
  }

  #take(i: number, price: number): void {
    if (price > this.#high) {
      this.#high = price
      this.#highAt = i
    } else if (price < this.#low) {
      this.#low = price
      this.#lowAt = i
    }
    const fall = this.#high - price
    const rise = price - this.#low
    if (this.#side >= 0 && fall > 0 && fall >= this.#share * Math.abs(this.#high)) {
      this.#turn = this.#high
      this.#turnAt = this.#highAt
      this.#low = price
      this.#lowAt = i
      this.#side = -1
    } else if (this.#side <= 0 && rise > 0 && rise >= this.#share * Math.abs(this.#low)) {
      this.#turn = this.#low
      this.#turnAt = this.#lowAt
      this.#high = price
      this.#highAt = i
      this.#side = 1
    }
  }
}
