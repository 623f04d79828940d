import { assert } from '../core/assert.ts'
import { PlimsollError } from '../core/errors.ts'
import type { ParamSpec, ParamValue } from '../core/params.ts'
import type { Timeframe } from '../core/timeframe.ts'
import type { IndicatorDefinition, LineSource } from './indicator.ts'
import { LargerLine, Line } from './line.ts'

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

type LinesByName = Record<string, Line>
type AnyParams = number | string | Readonly<Record<string, ParamValue>>

/**
 * Lines are asked for while a strategy is built. One that was first asked for later would begin in the middle of a live market, which
 * keeps only the newest bars, and have other values than in a backtest: it is refused in both.
 */
export class Asking {
  #isOver = false
  readonly #records: LineRecord[] = []

  /** Nothing more is asked for. Indicators of which no line was read so far give all of them: they are read bar by bar. */
  end(): void {
    for (const record of this.#records) record.readAllUnlessRead()
    this.#records.length = 0
    this.#isOver = true
  }

  add(record: LineRecord): void {
    this.#records.push(record)
  }

  /** @throws PlimsollError `strategy` when `what` is asked for too late */
  refuseLate(what: string): void {
    if (!this.#isOver) return
    const cure = 'Ask for every line in build: const { macd, signal } = lines.macd().'
    throw new PlimsollError('strategy', `${what} was first asked for after the strategy was built`, cure)
  }
}

/** The lines of `indicators` over the columns of a market; `on` opens a larger timeframe. */
export function createLines<I extends Indicators>(
  columns: LineSource,
  indicators: I,
  asking: Asking = new Asking(),
): Lines<I> {
  const on = (timeframe: Timeframe): Lines<I> => createLines(columns.on(timeframe), indicators, asking)
  const lines: Record<string, unknown> = { on }
  for (const [name, definition] of Object.entries(indicators)) {
    const general = definition as IndicatorDefinition
    lines[name] = (params: AnyParams = {}, source?: Line) => {
      asking.refuseLate(`lines.${name}`)
      return linesOf(columns, general, namedParams(general, params), source, asking)
    }
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
  asking: Asking,
): Line | LinesByName {
  const { name, takesSource } = definition
  if (source !== undefined && !takesSource) {
    throw new PlimsollError('strategy', `lines.${name} reads the bars, not a line`, 'Leave the second argument away.')
  }
  const found = columns.lines(definition, params, source?.source)
  const lineOf = (line: string): Line => {
    const column = found[line]
    assert(column !== undefined, `indicator ${name} has no line ${line}`)
    return columns.places === undefined ? new Line(column) : new LargerLine(column, columns.places)
  }
  const [only, ...others] = definition.lines
  if (only !== undefined && others.length === 0) return lineOf(only)
  const record = new LineRecord(definition, lineOf, asking)
  asking.add(record)
  return record.lines
}

/** The lines of an indicator that has several, made when they are first read: what nobody reads is not computed. */
class LineRecord {
  readonly lines: LinesByName = {}
  readonly #names: readonly string[]
  #isRead = false

  constructor({ name: indicator, lines: names }: IndicatorDefinition, lineOf: (name: string) => Line, asking: Asking) {
    this.#names = names
    for (const name of names) {
      const get = (): Line => {
        asking.refuseLate(`${indicator}.${name}`)
        this.#isRead = true
        const value = lineOf(name)
        Object.defineProperty(this.lines, name, { value, enumerable: true })
        return value
      }
      Object.defineProperty(this.lines, name, { get, enumerable: true, configurable: true })
    }
  }

  readAllUnlessRead(): void {
    if (!this.#isRead) for (const name of this.#names) void this.lines[name]
  }
}
