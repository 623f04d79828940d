import { assert } from '../core/assert.ts'
import type { ParamSpec, ParamValue } from '../core/params.ts'
import type { Timeframe } from '../core/timeframe.ts'
import { indicators } from './catalogue.ts'
import type { IndicatorDefinition } from './indicator.ts'
import { Line } from './line.ts'
import type { MarketColumns } from './market-columns.ts'

type Catalogue = typeof indicators
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
 * A bare number is the first parameter. An indicator of one line gives the line, one of several gives them by name.
 */
export type Lines = {
  readonly [K in keyof Catalogue]: (params?: number | ParamsGiven<Catalogue[K]>) => LinesGiven<Catalogue[K]>
} & {
  /** The same on a larger timeframe, as of the last bar of it that had closed. */
  on(timeframe: Timeframe): Lines
}

/** The lines over `columns`; `on` opens a larger timeframe. */
export function createLines(columns: MarketColumns, on: (timeframe: Timeframe) => Lines): Lines {
  const lines: Record<string, unknown> = { on }
  for (const [name, definition] of Object.entries(indicators)) {
    lines[name] = (params: number | Record<string, ParamValue> = {}) =>
      linesOf(
        columns,
        definition as unknown as IndicatorDefinition,
        namedParams(definition as unknown as IndicatorDefinition, params),
      )
  }
  return lines as Lines
}

function namedParams(
  definition: IndicatorDefinition,
  params: number | Record<string, ParamValue>,
): Record<string, ParamValue> {
  if (typeof params === 'object') return params
  const first = Object.keys(definition.params)[0]
  assert(first !== undefined, `indicator ${definition.name} takes no parameters`)
  return { [first]: params }
}

function linesOf(
  columns: MarketColumns,
  definition: IndicatorDefinition,
  params: Record<string, ParamValue>,
): Line | Record<string, Line> {
  const found = Object.entries(columns.lines(definition, params))
  const [only] = found
  if (found.length === 1 && only !== undefined) return new Line(only[1].column)
  return Object.fromEntries(found.map(([name, line]) => [name, new Line(line.column)]))
}
