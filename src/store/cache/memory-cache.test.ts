import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CacheEvent } from './cache.ts'
import { MemoryCache } from './memory-cache.ts'

test('what was not asked for the longest goes first when there are too many entries', async () => {
  const cache = new MemoryCache({ maxEntries: 2 })
  await cache.set('a', 1)
  await cache.set('b', 2)
  await cache.get('a')
  await cache.set('c', 3)
  expect([await cache.get('a'), await cache.get('b'), await cache.get('c')]).toEqual([1, undefined, 3])
})

test('keys and values count as bytes', async () => {
  // Each takes 3 bytes for its key and 10 for its JSON.
  const cache = new MemoryCache({ maxBytes: 32 })
  for (const key of ['k:1', 'k:2', 'k:3']) await cache.set(key, 'x'.repeat(8))
  expect([await cache.get('k:1'), await cache.get('k:2'), await cache.get('k:3')]).toEqual([
    undefined,
    'xxxxxxxx',
    'xxxxxxxx',
  ])
})

test('a value that is larger than the whole cache is refused and pushes nothing out', async () => {
  const events: CacheEvent[] = []
  const cache = new MemoryCache({ maxBytes: 20, onEvent: (event) => events.push(event) })
  await cache.set('a', 1)
  await cache.set('b', 'x'.repeat(30))
  expect([await cache.get('a'), await cache.get('b')]).toEqual([1, undefined])
  expect(events).toEqual([{ type: 'cacheValueRefused', key: 'b', reason: 'it has 32 bytes, at most 20 are allowed' }])
})

test('time is over to the millisecond, and an hour is given when none is asked for', async () => {
  let now = 1000
  const cache = new MemoryCache({ now: () => now })
  await cache.set('short', 1, { ttlMs: 500 })
  await cache.set('usual', 1)
  now = 1500
  expect(await cache.get('short')).toBe(1)
  now = 1501
  expect(await cache.get('short')).toBeUndefined()
  now = 3_601_000
  expect(await cache.get('usual')).toBe(1)
  now = 3_601_001
  expect(await cache.get('usual')).toBeUndefined()
})

test('what is over is not counted by invalidate', async () => {
  let now = 1
  const cache = new MemoryCache({ now: () => now })
  await cache.set('a:1', 1, { ttlMs: 10 })
  await cache.set('a:2', 1, { ttlMs: 100 })
  now = 50
  expect(await cache.invalidate('a:')).toBe(1)
})

test('behaves as a map with text for values, whatever is done in whichever order', async () => {
  const key = fc.constantFrom('a', 'ab', 'abc', 'b', '__proto__', 'constructor')
  const step = fc.oneof(
    fc.tuple(fc.constant('set' as const), key, fc.jsonValue()),
    fc.tuple(fc.constant('delete' as const), key),
    fc.tuple(fc.constant('invalidate' as const), key),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      const cache = new MemoryCache()
      const model = new Map<string, string>()
      for (const [kind, name, ...rest] of steps) {
        if (kind === 'set') {
          const [value] = rest
          model.set(name, JSON.stringify(value))
          await cache.set(name, JSON.parse(JSON.stringify(value)))
        } else if (kind === 'delete') {
          model.delete(name)
          await cache.delete(name)
        } else {
          const names = [...model.keys()].filter((known) => known.startsWith(name))
          for (const known of names) model.delete(known)
          expect(await cache.invalidate(name)).toBe(names.length)
        }
      }
      for (const name of ['a', 'ab', 'abc', 'b', '__proto__', 'constructor']) {
        expect(JSON.stringify(await cache.get(name))).toBe(model.get(name))
      }
    }),
  )
})
