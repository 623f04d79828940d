import { PlimsollError } from '../core/errors.ts'

/** Where candles come from, for messages: the name of the file and what its rows are called (`line 7`, `row 7`). */
export interface CandleSource {
  readonly name: string
  /** The place of the row with this index, counted from 0, as a person finds it in the file. */
  placeOf(row: number): string
}

/** What a parser does with a value that it cannot read. Returns when the value counts as NaN, throws when the file is refused. */
export type OnUnreadable = (place: string, field: string, text: string) => void

/** Refuses the file: what a backtest does. */
export function refuseUnreadable(name: string): OnUnreadable {
  return (place, field, text) => {
    const what = field === 'timestamp' ? `${TIME_FORMATS}` : 'a number'
    throw new PlimsollError('data', `${name} ${place}: ${field} ${quote(text)} is not ${what}`, cureOf(name))
  }
}

/** What to do about a wrong value in the file `name`. */
export function cureOf(name: string): string {
  return `Correct or delete it, or fetch the file again. "plimsoll data verify ${name}" counts every defect.`
}

/** A value from a file as a message shows it: never longer than a line. */
export function quote(text: string): string {
  const short = text.length > 40 ? `${text.slice(0, 40)}...` : text
  return JSON.stringify(short)
}

const TIME_FORMATS = 'a time (Unix ms, s, us or ns, or ISO as in 2024-01-31T13:05:00Z)'
