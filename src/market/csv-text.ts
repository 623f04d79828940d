import { PlimsollError } from '../core/errors.ts'

const DELIMITERS = [',', ';', '\t'] as const

/** The delimiter that the line uses: the most frequent one. */
export function findDelimiter(line: string): string {
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ','
}

/** The cells of one line, without blanks around them and without their quotes. */
export function splitCells(line: string, delimiter: string): string[] {
  if (!line.includes('"')) return line.split(delimiter).map((cell) => cell.trim())
  const cells: string[] = []
  let start = 0
  let isQuoted = false
  for (let at = 0; at <= line.length; at++) {
    if (line[at] === '"') isQuoted = !isQuoted
    if (at < line.length && (line[at] !== delimiter || isQuoted)) continue
    cells.push(unquoted(line.slice(start, at).trim()))
    start = at + 1
  }
  return cells
}

/** The text of a cell without the quotes around it. */
function unquoted(cell: string): string {
  if (cell.length < 2 || !cell.startsWith('"') || !cell.endsWith('"')) return cell
  return cell.slice(1, -1).replaceAll('""', '"').trim()
}

/** Refuses what people give by mistake instead of a CSV file, judging by its first line. */
export function refuseOtherFormats(line: string, place: string): void {
  const format = formatOf(line)
  if (format === undefined) return
  throw new PlimsollError('data', `${place} is not CSV: ${format.what}`, format.cure)
}

function formatOf(line: string): { what: string; cure: string } | undefined {
  if (line.startsWith('<')) {
    return {
      what: 'it looks like a web page',
      cure: 'Open the address in a browser: it may show an error or ask to log in.',
    }
  }
  if (/^[[{]/.test(line)) return { what: 'it looks like JSON', cure: 'Give the file a name that ends in .json.' }
  if (!holdsBinary(line)) return undefined
  return {
    what: 'it holds binary data',
    cure: 'Give a CSV file in UTF-8 with one candle a line (it may be packed with gzip, not with zip).',
  }
}

/** Control characters other than tab and line ends, or bytes that are not UTF-8. */
function holdsBinary(line: string): boolean {
  return [...line].some((character) => character < '\t' || character === '\uFFFD')
}
