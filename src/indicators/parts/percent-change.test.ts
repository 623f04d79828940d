import { test } from 'vitest'
import { barsOf, expectClose, valuesOf } from '../testing/expect-values.ts'
import { percentChange } from './percent-change.ts'

test('is the change over the bars in percent, 0 from 0', () => {
  const bars = barsOf({ close: [10, 0, 15, 3] })
  expectClose(valuesOf(percentChange, { period: 2 }, bars).change, [null, null, 50, 0], 0)
})
