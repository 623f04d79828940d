/**
 * The text as every server keeps it: PostgreSQL has no zero character, and UTF-8 no half of a pair of surrogates. Both become U+FFFD, so
 * that what a person or a model wrote never stops the books.
 */
export function storableText(text: string): string {
  return isStorable(text) ? text : text.toWellFormed().replaceAll('\0', '\uFFFD')
}

/** The values of a statement with storable texts; the same list when all of them are. */
export function storableValues(values: readonly unknown[]): readonly unknown[] {
  const isFine = (value: unknown) => typeof value !== 'string' || isStorable(value)
  if (values.every(isFine)) return values
  return values.map((value) => (typeof value === 'string' ? storableText(value) : value))
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}
