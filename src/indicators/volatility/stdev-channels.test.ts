import { expect, test } from 'vitest'
import { barsOf, expectClose, valuesOf } from '../testing/expect-values.ts'
import { deviationOf } from '../testing/naive-window.ts'
import { randomBars } from '../testing/random-bars.ts'
import { hasReference, readExpected, readQuotes, referenceNote } from '../testing/reference.ts'
import { stdevChannels } from './stdev-channels.ts'

test.skipIf(!hasReference)(`equals Stock.Indicators at the last bar of each of its windows${referenceNote}`, () => {
  const values = valuesOf(stdevChannels, { period: 20, multiple: 2 }, readQuotes())
  const rows = readExpected('stdev-channels')
  const ends = rows.map((_, i) => i).filter((i) => i >= 19 && (rows.length - 1 - i) % 20 === 0)
  expect(ends.length).toBe(25)
  for (const [line, name] of [
    ['middle', 'centerline'],
    ['upper', 'upperChannel'],
    ['lower', 'lowerChannel'],
  ] as const) {
    expectClose(
      ends.map((i) => values[line][i] as number),
      ends.map((i) => rows[i]?.[name] ?? null),
      1e-6,
    )
  }
})

/** The height at the last value of the line with the least squares. */
function endPointOf(window: readonly number[]): number {
  const n = window.length
  const sum = (of: (value: number, x: number) => number) => window.reduce((total, value, x) => total + of(value, x), 0)
  const [x, y, xx, xy] = [sum((_, x) => x), sum((y) => y), sum((_, x) => x * x), sum((y, x) => x * y)]
  const slope = (n * xy - x * y) / (n * xx - x * x)
  return (y - slope * x) / n + slope * (n - 1)
}

test('is a least-squares line fitted anew to the last prices at every bar', () => {
  const bars = randomBars({ count: 1500, seed: 9 })
  const { middle, upper, lower } = valuesOf(stdevChannels, { period: 30, multiple: 3 }, bars)
  const windows = Array.from({ length: bars.length }, (_, i) => [...bars.close.subarray(Math.max(0, i - 29), i + 1)])
  const ofWindows = (compute: (window: number[]) => number) =>
    windows.map((window) => (window.length < 30 ? null : compute(window)))
  expectClose(middle, ofWindows(endPointOf), 1e-9)
  expectClose(
    upper,
    ofWindows((window) => endPointOf(window) + 3 * deviationOf(window)),
    1e-9,
  )
  expectClose(
    lower,
    ofWindows((window) => endPointOf(window) - 3 * deviationOf(window)),
    1e-9,
  )
})

test('follows a straight line, and has no width on a flat one', () => {
  const rising = valuesOf(stdevChannels, { period: 3, multiple: 1 }, barsOf({ close: [1, 2, 3] }))
  // Deviation of 1 2 3 around 2: the root of 2/3
  expect(rising.middle[2]).toBeCloseTo(3, 12)
  expect(rising.upper[2]).toBeCloseTo(3 + Math.sqrt(2 / 3), 12)
  const flat = valuesOf(stdevChannels, { period: 3 }, barsOf({ close: [7, 7, 7] }))
  expect([flat.middle[2], flat.upper[2], flat.lower[2]]).toEqual([7, 7, 7])
})
