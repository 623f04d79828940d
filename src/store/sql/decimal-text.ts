import { Decimal } from 'decimal.js'
import { PlimsollError } from '../../core/errors.ts'

/** Most digits that every server keeps: the limit is that of MySQL. */
const INTEGER_DIGITS = 35
const DECIMALS = 30

/** Decimals whose sums and products of what a column can hold are exact. */
export const ExactDecimal = Decimal.clone({ precision: 140 })

/**
 * A number as the books keep it: an exact decimal without exponent and padding, the same text on every server. A double stands for the
 * shortest decimal that reads as it, to 30 decimals; a text that has more is refused, because it could not be kept exactly.
 * @example decimalText(1e-10) // '0.0000000001'
 */
export function decimalText(value: number | string): string {
  if (typeof value === 'number' && isPlain(value)) return String(value)
  const exact = parseDecimal(value)
  const kept = typeof value === 'number' ? exact.toDecimalPlaces(DECIMALS) : exact
  if (kept.decimalPlaces() > DECIMALS || kept.abs().gte(`1e${INTEGER_DIGITS}`)) {
    const cure = `Use at most ${INTEGER_DIGITS} digits before the point and ${DECIMALS} after it.`
    throw new PlimsollError('data', `the decimal ${value} has more digits than the database keeps`, cure)
  }
  return plainText(kept)
}

/** Like `decimalText`, with null for what is not known. */
export function optionalDecimal(value: number | string | null): string | null {
  return value === null ? null : decimalText(value)
}

/** A decimal as short as it can be written: no exponent, no padding, no minus before a zero. */
export function plainText(value: Decimal): string {
  return value.isZero() ? '0' : value.toFixed()
}

/** What a server gave, without the zeros that it pads with. */
export function withoutPadding(text: string): string {
  const trimmed = text.includes('.') ? text.replace(/\.?0+$/, '') : text
  return trimmed === '-0' ? '0' : trimmed
}

/** Whether JavaScript writes it as the books do: the shortest decimal, with no exponent and few decimals. That holds for most, and is fast. */
function isPlain(value: number): boolean {
  const size = Math.abs(value)
  return size >= 1e-6 && size < 1e21
}

function parseDecimal(value: number | string): Decimal {
  const isDecimal = typeof value === 'number' ? Number.isFinite(value) : /^[-+]?\d+(\.\d+)?$/.test(value)
  if (isDecimal) return new ExactDecimal(value)
  throw new PlimsollError('data', `"${value}" is not a decimal`, 'Use digits with at most one point, as in -12.5.')
}
