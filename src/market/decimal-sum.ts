/** No exchange writes an amount with more decimals. */
const MOST_DECIMALS = 12

/** Powers of ten by their exponent: a power that is computed costs more than the sum. */
const TEN_TO = Float64Array.from({ length: MOST_DECIMALS + 1 }, (_, decimals) => 10 ** decimals)

/**
 * Sums decimals as a person would: 0.1 + 0.2 is 0.3, as the exchange's own larger bar says, not 0.30000000000000004. The terms are
 * added as whole numbers of their last decimal, which is exact up to 2^53 of them; beyond that, and for doubles that are no short
 * decimals, it is the plain sum from left to right.
 */
export class DecimalSum {
  #decimals = 0
  #units = 0
  #plain = 0
  #isExact = true

  add(term: number): void {
    this.#plain += term
    if (!this.#isExact) return
    let scale = TEN_TO[this.#decimals] as number
    let units = Math.round(term * scale)
    while (units / scale !== term) {
      if (this.#decimals === MOST_DECIMALS) {
        this.#isExact = false
        return
      }
      this.#decimals++
      this.#units *= 10
      scale *= 10
      units = Math.round(term * scale)
    }
    this.#units += units
    this.#isExact = this.#units <= Number.MAX_SAFE_INTEGER
  }

  get value(): number {
    return this.#isExact ? this.#units / (TEN_TO[this.#decimals] as number) : this.#plain
  }
}
