import { Decimal } from 'decimal.js'
import { PlimsollError } from '../../core/errors.ts'

/** Decimals that are exact for every sum and product that the ledger makes of amounts below 1e40 with at most 30 places. */
export const Exact = Decimal.clone({ precision: 120, rounding: Decimal.ROUND_HALF_EVEN })

/** Quotients are cut to so many digits before they are multiplied: a product of one with an amount is still exact. */
const Ratio = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_EVEN })

/** Places of an amount: no coin is divided further (Nano, the finest, has 30). */
const PLACES = 30

/** Digits before the point. */
const WHOLE_DIGITS = 40

export const ZERO = new Exact(0)

/** What a double stands for: the shortest decimal that reads back to it. It is what venues and people wrote. */
export function decimalOf(value: number): Decimal {
  if (Number.isFinite(value)) return new Exact(value)
  throw badAmount(String(value), 'is not a number')
}

/** An amount that can be posted: both sides of a posting are given the same one, so what is cut off is missing on neither. */
export function toAmount(value: Decimal): Decimal {
  if (value.e >= WHOLE_DIGITS)
    throw badAmount(value.toString(), `has more than ${WHOLE_DIGITS} digits before the point`)
  return value.decimalPlaces() <= PLACES ? value : value.toDecimalPlaces(PLACES)
}

/** `part / whole`, to 40 digits. */
export function ratio(part: Decimal, whole: Decimal): Decimal {
  return Ratio.div(part, whole)
}

/** An amount from its text: a plain decimal, of which nothing is cut off. */
export function parseAmount(text: string): Decimal {
  return fromUnits(parseUnits(text))
}

/** The same as a whole number of units of 1e-30: what sums of many amounts are made of. */
export function parseUnits(text: string): bigint {
  const [, sign, whole, places = ''] = /^([-+]?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  if (whole === undefined) throw badAmount(`"${text}"`, 'is not a plain decimal')
  if (whole.length > WHOLE_DIGITS || places.length > PLACES)
    throw badAmount(`"${text}"`, `has more than ${WHOLE_DIGITS} digits before the point or ${PLACES} after it`)
  const units = BigInt(whole + places.padEnd(PLACES, '0'))
  return sign === '-' ? -units : units
}

/** The amount that so many units of 1e-30 are. */
export function fromUnits(units: bigint): Decimal {
  return new Exact(`${units}e-${PLACES}`)
}

/** The shortest text of an amount, without an exponent. */
export function formatAmount(amount: Decimal): string {
  return amount.toFixed()
}

function badAmount(given: string, what: string): PlimsollError {
  return new PlimsollError('data', `${given} ${what}`, 'Amounts of the ledger are plain decimals, such as -12.5.')
}
