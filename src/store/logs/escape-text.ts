/**
 * What could end a line, move the cursor, colour the terminal or turn the direction of reading: control characters, the line and
 * paragraph separators, marks of direction, characters without width, the byte order mark, and halves of surrogate pairs.
 */
const UNSAFE =
  /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** A text that stays on its line and does nothing but be read: what somebody else wrote cannot forge a line of the log. */
export function escapeText(text: string): string {
  return text.replace(UNSAFE, (character) => SHORT[character] ?? unicodeEscape(character))
}

/** The same for JSON, in which such characters occur inside strings only. */
export function escapeJson(json: string): string {
  return json.replace(UNSAFE, unicodeEscape)
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
