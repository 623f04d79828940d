import { expect, test } from 'vitest'
import { PlimsollError } from '../../core/errors.ts'
import { parseRedisUrl } from './redis-address.ts'

test.each([
  ['redis://127.0.0.1', '127.0.0.1:6379/0'],
  ['redis://cache.example:7000/3', 'cache.example:7000/3'],
  ['rediss://user:s3cret@cache.example', 'cache.example:6379/0'],
  ['redis://:s3cret@[::1]:6380/', '[::1]:6380/0'],
])('%s is called %s', (url, name) => {
  expect(parseRedisUrl(url).name).toBe(name)
})

test('the password is taken out of messages as it was typed and as it is sent', () => {
  const { redact } = parseRedisUrl('redis://user:p%40ss@h')
  expect(redact('AUTH p@ss failed for redis://user:p%40ss@h, p@ss')).toBe(
    'AUTH [secret] failed for redis://user:[secret]@h, [secret]',
  )
})

test('without a password nothing is taken out', () => {
  expect(parseRedisUrl('redis://h').redact('connect ECONNREFUSED')).toBe('connect ECONNREFUSED')
})

test.each([
  '',
  'hunter2',
  'http://u:hunter2@h',
  'redis://u:hunter2@',
  'redis://u:hunter2@h:99999',
  'redis://u:hunter2@h/first',
  'redis://u:1/hunter2@h',
  'redis://u:hunter2%zz@h',
])('"%s" is refused without being quoted', (url) => {
  let error: unknown
  try {
    parseRedisUrl(url)
  } catch (caught) {
    error = caught
  }
  expect(error).toBeInstanceOf(PlimsollError)
  expect(`${error} ${error instanceof PlimsollError && error.cure}`).not.toContain('hunter2')
})
