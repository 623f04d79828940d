import { assert } from '../../core/assert.ts'
import { PlimsollError } from '../../core/errors.ts'
import { choice } from '../../core/params.ts'
import type { Bars } from '../../market/bars.ts'
import type { Column } from '../../market/column.ts'
import { SERIES_NAMES, type Series, type SeriesName } from '../../market/series.ts'
import { defineIndicator, type Indicator, type Inputs, type SourceColumn } from '../indicator.ts'

/** The newest value of a series at the close of each bar: not in the catalogue, for others to read. NaN before its first value. */
const asOf = defineIndicator({
  name: 'as-of',
  title: 'Series as of the bar',
  about: 'The newest value that was known when the bar closed.',
  params: { series: choice(...SERIES_NAMES) },
  lines: ['value'],
  takesSource: false,
  warmup: () => ({ value: 0 }),
  create: ({ bars }, { series }, lines) => {
    const found = bars.series[series]
    assert(found !== undefined, `the market has the series ${series}`)
    return new AsOf(bars, found, lines.value)
  },
})

const BOOK = { what: 'the order book', cure: 'Give --series-file with the columns bid_depth and ask_depth.' }
const WANTED: Readonly<Record<SeriesName, { readonly what: string; readonly cure: string }>> = {
  fundingRate: {
    what: 'the funding rates',
    cure: 'Give --funding-file, or --series-file with the column funding_rate.',
  },
  openInterest: { what: 'the open interest', cure: 'Give --series-file with the column open_interest.' },
  bidDepth: BOOK,
  askDepth: BOOK,
  spreadBps: { what: 'the spread', cure: 'Give --series-file with the column spread_bps.' },
  benchmark: {
    what: 'the price of another market',
    cure: 'Give --series-file with the column benchmark.',
  },
}

/**
 * The line of what `series` was at the close of each bar.
 * @param reader the indicator that wants it, for the message
 * @throws PlimsollError `data` when the market does not have the series
 */
export function asOfBars({ bars, lines }: Inputs, series: SeriesName, reader: string): SourceColumn {
  if (bars.series[series] !== undefined) return lines(asOf, { series }).value
  const { what, cure } = WANTED[series]
  throw new PlimsollError('data', `${reader} needs ${what}: the market has no series ${series}`, cure)
}

/** Goes along bars and series with one pointer each. */
class AsOf implements Indicator {
  readonly #bars: Bars
  readonly #series: Series
  readonly #out: Column
  /** Index of the first value that was not known yet. */
  #next = 0

  constructor(bars: Bars, series: Series, out: Column) {
    this.#bars = bars
    this.#series = series
    this.#out = out
  }

  extend(from: number, to: number): void {
    const { time, timeframeMs } = this.#bars
    const { length } = this.#series
    const at = this.#series.atColumn.values
    const values = this.#series.valueColumn.values
    const out = this.#out.values
    let next = this.#next
    for (let i = from; i < to; i++) {
      const closeAt = (time[i] as number) + timeframeMs
      while (next < length && (at[next] as number) <= closeAt) next++
      out[i] = next === 0 ? Number.NaN : (values[next - 1] as number)
    }
    this.#next = next
  }
}
