import { expect, test } from 'vitest'
import type { Bars } from '../../market/bars.ts'
import { expectClose, valuesOf } from '../testing/expect-values.ts'
import { randomBars } from '../testing/random-bars.ts'
import { hasReference, readQuotes, referenceNote } from '../testing/reference.ts'
import { supertrend } from './supertrend.ts'

interface Row {
  readonly close: number
  readonly mid: number
  readonly range: number
}

/** The definition of Stock.Indicators with branches, written from its documentation. */
function plainSupertrend(bars: Bars, period: number, multiple: number): { line: number[]; direction: number[] } {
  const rows: Row[] = Array.from({ length: bars.length }, (_, i) => {
    const [high, low, close] = [bars.high[i] as number, bars.low[i] as number, bars.close[i] as number]
    const before = bars.close[i - 1] ?? close
    const range = Math.max(high - low, Math.abs(high - before), Math.abs(low - before))
    return { close, mid: (high + low) / 2, range }
  })
  const line = new Array<number>(period).fill(Number.NaN)
  const direction = new Array<number>(period).fill(Number.NaN)
  let atr = rows.slice(1, period + 1).reduce((sum, { range }) => sum + range, 0) / period
  let isUp = (rows[period]?.close ?? 0) >= (rows[period]?.mid ?? 0)
  let upper = Number.POSITIVE_INFINITY
  let lower = Number.NEGATIVE_INFINITY
  for (const [i, { close, mid, range }] of rows.entries()) {
    if (i < period) continue
    if (i > period) atr = (atr * (period - 1) + range) / period
    const before = rows[i - 1]?.close ?? close
    if (mid + multiple * atr < upper || before > upper) upper = mid + multiple * atr
    if (mid - multiple * atr > lower || before < lower) lower = mid - multiple * atr
    isUp = !(close <= (isUp ? lower : upper))
    line.push(isUp ? lower : upper)
    direction.push(isUp ? 1 : -1)
  }
  return { line, direction }
}

test.each([
  [10, 3],
  [14, 3],
  [7, 1.5],
  [1, 0.5],
])('equals its definition: %i bars, %d ATR', (period, multiple) => {
  const bars = randomBars({ count: 2000, seed: 44 })
  const expected = plainSupertrend(bars, period, multiple)
  const values = valuesOf(supertrend, { period, multiple }, bars)
  expectClose(values.direction, expected.direction, 0)
  expectClose(values.supertrend, expected.line, 1e-9)
  expect(new Set(values.direction.slice(period))).toEqual(new Set([1, -1]))
})

test.skipIf(!hasReference)(`equals its definition on real quotes${referenceNote}`, () => {
  const bars = readQuotes()
  const expected = plainSupertrend(bars, 14, 3)
  const values = valuesOf(supertrend, { period: 14, multiple: 3 }, bars)
  expectClose(values.supertrend, expected.line, 1e-9)
})
