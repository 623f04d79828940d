import { fail } from '../../core/assert.ts'
import { type Timeframe, timeframeMs } from '../../core/timeframe.ts'
import type { LineSource, SourceColumn } from '../../indicators/indicator.ts'
import type { Indicators } from '../../indicators/lines.ts'
import type { Column } from '../../market/column.ts'
import type { Arithmetic, BarField, BarValue, LineValue, Value } from './condition.ts'
import { definitionOf } from './known-names.ts'

/**
 * Puts a value into its cell: at the bar of the market at `position`, `ago` bars of the comparison's timeframe before. Values travel
 * through cells because a double that a function returns is put on the heap.
 */
export type Fill = (position: number, ago: number) => void

/** A value that is bound, and the cell that it is put into. */
export interface BoundValue {
  readonly fill: Fill
  readonly cell: number
  /** What it is when it never changes. */
  readonly constant?: number
  /** Where it is read from when it is a line of the market itself, on the timeframe of the comparison. */
  readonly column?: Column
}

/** What the values of one comparison are bound to. */
export interface ValueBinding {
  readonly indicators: Indicators
  /** The bars of the market. */
  readonly source: LineSource
  /** The bars that the comparison is made on: the smallest timeframe that is in it. */
  readonly own: LineSource
  /** One for each part of the condition. */
  readonly cells: Float64Array
  takeCell(): number
}

/** The bars of `timeframe`, those of the market unless it is given. */
export function sourceOn(source: LineSource, timeframe: Timeframe | undefined): LineSource {
  return timeframe === undefined || timeframe === source.bars.timeframe ? source : source.on(timeframe)
}

export function bindValue(value: Value, binding: ValueBinding): BoundValue {
  const { cells } = binding
  const cell = binding.takeCell()
  switch (value.type) {
    case 'number':
      cells[cell] = value.value
      return { cell, fill: () => {}, constant: value.value }
    case 'negative': {
      const inner = bindValue(value.value, binding)
      const fill: Fill = (position, ago) => {
        inner.fill(position, ago)
        cells[cell] = -(cells[inner.cell] as number)
      }
      return { cell, fill }
    }
    case 'arithmetic':
      return { cell, fill: bindArithmetic(value, cell, binding) }
    default: {
      const source = sourceOn(binding.source, value.timeframe)
      const { column } = readingOf(value, source, binding.indicators)
      const isOwn = timeframeMs(source.bars.timeframe) === timeframeMs(binding.own.bars.timeframe)
      if (!isOwn) return { cell, fill: bindLarger(column, source, cell, binding) }
      const fill = bindOwn(column, source, cell, cells)
      return source.places === undefined ? { cell, fill, column } : { cell, fill }
    }
  }
}

function bindArithmetic({ operator, left, right }: Arithmetic, cell: number, binding: ValueBinding): Fill {
  const { cells } = binding
  const { fill: fillLeft, cell: l } = bindValue(left, binding)
  const { fill: fillRight, cell: r } = bindValue(right, binding)
  const fillBoth: Fill = (position, ago) => {
    fillLeft(position, ago)
    fillRight(position, ago)
  }
  switch (operator) {
    case '+':
      return (position, ago) => {
        fillBoth(position, ago)
        cells[cell] = (cells[l] as number) + (cells[r] as number)
      }
    case '-':
      return (position, ago) => {
        fillBoth(position, ago)
        cells[cell] = (cells[l] as number) - (cells[r] as number)
      }
    case '*':
      return (position, ago) => {
        fillBoth(position, ago)
        cells[cell] = (cells[l] as number) * (cells[r] as number)
      }
    default:
      return (position, ago) => {
        fillBoth(position, ago)
        cells[cell] = (cells[l] as number) / (cells[r] as number)
      }
  }
}

function readingOf(value: BarValue | LineValue, source: LineSource, indicators: Indicators): SourceColumn {
  if (value.type === 'bar') return barColumn(source, value.field)
  const { indicator, params, line } = value
  const definition =
    definitionOf(indicators, indicator) ?? fail(`the condition was checked, but ${indicator} is unknown`)
  const lines = source.lines(definition, params, barColumn(source, value.source))
  return lines[line] ?? fail(`the condition was checked, but ${indicator} has no line ${line}`)
}

function barColumn({ bars }: LineSource, field: BarField): SourceColumn {
  return { column: bars[`${field}Column`], warmup: 0 }
}

/** A value on the comparison's own timeframe. */
function bindOwn(column: Column, { places }: LineSource, cell: number, cells: Float64Array): Fill {
  if (places === undefined) {
    return (position, ago) => {
      const i = position - ago
      cells[cell] = i >= 0 ? (column.values[i] as number) : Number.NaN
    }
  }
  return (position, ago) => {
    const place = (places.values[position] as number) - ago
    cells[cell] = place >= 0 ? (column.values[place] as number) : Number.NaN
  }
}

/**
 * A value on a larger timeframe than the comparison's: now it is the newest; `ago` bars before it is what had closed when that bar of the
 * comparison closed. The walk back is short, because there are fewer larger bars than bars in between.
 */
function bindLarger(column: Column, { bars, places }: LineSource, cell: number, { own, cells }: ValueBinding): Fill {
  if (places === undefined) return fail('a larger timeframe has places')
  const ahead = own.bars.timeframeMs - bars.timeframeMs
  const ownPlaces = own.places
  return (position, ago) => {
    let place = places.values[position] as number
    if (ago > 0) {
      const i = (ownPlaces === undefined ? position : (ownPlaces.values[position] as number)) - ago
      if (i < 0) place = -1
      else {
        const openedBy = (own.bars.time[i] as number) + ahead
        while (place >= 0 && (bars.time[place] as number) > openedBy) place--
      }
    }
    cells[cell] = place >= 0 ? (column.values[place] as number) : Number.NaN
  }
}
