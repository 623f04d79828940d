import { PlimsollError } from '../core/errors.ts'
import { CANDLE_FIELDS, type CandleField } from './candle-rows.ts'
import { quote } from './candle-source.ts'

/** Names under which exchanges and other programs write the fields, the surest first; case, blanks, - and _ do not count. */
const ALIASES: Readonly<Record<CandleField, readonly string[]>> = {
  timestamp: ['timestamp', 'time', 'datetime', 'date', 'opentime', 'ts', 'unix'],
  open: ['open', 'o'],
  high: ['high', 'h'],
  low: ['low', 'l'],
  close: ['close', 'c'],
  volume: ['volume', 'vol', 'v'],
}

/** For each column (or key) of a file the field that it holds, or undefined when it is to be ignored. */
export type ColumnLayout = readonly (CandleField | undefined)[]

/**
 * Finds the six fields among the names of a header. A file may have several columns of time (`unix,date`): the first alias
 * of the list wins. `place` is for the message: `btc.csv line 1`.
 */
export function layoutOf(names: readonly string[], place: string): ColumnLayout {
  const plain = names.map((name) => name.toLowerCase().replaceAll(/[\s_-]/g, ''))
  const layout: (CandleField | undefined)[] = names.map(() => undefined)
  const missing: CandleField[] = []
  for (const field of CANDLE_FIELDS) {
    const alias = ALIASES[field].find((candidate) => plain.includes(candidate))
    if (alias === undefined) missing.push(field)
    else layout[soleIndex(plain, alias, place)] = field
  }
  if (missing.length === 0) return layout
  throw new PlimsollError(
    'data',
    `${place}: no column for ${missing.join(', ')}; it has ${names.slice(0, 12).map(quote).join(', ')}`,
    `Name the columns ${CANDLE_FIELDS.join(',')} (any order, more columns do not matter).`,
  )
}

function soleIndex(names: readonly string[], alias: string, place: string): number {
  const index = names.indexOf(alias)
  if (names.lastIndexOf(alias) === index) return index
  throw new PlimsollError('data', `${place}: column "${alias}" appears twice`, 'Rename or delete one of the two.')
}
