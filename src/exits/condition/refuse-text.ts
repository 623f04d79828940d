import { PlimsollError } from '../../core/errors.ts'

/**
 * Refuses a text that a person or a language model wrote. The message has the text and a caret under the character at offset `at`.
 * @throws PlimsollError `usage`
 */
export function refuseText(text: string, at: number, problem: string, cure: string): never {
  const place = `condition, column ${at + 1}: ${problem}`
  throw new PlimsollError('usage', `${place}\n  ${printable(text)}\n  ${' '.repeat(at)}^`, cure)
}

/** The text on one line, of the same length. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
}
