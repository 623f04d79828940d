import { expect, test } from 'vitest'
import { removeFrom } from './remove-from.ts'

test('takes out one item and keeps the order of the others', () => {
  const list = ['a', 'b', 'c', 'b']
  expect(removeFrom(list, 'b')).toBe(true)
  expect(list).toEqual(['a', 'c', 'b'])
  expect(removeFrom(list, 'b')).toBe(true)
  expect(removeFrom(list, 'a')).toBe(true)
  expect(list).toEqual(['c'])
})

test('an item that is not there changes nothing', () => {
  const list = [1, 2]
  expect(removeFrom(list, 3)).toBe(false)
  expect(list).toEqual([1, 2])
})
