import { expect, test } from 'vitest'
import * as indicators from './catalogue.ts'
import { allIndicators } from './find-indicator.ts'

test('every indicator is listed by its own name', () => {
  expect(allIndicators.map(({ name }) => name)).toEqual(Object.keys(indicators))
})
