import { PlimsollError } from '../core/errors.ts'

/** Where candles come from, for messages: the name of the file and what its rows are called (`line 7`, `row 7`). */
export interface CandleSource {
  readonly name: string
  /** The place of the row with this index, counted from 0, as a person finds it in the file. */
  placeOf(row: number): string
}

/**
 * Hears of a value that cannot be read: its place (`line 7`) and what is wrong with it (`open "abc" is not a number`).
 * When it returns, the value counts as NaN; when it throws, the file is refused.
 */
export type OnUnreadable = (place: string, problem: string) => void

/** Refuses the file `name`: what a backtest does. */
export function refuseUnreadable(name: string): OnUnreadable {
  return (place, problem) => {
    throw defectError(name, place, problem)
  }
}

/** Lets NaN stand for the value: what a quality check does. */
export const countUnreadable: OnUnreadable = () => undefined

export function defectError(name: string, place: string, problem: string): PlimsollError {
  return new PlimsollError(
    'data',
    `${name} ${place}: ${problem}`,
    `Correct or delete it, or fetch the file again. "plimsoll data verify ${name}" counts every defect.`,
  )
}

/** The problem of a cell that could not be read. */
export function notReadable(field: string, text: string): string {
  const what =
    field === 'timestamp' ? 'a time (Unix s, ms, us or ns, or ISO as in 2024-01-31T13:05:00Z)' : 'a finite number'
  return text === '' ? `${field} is empty` : `${field} ${quote(text)} is not ${what}`
}

/** A text from a file as a message shows it: never longer than a line. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}...` : text)
}
