/** Results that count half as much as the newest: about so many back. */
const HALF_LIFE = 20
const KEEP = 0.5 ** (1 / HALF_LIFE)

/** Results that a strategy is taken to have had before its first: a mean of 0 and a spread of 1, both in R. */
const PRIOR_RESULTS = 5

/**
 * How the signals of a strategy came out, in R: multiples of the distance between entry and stop. Newer results count more. It starts
 * from a few results of nothing, so that one lucky signal does not make a strategy look sure.
 */
export class TrackRecord {
  #count = 0
  #weight = PRIOR_RESULTS
  #sum = 0
  #squares = PRIOR_RESULTS

  add(resultR: number): void {
    this.#count += 1
    this.#weight = this.#weight * KEEP + 1
    this.#sum = this.#sum * KEEP + resultR
    this.#squares = this.#squares * KEEP + resultR * resultR
  }

  /** Results so far. */
  get count(): number {
    return this.#count
  }

  /** Mean result in R. */
  get mean(): number {
    return this.#sum / this.#weight
  }

  /** Standard deviation of the results in R, above 0. */
  get spread(): number {
    const { mean } = this
    return Math.sqrt(Math.max(1e-6, this.#squares / this.#weight - mean * mean))
  }
}
