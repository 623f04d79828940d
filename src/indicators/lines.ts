import { assert } from '../core/assert.ts'
import { PlimsollError } from '../core/errors.ts'
import type { ParamSpec, ParamValue } from '../core/params.ts'
import type { Timeframe } from '../core/timeframe.ts'
import type { IndicatorDefinition, LineSource } from './indicator.ts'
import { Line } from './line.ts'

/** Indicators by the names that they are asked for. */
export type Indicators = Readonly<Record<string, unknown>>

type ParamsGiven<D> =
  D extends IndicatorDefinition<infer S, string>
    ? {
        readonly [K in keyof S]?: S[K] extends ParamSpec ? (S[K]['kind'] extends 'choice' ? string : ParamValue) : never
      }
    : never
type LinesGiven<D> = D extends IndicatorDefinition<infer _S, infer L> ? LinesOf<L> : never
type LinesOf<L extends string> = IsUnion<L> extends true ? Readonly<Record<L, Line>> : Line
type IsUnion<T, U = T> = T extends U ? ([U] extends [T] ? false : true) : never

/**
 * What a strategy asks its lines from: `lines.ema(12)`, `lines.macd({ fast: 8 }).histogram`, `lines.on('1h').ema(50)`.
 * A bare value is the first parameter. An indicator of one line gives the line, one of several gives them by name.
 * Most indicators read the close unless another line of the same timeframe is given: `lines.sma(20, lines.volume())`.
 */
export type Lines<I extends Indicators> = {
  readonly [K in keyof I]: (params?: number | string | ParamsGiven<I[K]>, source?: Line) => LinesGiven<I[K]>
} & {
  /** The same on a larger timeframe, as of the last bar of it that had closed. */
  on(timeframe: Timeframe): Lines<I>
}

type AnyParams = number | string | Readonly<Record<string, ParamValue>>

/** The lines of `indicators` over the columns of a market; `on` opens a larger timeframe. */
export function createLines<I extends Indicators>(
  columns: LineSource,
  indicators: I,
  on: (timeframe: Timeframe) => Lines<I> = (timeframe) => createLines(columns.on(timeframe), indicators),
): Lines<I> {
  const lines: Record<string, unknown> = { on }
  for (const [name, definition] of Object.entries(indicators)) {
    const general = definition as IndicatorDefinition
    lines[name] = (params: AnyParams = {}, source?: Line) =>
      linesOf(columns, general, namedParams(general, params), source)
  }
  return lines as Lines<I>
}

function namedParams({ name, params }: IndicatorDefinition, given: AnyParams): Readonly<Record<string, ParamValue>> {
  if (typeof given === 'object') return given
  const [first] = Object.keys(params)
  if (first !== undefined) return { [first]: given }
  throw new PlimsollError('strategy', `lines.${name} takes no parameters`, `Write lines.${name}().`)
}

function linesOf(
  columns: LineSource,
  definition: IndicatorDefinition,
  params: Readonly<Record<string, ParamValue>>,
  source: Line | undefined,
): Line | Record<string, Line> {
  const { name, takesSource } = definition
  if (source !== undefined && !takesSource) {
    throw new PlimsollError('strategy', `lines.${name} reads the bars, not a line`, 'Leave the second argument away.')
  }
  const found = columns.lines(definition, params, source?.source)
  const lineOf = (line: string): Line => {
    const column = found[line]
    assert(column !== undefined, `indicator ${name} has no line ${line}`)
    return new Line(column, columns.places)
  }
  const [only, ...others] = definition.lines
  return only !== undefined && others.length === 0 ? lineOf(only) : lazily(definition.lines, lineOf)
}

/** A record whose values are made when they are first read: a line that nobody reads needs no memory. */
function lazily<T>(names: readonly string[], make: (name: string) => T): Record<string, T> {
  const record: Record<string, T> = {}
  for (const name of names) {
    const get = (): T => {
      const value = make(name)
      Object.defineProperty(record, name, { value, enumerable: true })
      return value
    }
    Object.defineProperty(record, name, { get, enumerable: true, configurable: true })
  }
  return record
}
