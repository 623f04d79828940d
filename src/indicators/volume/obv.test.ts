import { expect, test } from 'vitest'
import { barsOf, testAgainstTulip, valuesOf } from '../testing/expect-values.ts'
import { obv } from './obv.ts'

testAgainstTulip(obv, {}, { heading: 'obv', inputs: ['close', 'volume'], lines: ['obv'] })

test('counts nothing when the close stays', () => {
  const bars = barsOf({ close: [5, 6, 6, 4], volume: [10, 20, 30, 40] })
  expect(valuesOf(obv, {}, bars).obv).toEqual([0, 20, 20, -20])
})
