import { expect, test } from 'vitest'
import { barsOf, testAgainstStockIndicators, valuesOf } from '../testing/expect-values.ts'
import { pivotPoints } from './pivot-points.ts'

testAgainstStockIndicators(
  pivotPoints,
  { window: 20, offset: 0, type: 'standard' },
  { results: 'rolling-pivots', lines: { pivot: 'pp', r1: 'r1', r2: 'r2', r3: 'r3', s1: 's1', s2: 's2', s3: 's3' } },
)

// Bars 0 and 1 have H 14, L 8 and C 11, so R is 6; bar 2 opens at 9 and is not in its own window.
const bars = barsOf({
  open: [9, 10, 9, 30],
  high: [12, 14, 50, 60],
  low: [8, 10, 1, 2],
  close: [9, 11, 40, 50],
})

test.each([
  ['standard', 11, [14, 17, 20], [8, 5, 2]],
  ['woodie', 10, [12, 16, 18], [6, 4, 0]],
  ['fibonacci', 11, [13.292, 14.708, 17], [8.708, 7.292, 5]],
  ['camarilla', 11, [11.55, 12.1, 12.65], [10.45, 9.9, 9.35]],
] as const)('%s levels of two bars', (type, pivot, resistances, supports) => {
  const values = valuesOf(pivotPoints, { window: 2, offset: 0, type }, bars)
  const at = (line: keyof typeof values) => values[line][2]
  expect(at('pivot')).toBeCloseTo(pivot, 12)
  for (const [i, line] of (['r1', 'r2', 'r3'] as const).entries()) expect(at(line)).toBeCloseTo(resistances[i] ?? 0, 12)
  for (const [i, line] of (['s1', 's2', 's3'] as const).entries()) expect(at(line)).toBeCloseTo(supports[i] ?? 0, 12)
})

test('an offset takes the window that many bars earlier', () => {
  const { pivot, r1 } = valuesOf(pivotPoints, { window: 2, offset: 1 }, bars)
  expect(pivot.slice(0, 3)).toEqual([Number.NaN, Number.NaN, Number.NaN])
  expect(pivot[3]).toBeCloseTo(11, 12)
  expect(r1[3]).toBeCloseTo(14, 12)
})

test('every level is the price when it never moved', () => {
  const values = valuesOf(pivotPoints, { window: 2 }, barsOf({ close: [8, 8, 8, 8] }))
  for (const line of pivotPoints.lines) expect(values[line][3]).toBeCloseTo(8, 12)
})
