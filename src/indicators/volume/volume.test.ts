import { expect, test } from 'vitest'
import { barsOf, valuesOf } from '../testing/expect-values.ts'
import { volume } from './volume.ts'

test('is the volume of the bars', () => {
  expect(valuesOf(volume, {}, barsOf({ close: [1, 2], volume: [30, 40] })).volume).toEqual([30, 40])
})
