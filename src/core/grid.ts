/**
 * Multiples of a step, each with one canonical double: the double nearest to the decimal value, the one that reading its text
 * gives. 0.1 + 0.2 is not on the grid of 0.1; `nearest(0.1 + 0.2)` is 0.3. A step of 0 is the grid of all
 * doubles. Doubles hold this up to 10^12 steps.
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

  /** The largest grid value not above `value`; a value that is off the grid by no more than rounding counts as on it. */
  floor(value: number): number {
    if (this.step === 0) return value
    const steps = this.#steps(value)
    return this.#at(Math.floor(steps + allowance(steps)))
  }

  /** The smallest grid value not below `value`, with the same allowance. */
  ceil(value: number): number {
    if (this.step === 0) return value
    const steps = this.#steps(value)
    return this.#at(Math.ceil(steps - allowance(steps)))
  }

  #steps(value: number): number {
    return (value * this.#denominator) / this.#numerator
  }

  #at(steps: number): number {
    // Adding 0 turns -0 into 0.
    return (steps * this.#numerator) / this.#denominator + 0
  }
}

/** A billionth of a step, or what two roundings can do to a very large number of steps. */
function allowance(steps: number): number {
  return 1e-9 + Math.abs(steps) * 2 ** -50
}

/** Number of decimals of `step` as written: 0.001 has 3, 1e-10 has 10, 25 has 0. */
export function decimalsOf(step: number): number {
  const [mantissa = '', exponent = '0'] = step.toString().split('e')
  const fraction = mantissa.split('.')[1]?.length ?? 0
  return Math.max(0, fraction - Number(exponent))
}
