import { scanDecimal } from './scan-decimal.ts'
import { scanTime } from './scan-time.ts'

const NEWLINE = 10
const RETURN = 13
const QUOTE = 34

/**
 * Reads the line at `at` into `row` of the columns and returns the position behind it, or -1 when it is not made of plain numbers
 * and a plain time (and cells that nobody wants, `undefined` among the columns): then it has to be read as text. The line ends with a newline.
 */
export function scanRow(
  bytes: Uint8Array,
  at: number,
  delimiter: number,
  columns: readonly (Float64Array | undefined)[],
  timeColumn: number,
  row: number,
): number {
  const last = columns.length - 1
  let position = at
  for (let column = 0; column <= last; column++) {
    const values = columns[column]
    if (values === undefined) position = skipCell(bytes, position, delimiter)
    else if (column === timeColumn) position = scanTime(bytes, position, values, row)
    else position = scanDecimal(bytes, position, values, row)
    if (position < 0 || column === last) break
    if (bytes[position] !== delimiter) return -1
    position++
  }
  if (position < 0) return -1
  if (bytes[position] === RETURN) position++
  return bytes[position] === NEWLINE ? position + 1 : -1
}

function skipCell(bytes: Uint8Array, at: number, delimiter: number): number {
  let position = at
  for (;;) {
    const byte = bytes[position]
    if (byte === delimiter || byte === NEWLINE || byte === RETURN) return position
    if (byte === QUOTE) return -1
    position++
  }
}
