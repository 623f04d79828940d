/**
 * A running sum that keeps the rounding error of each addition and gives it back (Neumaier 1974), so that an account is exact to
 * the last digits of a double after any number of fills.
 */
export class CompensatedSum {
  #sum: number
  #error = 0

  constructor(start: number) {
    this.#sum = start
  }

  get value(): number {
    return this.#sum + this.#error
  }

  add(amount: number): void {
    const sum = this.#sum
    const next = sum + amount
    this.#error += Math.abs(sum) >= Math.abs(amount) ? sum - next + amount : amount - next + sum
    this.#sum = next
  }

  /** Adds all of `other`, what its value rounds off included. */
  addSum(other: CompensatedSum): void {
    this.add(other.#sum)
    this.add(other.#error)
  }

  /** `amount` + `more` - this sum, rounded once: with amounts of the same size nothing is lost on the way. */
  differenceTo(amount: number, more: number): number {
    return amount - this.#sum + (more - this.#error)
  }
}
