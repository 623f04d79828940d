import { PlimsollError } from '../core/errors.ts'
import { didYouMean } from '../core/nearest.ts'
import { notReadable } from './candle-source.ts'
import { parseTime } from './candle-time.ts'
import { findDelimiter, refuseOtherFormats, splitCells } from './csv-text.ts'
import { parseDecimal } from './parse-decimal.ts'
import { Series, type SeriesByName, type SeriesName } from './series.ts'

/** How the columns are called in a file, and what their values must be. */
interface SeriesColumn {
  readonly name: SeriesName
  readonly allows: (value: number) => boolean
  /** What is wrong with a value that is not allowed. */
  readonly problem: string
}

const isNotNegative = (value: number): boolean => value >= 0
const COLUMNS: Readonly<Record<string, SeriesColumn>> = {
  funding_rate: {
    name: 'fundingRate',
    allows: (value) => Math.abs(value) < 1,
    problem: 'is not a ratio (0.0001 = 0.01 %)',
  },
  open_interest: { name: 'openInterest', allows: isNotNegative, problem: 'is below 0' },
  bid_depth: { name: 'bidDepth', allows: isNotNegative, problem: 'is below 0' },
  ask_depth: { name: 'askDepth', allows: isNotNegative, problem: 'is below 0' },
  spread_bps: { name: 'spreadBps', allows: isNotNegative, problem: 'is below 0' },
  benchmark: { name: 'benchmark', allows: (value) => value > 0, problem: 'is not a price above 0' },
}
const KNOWN = Object.keys(COLUMNS)
const HEADER_CURE = `Give a CSV file with the header timestamp and any of ${KNOWN.join(', ')}.`

/** A column of the file, and the series that its cells go to. */
interface Target extends SeriesColumn {
  readonly cell: number
  readonly header: string
  readonly series: Series
}

/**
 * What is known of a market beside its candles, from the text of a CSV file with the column timestamp (when the value became known,
 * ascending) and any of the columns above. An empty cell means that there is no new value.
 */
export function parseSeries(text: string, name: string): SeriesByName {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const header = lines[0]?.trim() ?? ''
  if (header === '') throw new PlimsollError('data', `${name} is empty`, HEADER_CURE)
  refuseOtherFormats(header, `${name} line 1`)
  const delimiter = findDelimiter(header)
  const { time, targets } = parseHeader(splitCells(header, delimiter), `${name} line 1`)
  let before = Number.NEGATIVE_INFINITY
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue
    before = takeRow(splitCells(line, delimiter), { time, targets }, before, `${name} line ${index + 1}`)
  }
  for (const { header, series } of targets) {
    if (series.length > 0) continue
    throw new PlimsollError('data', `${name} has no value of ${header}`, 'Fill the column, or leave it out.')
  }
  return Object.fromEntries(targets.map(({ name, series }) => [name, series]))
}

interface Layout {
  readonly time: number
  readonly targets: readonly Target[]
}

function parseHeader(cells: readonly string[], place: string): Layout {
  const plain = cells.map((cell) => cell.toLowerCase())
  for (const [i, header] of plain.entries()) {
    if (header !== 'timestamp' && !Object.hasOwn(COLUMNS, header)) {
      throw new PlimsollError(
        'data',
        `${place}: unknown column "${cells[i]}"`,
        didYouMean(header, ['timestamp', ...KNOWN]),
      )
    }
    if (plain.indexOf(header) < i) {
      throw new PlimsollError('data', `${place}: column "${header}" appears twice`, 'Delete one of the two.')
    }
  }
  const time = plain.indexOf('timestamp')
  if (time < 0) throw new PlimsollError('data', `${place}: no column timestamp`, HEADER_CURE)
  const targets = plain.flatMap((header, cell): Target[] => {
    const column = COLUMNS[header]
    return column === undefined ? [] : [{ ...column, cell, header, series: new Series() }]
  })
  if (targets.length > 0) return { time, targets }
  throw new PlimsollError('data', `${place}: no column beside timestamp`, HEADER_CURE)
}

/** Adds the values of a row to their series. Returns its time. */
function takeRow(cells: readonly string[], { time, targets }: Layout, before: number, place: string): number {
  const stamp = cells[time] ?? ''
  const at = parseTime(stamp)
  if (Number.isNaN(at)) throw defect(place, notReadable('timestamp', stamp))
  if (at <= before) throw defect(place, `timestamp ${stamp} is not after the row above: times must ascend`)
  for (const { cell, header, series, allows, problem } of targets) {
    const text = cells[cell] ?? ''
    if (text === '') continue
    const value = parseDecimal(text)
    if (Number.isNaN(value)) throw defect(place, notReadable(header, text))
    if (!allows(value)) throw defect(place, `${header} ${text} ${problem}`)
    series.append(at, value)
  }
  return at
}

function defect(place: string, problem: string): PlimsollError {
  return new PlimsollError('data', `${place}: ${problem}`, 'Correct the line, or leave an unknown value empty.')
}
