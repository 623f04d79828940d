import { test } from 'vitest'
import { barsOf, expectClose, valuesOf } from '../testing/expect-values.ts'
import { stepSize } from './step-size.ts'

test('is the distance to the price one bar before', () => {
  expectClose(valuesOf(stepSize, {}, barsOf({ close: [5, 3, 3, 10] })).size, [null, 2, 0, 7], 0)
})
