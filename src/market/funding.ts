import { PlimsollError } from '../core/errors.ts'
import { defectError, notReadable } from './candle-source.ts'
import { parseTime } from './candle-time.ts'
import { findDelimiter, refuseOtherFormats, splitCells } from './csv-text.ts'
import { parseDecimal } from './parse-decimal.ts'
import { Series } from './series.ts'

/** A funding payment of a perpetual: at `at` (UTC, ms) longs pay `rate` times their notional at the mark price to shorts. */
export interface FundingEvent {
  readonly at: number
  readonly rate: number
}

/** The rates as a series that indicators read. */
export function seriesOfFunding(events: readonly FundingEvent[]): Series {
  const series = new Series()
  for (const { at, rate } of events) series.append(at, rate)
  return series
}

const MINUTE_MS = 60_000
const TIME_NAMES = ['timestamp', 'time', 'datetime', 'date', 'fundingtime', 'calctime', 'ts']
const RATE_NAMES = ['fundingrate', 'rate', 'lastfundingrate', 'funding']

/** Exchanges stamp funding some milliseconds late: the payment belongs to the whole minute. */
function fundingMinute(at: number): number {
  return at - (at % MINUTE_MS)
}

/** Funding history from the text of a CSV file with a time and a rate column. Times must ascend. */
export function parseFunding(text: string, name: string): FundingEvent[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const header = lines[0]?.trim() ?? ''
  refuseOtherFormats(header, `${name} line 1`)
  const delimiter = findDelimiter(header)
  const names = splitCells(header, delimiter).map((cell) => cell.toLowerCase().replaceAll(/[\s_-]/g, ''))
  const timeColumn = names.findIndex((cell) => TIME_NAMES.includes(cell))
  const rateColumn = names.findIndex((cell) => RATE_NAMES.includes(cell))
  if (timeColumn < 0 || rateColumn < 0) throw missingColumn(name, header)
  const events: FundingEvent[] = []
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue
    const cells = splitCells(line, delimiter)
    events.push(parseEvent(cells[timeColumn] ?? '', cells[rateColumn] ?? '', events.at(-1), name, `line ${index + 1}`))
  }
  if (events.length > 0) return events
  throw new PlimsollError('data', `${name} has no funding rates`, 'Fetch the file again.')
}

function parseEvent(
  time: string,
  rate: string,
  before: FundingEvent | undefined,
  name: string,
  place: string,
): FundingEvent {
  const event = { at: fundingMinute(parseTime(time)), rate: parseDecimal(rate) }
  if (Number.isNaN(event.at)) throw defectError(name, place, notReadable('timestamp', time))
  if (Number.isNaN(event.rate)) throw defectError(name, place, notReadable('funding_rate', rate))
  if (Math.abs(event.rate) >= 1) throw defectError(name, place, `funding_rate ${rate} is not a ratio (0.0001 = 0.01 %)`)
  if (before !== undefined && event.at <= before.at) {
    throw defectError(name, place, `timestamp ${time} is not after the row above: times must ascend`)
  }
  return event
}

function missingColumn(name: string, header: string): PlimsollError {
  const what =
    header === ''
      ? `${name} is empty`
      : `${name} line 1: no columns timestamp and funding_rate in ${JSON.stringify(header.slice(0, 60))}`
  return new PlimsollError('data', what, 'Give a CSV file with the header timestamp,funding_rate.')
}
