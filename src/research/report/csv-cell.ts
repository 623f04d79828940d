/** Spreadsheets run cells that begin like this as formulas; some take the wide forms of = + - @ for them too. */
const FORMULA_START = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/
/** The same inside a text, where a spreadsheet may begin another cell: those that separate by semicolon or tab do not know our quotes. */
const INNER_FORMULA_START = /(?<=[;\t\r\n])(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g
const NEEDS_QUOTES = /[",\r\n]/

/** A text as a CSV cell that no spreadsheet takes for a formula: such a text gets an apostrophe in front. */
export function textCell(text: string): string {
  const safe = (FORMULA_START.test(text) ? `'${text}` : text).replace(INNER_FORMULA_START, "'")
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The shortest text that reads back to the same double; nothing for what is not a number. */
export function numberCell(value: number | null): string {
  return value === null || !Number.isFinite(value) ? '' : String(value)
}
