import { expect, test } from 'vitest'
import type { CacheEvent } from './cache.ts'
import { openCache } from './open-cache.ts'

test('a value that is refused is told once, by whichever level', async () => {
  for (const redisUrl of [undefined, 'redis://127.0.0.1:1']) {
    const events: CacheEvent[] = []
    const cache = await openCache({
      redisUrl,
      namespace: 'n',
      maxValueBytes: 10,
      onEvent: (event) => events.push(event),
    })
    await cache.set('a', 'x'.repeat(20))
    expect(events.filter(({ type }) => type === 'cacheValueRefused')).toHaveLength(1)
    await cache.close()
  }
})

test('a redis url that cannot be read is refused at once', async () => {
  await expect(openCache({ redisUrl: 'localhost:6379', namespace: 'n' })).rejects.toThrow(
    'the redis url cannot be read',
  )
})
