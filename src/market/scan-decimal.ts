const DOT = 46
const ZERO = 48

/** Powers of ten that a double holds exactly. */
const POWERS = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`))

/**
 * Reads digits with at most one point at `at` into `values[row]` and returns the position behind them, or -1 when there are none or
 * when they are too many to be exact. An integer of 53 bits and a power of ten up to 22 are doubles without error, so their one
 * division rounds as `Number(text)` does: the same double, without a string. A byte that is no digit must follow.
 */
export function scanDecimal(bytes: Uint8Array, at: number, values: Float64Array, row: number): number {
  let position = at
  let mantissa = 0
  let digit = (bytes[position] as number) - ZERO
  while (digit >= 0 && digit <= 9) {
    mantissa = mantissa * 10 + digit
    digit = (bytes[++position] as number) - ZERO
  }
  if (digit !== DOT - ZERO) {
    values[row] = mantissa
    return position > at && mantissa <= Number.MAX_SAFE_INTEGER ? position : -1
  }
  const fraction = position + 1
  digit = (bytes[++position] as number) - ZERO
  while (digit >= 0 && digit <= 9) {
    mantissa = mantissa * 10 + digit
    digit = (bytes[++position] as number) - ZERO
  }
  const decimals = position - fraction
  if (position - at < 2 || decimals >= POWERS.length || mantissa > Number.MAX_SAFE_INTEGER) return -1
  values[row] = mantissa / (POWERS[decimals] as number)
  return position
}
