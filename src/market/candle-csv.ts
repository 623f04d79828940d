import { PlimsollError } from '../core/errors.ts'
import type { ColumnLayout } from './candle-columns.ts'
import { type CandleField, CandleRows } from './candle-rows.ts'
import { type CandleSource, notReadable, type OnUnreadable, quote } from './candle-source.ts'
import { parseTime } from './candle-time.ts'
import { parseCsvHeader } from './csv-header.ts'
import { refuseOtherFormats, splitCells } from './csv-text.ts'
import { parseDecimal } from './parse-decimal.ts'
import { scanRow } from './scan-row.ts'

const NEWLINE = 10
/** No candle needs a line as long as this: it is not a CSV file. */
const LONGEST_LINE = 65_536
/** As much of the file as tells how long its lines are. */
const SAMPLE_BYTES = 8192

/**
 * Reads candles from the bytes of a CSV file, in pieces of any size. Plain digits are read in place; everything else (exponents,
 * quotes, blanks, ISO times) goes the slow way through a string.
 */
export class CandleCsv implements CandleSource {
  readonly name: string
  readonly #rows = new CandleRows()
  readonly #onUnreadable: OnUnreadable
  readonly #sizeBytes: number
  #layout: ColumnLayout = []
  #delimiter = ''
  #delimiterByte = 0
  #bytes: Uint8Array = new Uint8Array()
  #at = 0
  /** The start of a line whose end has not come yet. */
  #rest: Uint8Array = new Uint8Array()
  #linesBeforeRows = 0
  readonly #blankLines: { row: number; count: number }[] = []
  /** The array that each column of the file is read into. They hold `#room` rows. */
  #columns: (Float64Array | undefined)[] = []
  #timeColumn = 0
  #room = 0

  /** `sizeBytes` of the whole file, when known, lets the columns have their final size at once. */
  constructor(name: string, onUnreadable: OnUnreadable, sizeBytes = 0) {
    this.name = name
    this.#onUnreadable = onUnreadable
    this.#sizeBytes = sizeBytes
  }

