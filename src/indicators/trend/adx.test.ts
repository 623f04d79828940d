import { expect, test } from 'vitest'
import { testAgainstStockIndicators, valuesOf } from '../testing/expect-values.ts'
import { flatBars } from '../testing/random-bars.ts'
import { adx } from './adx.ts'

testAgainstStockIndicators(
  adx,
  { period: 14 },
  { results: 'adx', lines: { adx: 'adx', plusDi: 'pdi', minusDi: 'mdi' } },
)

test('is 0 where nothing moves', () => {
  const { adx: strength, plusDi, minusDi } = valuesOf(adx, { period: 3 }, flatBars(8))
  expect([strength[5], plusDi[5], minusDi[5]]).toEqual([0, 0, 0])
})
