const HOUR_MS = 3_600_000
const UTC_DAY_MS = 24 * HOUR_MS
/** No day is longer: one that a country lives twice, when it changes its side of the date line, has 48 hours. */
const LONGEST_DAY_MS = 49 * HOUR_MS

/** The date at a moment, as a number: 20_261_121. Time zones are known outside of here, because their rules change with the machine. */
export type DateOf = (at: number) => number

/** Dates in UTC. */
export const utcDateOf: DateOf = (at) => Number(new Date(at).toISOString().slice(0, 10).replaceAll('-', ''))

/**
 * Days of a time zone: a loss limit of a day begins anew at midnight there. A day of 23 or 25 hours, where clocks are changed, is one day.
 */
export class RiskDay {
  /** The day begins at `from` and ends before `to`, UTC, in milliseconds. */
  from = Number.POSITIVE_INFINITY
  to = Number.NEGATIVE_INFINITY
  /** The month of the day: 202_611. */
  month = 0
  readonly #dateOf: DateOf

  constructor(dateOf: DateOf = utcDateOf) {
    this.#dateOf = dateOf
  }

  /** Goes to the day that holds `at`; times ascend. True when it is another day than before. */
  advance(at: number): boolean {
    if (at >= this.from && at < this.to) return false
    const date = this.#dateOf(at)
    this.month = Math.floor(date / 100)
    const isUtc = this.#dateOf === utcDateOf
    this.from = isUtc ? Math.floor(at / UTC_DAY_MS) * UTC_DAY_MS : this.#firstOf(date, at - LONGEST_DAY_MS, at)
    this.to = isUtc ? this.from + UTC_DAY_MS : this.#firstOf(date + 1, at, at + LONGEST_DAY_MS)
    return true
  }

  /** The first moment in [from, to] whose date is `date` or later. */
  #firstOf(date: number, from: number, to: number): number {
    let low = from
    let high = to
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if (this.#dateOf(middle) >= date) high = middle
      else low = middle + 1
    }
    return low
  }
}
