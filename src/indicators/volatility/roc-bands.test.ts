import { test } from 'vitest'
import { barsOf, expectClose, testAgainstStockIndicators, valuesOf } from '../testing/expect-values.ts'
import { rocBands } from './roc-bands.ts'

testAgainstStockIndicators(
  rocBands,
  { period: 20, smooth: 5, bandPeriod: 5 },
  { results: 'roc-wb', lines: { roc: 'roc', rocEma: 'rocEma', upper: 'upperBand', lower: 'lowerBand' } },
)

test.each([
  ['moves', [100, 110, 99, 99], [null, 10, -10, 0], [null, null, 10, Math.sqrt(50)]],
  ['never moves', [5, 5, 5, 5], [null, 0, 0, 0], [null, null, 0, 0]],
  ['was 0', [0, 5, 10, 10], [null, 0, 100, 0], [null, null, Math.sqrt(5000), Math.sqrt(5000)]],
])('follows the definition when the price %s', (_name, close, roc, upper) => {
  const values = valuesOf(rocBands, { period: 1, smooth: 2, bandPeriod: 2 }, barsOf({ close }))
  expectClose(values.roc, roc, 1e-12)
  expectClose(values.upper, upper, 1e-12)
  expectClose(
    values.lower,
    upper.map((value) => (value === null ? null : -value)),
    1e-12,
  )
})
