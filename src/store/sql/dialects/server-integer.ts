import { PlimsollError } from '../../../core/errors.ts'

/** A 64-bit integer of a server as a number; one that a number cannot hold exactly is refused. */
export function serverInteger(text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value)) return value
  throw new PlimsollError('data', `the database holds the integer ${text}, which is too large`, 'Correct the row.')
}
