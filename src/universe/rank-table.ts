import { firstIndex } from '../core/bisect.ts'
import { PlimsollError } from '../core/errors.ts'
import { parseSymbol } from '../core/instrument.ts'
import { defectError, notReadable, quote } from '../market/candle-source.ts'
import { parseTime } from '../market/candle-time.ts'
import { findDelimiter, refuseOtherFormats, splitCells } from '../market/csv-text.ts'
import type { MarketFacts } from './universe.ts'

const COLUMNS = ['date', 'symbol', 'rank'] as const

/** The ranks of one date, by symbol or by coin. */
type Ranks = Map<string, number>

/**
 * Market cap ranks from the text of a CSV file `date,symbol,rank`; a symbol may be a market (BTC/USDT) or a coin (BTC). A date counts as a
 * whole and from its first moment (UTC) on: a coin that the newest date does not name has no rank, because it fell out of the list.
 */
export function parseRanks(text: string, name: string): MarketFacts {
  const byDate = new Map<number, Ranks>()
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const { delimiter, columns } = parseHeader(lines[0]?.trim() ?? '', name)
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue
    const cells = splitCells(line, delimiter)
    const [date = '', symbol = '', rank = ''] = columns.map((column) => cells[column] ?? '')
    addRow(byDate, { date, symbol, rank }, (problem) => defectError(name, `line ${index + 1}`, problem))
  }
  if (byDate.size === 0)
    throw new PlimsollError('data', `${name} has no ranks`, 'Give one line for each date and coin.')
  return factsOf(byDate)
}

function parseHeader(header: string, name: string): { delimiter: string; columns: readonly number[] } {
  refuseOtherFormats(header, `${name} line 1`)
  const delimiter = findDelimiter(header)
  const names = splitCells(header, delimiter).map((cell) => cell.toLowerCase())
  const columns = COLUMNS.map((column) => names.indexOf(column))
  if (!columns.includes(-1)) return { delimiter, columns }
  throw new PlimsollError(
    'data',
    `${name} line 1: no columns ${COLUMNS.join(', ')} in ${quote(header)}`,
    `Give a CSV file with the header ${COLUMNS.join(',')}.`,
  )
}

function addRow(
  byDate: Map<number, Ranks>,
  row: Readonly<Record<(typeof COLUMNS)[number], string>>,
  defect: (problem: string) => PlimsollError,
): void {
  const at = parseTime(row.date)
  if (Number.isNaN(at)) throw defect(notReadable('timestamp', row.date).replace('timestamp', 'date'))
  if (row.symbol === '') throw defect('symbol is empty')
  if (!/^[1-9]\d*$/.test(row.rank)) throw defect(`rank ${quote(row.rank)} is not a whole number from 1 on`)
  const ranks = byDate.get(at) ?? new Map<string, number>()
  const symbol = row.symbol.toUpperCase()
  if (ranks.has(symbol)) throw defect(`${symbol} has two ranks on ${row.date}`)
  byDate.set(at, ranks.set(symbol, Number(row.rank)))
}

function factsOf(byDate: ReadonlyMap<number, Ranks>): MarketFacts {
  const dates = [...byDate].toSorted(([a], [b]) => a - b)
  return {
    marketCapRank: (symbol, at) => {
      const newest = firstIndex(0, dates.length, (k) => (dates[k]?.[0] ?? 0) > at) - 1
      const ranks = dates[newest]?.[1]
      return ranks?.get(symbol) ?? ranks?.get(parseSymbol(symbol).base)
    },
  }
}
