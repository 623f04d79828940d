import type { BarColumns } from '../frame-chain.ts'

// The columns of many bars, packed: time, open, high, low, close and volume, one behind the other. Each begins with two words, form and
// digits, and ends at a multiple of 8 bytes.

/** The values as they are: doubles. */
export const PLAIN = 0
/** Two doubles, first value and step: value k is first + k * step. */
export const STEPS = 1
/** Whole numbers of 32 bits with their sign: value k is the k-th divided by ten to the power of digits. */
export const DECIMALS = 2

export const HEAD_WORDS = 2
export const BAR_COLUMNS = 6
/** Ten to the power of digits. More digits than these leave too few of the 32 bits. */
export const POWERS = Float64Array.of(1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8)

/** So many values are looked at without a branch between them, which is twice as quick. */
const STRIDE = 64

/** Turns the columns of bars into fewer bytes: less than half as many for prices and amounts of few digits. Every bit comes back. */
export class BarsPacker {
  #memory = new ArrayBuffer(0)
  #words = new Int32Array(0)
  #doubles = new Float64Array(0)
  /** In words, a multiple of two. */
  #at = 0
  /** The digits that the columns had last. */
  readonly #digits: number[] = new Array(BAR_COLUMNS).fill(0)

  /** The packed columns of the bars `from` up to but not `to`; valid until the next call. */
  pack({ time, open, high, low, close, volume }: BarColumns, from: number, to: number): Uint8Array {
    this.#makeRoom(to - from)
    this.#at = 0
    for (const [place, column] of [time, open, high, low, close, volume].entries()) {
      const isPacked = this.#steps(column, from, to) || this.#decimals(column, from, to, place)
      if (!isPacked) this.#plain(column, from, to)
    }
    return new Uint8Array(this.#memory, 0, this.#at * 4)
  }

  #steps(column: Float64Array, from: number, to: number): boolean {
    const first = column[from] as number
    const step = to - from > 1 ? (column[from + 1] as number) - first : 0
    for (let i = from; i < to; i++) {
      const value = first + (i - from) * step
      if (column[i] !== value || (value === 0 && !Object.is(column[i], value))) return false
    }
    this.#head(STEPS, 0)
    this.#doubles[this.#at >> 1] = first
    this.#doubles[(this.#at >> 1) + 1] = step
    this.#at += 4
    return true
  }

  /** With the digits that the column had last, or the fewest above them that are enough. */
  #decimals(column: Float64Array, from: number, to: number, place: number): boolean {
    const known = this.#digits[place] as number
    for (let digits = known; digits < POWERS.length; digits++) {
      if (!this.#fits(column, from, to, digits)) continue
      this.#digits[place] = digits
      this.#head(DECIMALS, digits)
      this.#at += to - from
      if (this.#at % 2 === 1) this.#words[this.#at++] = 0
      return true
    }
    this.#digits[place] = 0
    return false
  }

  /** Writes the whole numbers where they would stand; false when one is none. */
  #fits(column: Float64Array, from: number, to: number, digits: number): boolean {
    const words = this.#words
    const power = POWERS[digits] as number
    const start = this.#at + HEAD_WORDS - from
    let zeros = 0
    for (let i = from; i < to; ) {
      const end = Math.min(i + STRIDE, to)
      let others = 0
      for (; i < end; i++) {
        const value = column[i] as number
        const integer = (value * power + 0.5) | 0
        words[start + i] = integer
        others += integer / power === value ? 0 : 1
        zeros += integer === 0 ? 1 : 0
      }
      if (others > 0) return false
    }
    // Zero can have a sign, which a whole number has not.
    return zeros === 0 || !column.subarray(from, to).some((value) => Object.is(value, -0))
  }

  #plain(column: Float64Array, from: number, to: number): void {
    this.#head(PLAIN, 0)
    this.#doubles.set(column.subarray(from, to), this.#at / 2)
    this.#at += (to - from) * 2
  }

  #head(form: number, digits: number): void {
    this.#words[this.#at++] = form
    this.#words[this.#at++] = digits
  }

  #makeRoom(count: number): void {
    const bytes = mostBytes(count)
    if (this.#memory.byteLength >= bytes) return
    this.#memory = new ArrayBuffer(bytes)
    this.#words = new Int32Array(this.#memory)
    this.#doubles = new Float64Array(this.#memory)
  }
}

/** What so many bars can take at most. */
function mostBytes(count: number): number {
  return BAR_COLUMNS * (HEAD_WORDS * 4 + Math.max(count, 2) * 8)
}
