import { expect, test } from 'vitest'
import type { ParamSpecs, ParamsOf } from '../../core/params.ts'
import { Bars } from '../../market/bars.ts'
import type { IndicatorDefinition } from '../indicator.ts'
import { MarketColumns } from '../market-columns.ts'
import { hasReference, readExpected, readQuotes, readTulip, referenceNote } from './reference.ts'

/** The values of each line over `bars`, as plain numbers. */
export function valuesOf<S extends ParamSpecs, L extends string>(
  definition: IndicatorDefinition<S, L>,
  params: Partial<ParamsOf<S>>,
  bars: Bars,
): Readonly<Record<L, number[]>> {
  const columns = new MarketColumns(bars)
  const lines = columns.lines(definition, params)
  columns.extend()
  const values = {} as Record<L, number[]>
  for (const line of definition.lines) values[line] = [...lines[line].column.values.subarray(0, bars.length)]
  return values
}

/** Daily bars of these prices; a price that is not given is the close, a close that is not given the high. */
export function barsOf({ high, close = high ?? [], low, open, volume }: Partial<Prices>): Bars {
  const bars = new Bars('1d')
  for (const [i, price] of close.entries()) {
    const at = i * bars.timeframeMs
    bars.append(at, open?.[i] ?? price, high?.[i] ?? price, low?.[i] ?? price, price, volume?.[i] ?? 0)
  }
  return bars
}

type Prices = Readonly<Record<'open' | 'high' | 'low' | 'close' | 'volume', readonly number[]>>

/** Equal within `tolerance`, and NaN in the same places. */
export function expectClose(actual: readonly number[], expected: readonly (number | null)[], tolerance: number): void {
  expect(actual.length).toBe(expected.length)
  for (const [i, value] of actual.entries()) {
    const wanted = expected[i] ?? Number.NaN
    const isEqual = Number.isNaN(wanted) ? Number.isNaN(value) : Math.abs(value - wanted) <= tolerance
    if (!isEqual) expect.fail(`bar ${i}: ${value} instead of ${wanted}`)
  }
}

interface StockCase<L extends string> {
  readonly results: string
  readonly lines: Readonly<Record<L, string>>
  readonly quotes?: () => Bars
  readonly tolerance?: number
}

/** Adds a test against what Stock.Indicators gives for its 502 quotes, absolute 1e-6 unless given and null in the same places. */
export function testAgainstStockIndicators<S extends ParamSpecs, L extends string>(
  definition: IndicatorDefinition<S, L>,
  params: Partial<ParamsOf<S>>,
  { results, lines, quotes = readQuotes, tolerance = 1e-6 }: StockCase<L>,
): void {
  test.skipIf(!hasReference)(`equals Stock.Indicators, also where it has no value${referenceNote}`, () => {
    const values = valuesOf(definition, params, quotes())
    const rows = readExpected(results)
    for (const line of definition.lines) {
      const expected = rows.map((row) => row[lines[line]] ?? null)
      expectClose(values[line], expected, tolerance)
    }
  })
}

/** Adds a test against a case of Tulip Indicators, which has 3 decimals and leaves out the bars without a value. */
export function testAgainstTulip<S extends ParamSpecs, L extends string>(
  definition: IndicatorDefinition<S, L>,
  params: Partial<ParamsOf<S>>,
  { heading, inputs, lines }: { heading: string; inputs: readonly (keyof Prices)[]; lines: readonly L[] },
): void {
  test.skipIf(!hasReference)(`equals Tulip Indicators: ${heading}${referenceNote}`, () => {
    const example = readTulip(heading, lines.length)
    const prices = Object.fromEntries(inputs.map((name, i) => [name, example.inputs[i] ?? []]))
    const values = valuesOf(definition, params, barsOf(prices))
    for (const [i, line] of lines.entries()) {
      const expected = example.outputs[i] ?? []
      expect(expected.length).toBeGreaterThan(5)
      expectClose(values[line].slice(-expected.length), expected, 0.000501)
    }
  })
}
