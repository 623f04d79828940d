import { expect, test } from 'vitest'
import { indicators } from './catalogue.ts'

test('every indicator is listed by its own name, in order', () => {
  const names = Object.keys(indicators)
  expect(Object.values(indicators).map(({ name }) => name)).toEqual(names)
  expect(names).toEqual([...names].sort((a, b) => (a < b ? -1 : 1)))
})
