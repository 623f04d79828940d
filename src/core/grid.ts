/**
 * Multiples of a step, each with one canonical double: the double nearest to the decimal value, the one that reading its text
 * gives. 0.1 + 0.2 is not on the grid of 0.1; `nearest(0.1 + 0.2)` is 0.3. A step of 0 is the grid of all doubles.
 */
export class Grid {
  readonly step: number
  readonly #numerator: number
  readonly #denominator: number

  constructor(step: number) {
    this.step = step
    const decimals = decimalsOf(step)
    this.#denominator = 10 ** decimals
    this.#numerator = Math.round(step * this.#denominator)
  }

  /** The grid value nearest to `value`. */
  nearest(value: number): number {
    return this.step === 0 ? value : this.#at(Math.round(this.#steps(value)))
  }

  /** The largest grid value not above `value`; a value within a billionth of a step of the grid counts as on it. */
  floor(value: number): number {
    return this.step === 0 ? value : this.#at(Math.floor(this.#steps(value) + 1e-9))
  }

  /** The smallest grid value not below `value`, with the same allowance. */
  ceil(value: number): number {
    return this.step === 0 ? value : this.#at(Math.ceil(this.#steps(value) - 1e-9))
  }

  #steps(value: number): number {
    return (value * this.#denominator) / this.#numerator
  }

  #at(steps: number): number {
    // Adding 0 turns -0 into 0.
    return (steps * this.#numerator) / this.#denominator + 0
  }
}

/** Number of decimals of `step` as written: 0.001 has 3, 1e-10 has 10, 25 has 0. */
export function decimalsOf(step: number): number {
  const [mantissa = '', exponent = '0'] = step.toString().split('e')
  const fraction = mantissa.split('.')[1]?.length ?? 0
  return Math.max(0, fraction - Number(exponent))
}
