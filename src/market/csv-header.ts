import { PlimsollError } from '../core/errors.ts'
import { type ColumnLayout, layoutOf } from './candle-columns.ts'
import { CANDLE_FIELDS } from './candle-rows.ts'
import { findDelimiter, refuseOtherFormats, splitCells } from './csv-text.ts'

export interface CsvHeader {
  readonly delimiter: string
  readonly layout: ColumnLayout
  /** Whether the line that this was read from is the first candle already. */
  readonly isCandle: boolean
}

/** What the first line of a CSV file tells. A file without a header starts with a digit: its first time. */
export function parseCsvHeader(line: string, place: string): CsvHeader {
  refuseOtherFormats(line, place)
  const delimiter = findDelimiter(line)
  const cells = splitCells(line, delimiter)
  if (!/^\d/.test(cells[0] ?? '')) return { delimiter, layout: layoutOf(cells, place), isCandle: false }
  if (cells.length < CANDLE_FIELDS.length) {
    throw new PlimsollError(
      'data',
      `${place}: ${cells.length} columns and no header`,
      `Write the columns as ${CANDLE_FIELDS.join(',')}, or name them in a first line.`,
    )
  }
  return { delimiter, layout: cells.map((_, column) => CANDLE_FIELDS[column]), isCandle: true }
}
