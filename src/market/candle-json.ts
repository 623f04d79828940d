import { PlimsollError } from '../core/errors.ts'
import { layoutOf } from './candle-columns.ts'
import { CANDLE_FIELDS, type CandleField, CandleRows } from './candle-rows.ts'
import { type CandleSource, notReadable, type OnUnreadable } from './candle-source.ts'
import { parseTime } from './candle-time.ts'
import { parseDecimal } from './parse-decimal.ts'

const SHAPE = 'Give a list of [timestamp, open, high, low, close, volume] or of objects with those keys.'

/** Candles from the text of a JSON file: lists as ccxt gives them, or objects; numbers may be written as text. */
export class CandleJson implements CandleSource {
  readonly name: string
  readonly #onUnreadable: OnUnreadable

  constructor(name: string, onUnreadable: OnUnreadable) {
    this.name = name
    this.#onUnreadable = onUnreadable
  }

  placeOf(row: number): string {
    return `row ${row + 1}`
  }

  /** Reads the whole text. Refuses one that is not a list of candles. */
  parse(text: string): CandleRows {
    const candles = this.#parseList(text)
    const keys = this.#keysOf(candles[0])
    const rows = new CandleRows(candles.length)
    for (const candle of candles) {
      const row = rows.length++
      const values = isKeyed(candle) ? candle : {}
      if (values !== candle) this.#onUnreadable(this.placeOf(row), `${JSON.stringify(candle)} is not a candle`)
      for (const field of CANDLE_FIELDS) rows[field].values[row] = this.#read(field, values[keys[field]], row)
    }
    return rows
  }

  #parseList(text: string): readonly unknown[] {
    if (text.trim() === '') throw new PlimsollError('data', `${this.name} is empty`, 'Fetch the file again.')
    const value = this.#parseJson(text)
    if (!Array.isArray(value)) throw new PlimsollError('data', `${this.name} is not a list of candles`, SHAPE)
    if (value.length === 0) throw new PlimsollError('data', `${this.name} has no candles`, 'Fetch the file again.')
    return value
  }

  #parseJson(text: string): unknown {
    try {
      return JSON.parse(text.replace(/^\uFEFF/, ''))
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error)
      throw new PlimsollError('data', `${this.name} is not JSON: ${detail}`, SHAPE, { cause: error })
    }
  }

  /** The key of each field, from the first candle; in a list it is the position. */
  #keysOf(first: unknown): Record<CandleField, string> {
    const place = `${this.name} ${this.placeOf(0)}`
    const keys = { timestamp: '0', open: '1', high: '2', low: '3', close: '4', volume: '5' }
    if (Array.isArray(first)) {
      if (first.length >= CANDLE_FIELDS.length) return keys
      throw new PlimsollError('data', `${place}: ${first.length} values instead of ${CANDLE_FIELDS.length}`, SHAPE)
    }
    if (!isKeyed(first)) throw new PlimsollError('data', `${place} is not a candle`, SHAPE)
    const names = Object.keys(first)
    layoutOf(names, place).forEach((field, index) => {
      if (field !== undefined) keys[field] = names[index] ?? ''
    })
    return keys
  }

  #read(field: CandleField, value: unknown, row: number): number {
    if (typeof value === 'number' && field !== 'timestamp' && Number.isFinite(value)) return value
    const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : ''
    const number = field === 'timestamp' ? parseTime(text) : parseDecimal(text)
    if (!Number.isNaN(number)) return number
    const shown = value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value)
    this.#onUnreadable(this.placeOf(row), notReadable(field, shown))
    return Number.NaN
  }
}

/** A list has its positions for keys. */
function isKeyed(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
