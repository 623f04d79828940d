import { createPrng } from '../../core/prng.ts'
import { Bars } from '../../market/bars.ts'
import { ColumnMemory } from '../../market/column-memory.ts'
import { Series, type SeriesByName } from '../../market/series.ts'
import type { IndicatorDefinition, SourceColumn } from '../indicator.ts'
import { MarketColumns, surplusBars } from '../market-columns.ts'

/** What every indicator promises. Each check returns the first breach in words, or undefined. */
export type Breach = string | undefined

/** An indicator with parameters, and the line that it reads when that is not the close. */
export interface Subject {
  readonly definition: IndicatorDefinition
  readonly params: Readonly<Record<string, number | string | boolean>>
  readonly source?: (columns: MarketColumns) => SourceColumn
}

type Values = Readonly<Record<string, { readonly values: Float64Array; readonly warmup: number }>>

/** Computes all bars at once, in memory that is full of old values. */
export function compute({ definition, params, source }: Subject, bars: Bars): Values {
  const memory = new ColumnMemory()
  const used = Array.from({ length: 64 }, () => memory.take(bars.length))
  for (const column of used) column.values.fill(12345.678)
  for (const column of used) memory.give(column)
  const columns = new MarketColumns(bars, memory)
  const lines = { ...columns.lines(definition, params, source?.(columns)) } // reads all of them: they are computed as bars come
  columns.extend()
  return read(lines, bars.length)
}

/**
 * Appends the bars in steps of the given sizes, the last one repeated, and extends after each step. The series grow with them, by what
 * is known when the last bar closes.
 */
function computeInSteps(subject: Subject, bars: Bars, sizes: readonly number[]): Values {
  const { lines } = grow(subject, bars, sizes, () => {})
  return read(lines, bars.length)
}

interface Growing {
  readonly columns: MarketColumns
  readonly lines: Readonly<Record<string, SourceColumn>>
}

function grow(
  { definition, params, source }: Subject,
  bars: Bars,
  sizes: readonly number[],
  afterStep: (growing: Growing) => void,
): Growing {
  const growing = new Bars(bars.timeframe)
  const series = Object.entries(bars.series).map(([name, all]) => ({ name, all, known: new Series() }))
  growing.series = Object.fromEntries(series.map(({ name, known }) => [name, known]))
  const columns = new MarketColumns(growing)
  const lines = { ...columns.lines(definition, params, source?.(columns)) } // reads all of them: they are computed as bars come
  for (let step = 0, done = 0; done < bars.length; step++) {
    const size = sizes[Math.min(step, sizes.length - 1)] ?? 1
    const end = Math.min(bars.length, done + size)
    while (done < end) growing.appendFrom(bars, done++)
    for (const { all, known } of series) learn(known, all, closeAt(bars, end - 1))
    columns.extend()
    afterStep({ columns, lines })
  }
  return { columns, lines }
}

/** Adds to `known` what `all` holds up to the moment `until`. */
function learn(known: Series, all: Series, until: number): void {
  const times = all.atColumn.values
  for (let i = known.length; i < all.length && (times[i] as number) <= until; i++)
    known.append(times[i] as number, all.valueColumn.values[i] as number)
}

function closeAt(bars: Bars, i: number): number {
  return (bars.time[i] as number) + bars.timeframeMs
}

function read(lines: Readonly<Record<string, SourceColumn>>, length: number): Values {
  const entries = Object.entries(lines)
  return Object.fromEntries(
    entries.map(([name, { column, warmup }]) => [name, { values: column.values.slice(0, length), warmup }]),
  )
}

/** NaN up to the declared warm-up, a finite number from there on. */
export function checkWarmup(subject: Subject, bars: Bars): Breach {
  for (const [name, { values, warmup }] of Object.entries(compute(subject, bars))) {
    for (const [i, value] of values.entries()) {
      if (i < warmup ? !Number.isNaN(value) : !Number.isFinite(value))
        return `${name} is ${value} at bar ${i}, its warm-up is ${warmup}`
    }
  }
  return undefined
}

/** Bars that come in steps give the same bits as all bars at once. */
export function checkStreaming(subject: Subject, bars: Bars, sizes: readonly number[]): Breach {
  return firstDifference(compute(subject, bars), computeInSteps(subject, bars, sizes), bars.length)
}

/** Dropping old bars, again and again, changes nothing of those that stay and of those that come. */
export function checkForgetting(subject: Subject, bars: Bars, sizes: readonly number[], keepBars: number): Breach {
  const expected = compute(subject, bars)
  let breach: Breach
  const compare = ({ columns, lines }: Growing): void => {
    const { length, forgotten } = columns.bars
    breach ??= firstDifference(from(expected, forgotten), read(lines, length), length)
  }
  const last = grow(subject, bars, sizes, (growing) => {
    const { columns } = growing
    const count = surplusBars(columns.bars.length, keepBars + columns.longestWarmup)
    if (count > 0) compare(growing)
    columns.forget(count, keepBars)
  })
  compare(last)
  return breach ?? (last.columns.bars.forgotten === 0 ? 'no bar was dropped' : undefined)
}

function from(values: Values, first: number): Values {
  const entries = Object.entries(values)
  return Object.fromEntries(
    entries.map(([name, line]) => [name, { values: line.values.subarray(first), warmup: line.warmup }]),
  )
}

/** What comes after bar `cut` changes nothing up to it. */
export function checkNoLookAhead(subject: Subject, bars: Bars, cut: number, seed: number): Breach {
  return firstDifference(compute(subject, bars), compute(subject, withGarbageAfter(bars, cut, seed)), cut + 1)
}

/** Another value of the parameter gives another output. */
export function checkParameterMatters(
  subject: Subject,
  bars: Bars,
  name: string,
  other: number | string | boolean,
): Breach {
  const changed = { ...subject, params: { ...subject.params, [name]: other } }
  const difference = firstDifference(compute(subject, bars), compute(changed, bars), bars.length)
  return difference === undefined ? `${name} = ${other} changes nothing` : undefined
}

function firstDifference(expected: Values, actual: Values, length: number): Breach {
  for (const [name, { values }] of Object.entries(expected)) {
    for (let i = 0; i < length; i++) {
      const [one, other] = [values[i], actual[name]?.values[i]]
      if (!Object.is(one, other)) return `${name} at bar ${i} is ${one} in one run and ${other} in the other`
    }
  }
  return undefined
}

const GARBAGE = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -1, 1e300, 1e-300, 5]

function withGarbageAfter(bars: Bars, cut: number, seed: number): Bars {
  const random = createPrng(seed)
  const garbage = () => GARBAGE[Math.floor(random() * GARBAGE.length)] as number
  const changed = new Bars(bars.timeframe)
  let time = 0
  for (let i = 0; i < bars.length; i++) {
    if (i <= cut) changed.appendFrom(bars, i)
    else changed.append(time, garbage(), garbage(), garbage(), garbage(), garbage())
    time = (changed.time[i] as number) + bars.timeframeMs * Math.ceil(random() * 400)
  }
  changed.series = seriesWithGarbage(bars.series, closeAt(bars, cut), garbage)
  return changed
}

/** Garbage in place of every value that becomes known after the moment `cutAt`. */
function seriesWithGarbage(series: SeriesByName, cutAt: number, garbage: () => number): SeriesByName {
  return Object.fromEntries(
    Object.entries(series).map(([name, all]) => {
      const changed = new Series()
      learn(changed, all, cutAt)
      for (let i = changed.length; i < all.length; i++) changed.append(all.atColumn.values[i] as number, garbage())
      return [name, changed]
    }),
  )
}