  /** Takes the next bytes of the file in. They may be overwritten afterwards. */
  push(chunk: Uint8Array): void {
    const lastNewline = chunk.lastIndexOf(NEWLINE)
    if (lastNewline < 0) {
      this.#rest = joined(this.#rest, chunk)
      if (this.#rest.length > LONGEST_LINE) this.#refuseLongLine()
      return
    }
    const firstNewline = this.#rest.length === 0 ? -1 : chunk.indexOf(NEWLINE)
    if (firstNewline >= 0) this.#parseLines(joined(this.#rest, chunk.subarray(0, firstNewline + 1)))
    this.#parseLines(chunk.subarray(firstNewline + 1, lastNewline + 1))
    this.#rest = chunk.slice(lastNewline + 1)
  }

  /** Tells that the file has ended, and gives its rows. Refuses a file without candles. */
  end(): CandleRows {
    if (this.#rest.length > 0) this.#parseLines(joined(this.#rest, Uint8Array.of(NEWLINE)))
    this.#rest = new Uint8Array()
    if (this.#rows.length > 0) return this.#rows
    const what = this.#layout.length === 0 ? 'is empty' : 'has a header but no candles'
    throw new PlimsollError(
      'data',
      `${this.name} ${what}`,
      'Fetch the file again: the download may have been cut short.',
    )
  }

  placeOf(row: number): string {
    const blank = this.#blankLines.findLast((entry) => entry.row <= row)
    return `line ${this.#linesBeforeRows + (blank?.count ?? 0) + row + 1}`
  }

  /** `bytes` holds whole lines, so every scan stops at a newline at the latest. */
  #parseLines(bytes: Uint8Array): void {
    this.#bytes = bytes
    this.#at = 0
    while (this.#layout.length === 0 && this.#at < bytes.length) this.#readHeader()
    while (this.#at < bytes.length) this.#readRow()
  }

  #readHeader(): void {
    const end = this.#bytes.indexOf(NEWLINE, this.#at)
    const line = decode(this.#bytes, this.#at, end).trim()
    const place = `${this.name} line ${this.#linesBeforeRows + 1}`
    const isCandle = line !== '' && this.#useHeader(line, place)
    if (isCandle) {
      if (this.#bytes[this.#at] === 0xef) this.#at += BYTE_ORDER_MARK.length
      return
    }
    this.#linesBeforeRows++
    this.#at = end + 1
  }

  /** Learns the columns from the first line that is not blank; tells whether it is a candle. */
  #useHeader(line: string, place: string): boolean {
    const { delimiter, layout, isCandle } = parseCsvHeader(line, place)
    this.#delimiter = delimiter
    this.#delimiterByte = delimiter.charCodeAt(0)
    this.#layout = layout
    this.#timeColumn = layout.indexOf('timestamp')
    return isCandle
  }

  #readRow(): void {
    const row = this.#rows.length
    if (row >= this.#room) this.#makeRoom(row + 1)
    const end = scanRow(this.#bytes, this.#at, this.#delimiterByte, this.#columns, this.#timeColumn, row)
    if (end < 0) {
      this.#readOddRow(row)
      return
    }
    this.#rows.length = row + 1
    this.#at = end
  }

  /** A row that is more than plain digits: quotes, exponents, ISO times, a blank line or a mistake. */
  #readOddRow(row: number): void {
    const end = this.#bytes.indexOf(NEWLINE, this.#at)
    const line = decode(this.#bytes, this.#at, end).trim()
    this.#at = end + 1
    if (line === '') {
      this.#blankLines.push({ row, count: (this.#blankLines.at(-1)?.count ?? 0) + 1 })
      return
    }
    this.#rows.length = row + 1
    const cells = splitCells(line, this.#delimiter)
    const isWhole = cells.length === this.#layout.length
    if (!isWhole) this.#onUnreadable(this.placeOf(row), `${cells.length} columns instead of ${this.#layout.length}`)
    for (const [column, field] of this.#layout.entries()) {
      if (field === undefined) continue
      const text = cells[column] ?? ''
      const value = isWhole || field === 'timestamp' ? parseField(field, text) : Number.NaN
      if (isWhole && Number.isNaN(value)) this.#onUnreadable(this.placeOf(row), notReadable(field, text))
      this.#rows[field].values[row] = value
    }
  }

  #makeRoom(length: number): void {
    this.#rows.reserve(length === 1 ? Math.max(1, this.#estimateRows()) : length)
    this.#columns = this.#layout.map((field) => (field === undefined ? undefined : this.#rows[field].values))
    this.#room = this.#rows.timestamp.values.length
  }

  /** How many rows the file has, going by the length of the first lines. Memory that is never touched costs nothing. */
  #estimateRows(): number {
    const sample = this.#bytes.subarray(this.#at, this.#at + SAMPLE_BYTES)
    let lines = 0
    for (let end = sample.indexOf(NEWLINE); end >= 0; end = sample.indexOf(NEWLINE, end + 1)) lines++
    return Math.ceil(((this.#sizeBytes * lines) / sample.length) * 1.05)
  }

  #refuseLongLine(): never {
    const start = decode(this.#rest, 0, 64)
    refuseOtherFormats(start, this.name)
    throw new PlimsollError(
      'data',
      `${this.name} is not CSV: a line of more than ${LONGEST_LINE} bytes begins with ${quote(start)}`,
      'Give a file with one candle a line: timestamp,open,high,low,close,volume.',
    )
  }
}

function parseField(field: CandleField, text: string): number {
  return field === 'timestamp' ? parseTime(text) : parseDecimal(text)
}

const BYTE_ORDER_MARK = Uint8Array.of(0xef, 0xbb, 0xbf)

const decoder = new TextDecoder()

/** Text of the bytes; a byte order mark is left out. */
function decode(bytes: Uint8Array, start: number, end: number): string {
  return decoder.decode(bytes.subarray(start, end))
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array {
  const both = new Uint8Array(left.length + right.length)
  both.set(left)
  both.set(right, left.length)
  return both
}
