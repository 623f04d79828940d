import { expect, test } from 'vitest'
import { valuesOf } from '../testing/expect-values.ts'
import { randomBars } from '../testing/random-bars.ts'
import { donchian } from './donchian.ts'
import { midpoint } from './midpoint.ts'

test.each([1, 2, 3, 9, 16, 26, 52])('is the middle of the Donchian channel of %i bars', (period) => {
  const bars = randomBars({ count: 200, seed: 42 })
  expect(valuesOf(midpoint, { period }, bars).midpoint).toEqual(valuesOf(donchian, { period }, bars).middle)
})
