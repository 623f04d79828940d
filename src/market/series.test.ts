import { expect, test } from 'vitest'
import { Series } from './series.ts'

function seriesOf(...rows: readonly [number, number][]): Series {
  const series = new Series()
  for (const [at, value] of rows) series.append(at, value)
  return series
}

test('knows the newest value as of a moment', () => {
  const series = seriesOf([10, 1], [20, 2], [30, 3])
  expect([9, 10, 19, 20, 1000].map((at) => series.indexAsOf(at))).toEqual([-1, 0, 0, 1, 2])
})

test('refuses a value that is not newer than the last', () => {
  expect(() => seriesOf([10, 1], [10, 2])).toThrow('does not come after 10')
})
