import { expect, test } from 'vitest'
import { MissedChanges } from './missed-changes.ts'

test('hands over each key and prefix once, then begins anew', () => {
  const missed = new MissedChanges()
  for (const key of ['a', 'b', 'a']) missed.addKey(key)
  for (const prefix of ['x:', 'x:y', 'z']) missed.addPrefix(prefix)
  expect(missed.isEmpty).toBe(false)
  expect(missed.take()).toEqual({ keys: ['a', 'b'], prefixes: ['x:', 'z'] })
  expect(missed.isEmpty).toBe(true)
})

test('more than ten thousand keys count as everything, and take no more memory', () => {
  const missed = new MissedChanges()
  for (let k = 0; k < 10_000; k++) missed.addKey(`k${k}`)
  missed.addKey('k1')
  expect(missed.take().keys).toHaveLength(10_000)
  for (let k = 0; k <= 10_000; k++) missed.addKey(`k${k}`)
  expect(missed.take()).toEqual({ keys: [], prefixes: [''] })
})

test('everything covers every prefix', () => {
  const missed = new MissedChanges()
  missed.addPrefix('a')
  missed.addPrefix('')
  missed.addPrefix('b')
  expect(missed.take()).toEqual({ keys: [], prefixes: [''] })
})
