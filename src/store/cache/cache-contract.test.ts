import { describe } from 'vitest'
import { MemoryCache } from './memory-cache.ts'
import { multiLevel } from './multi-level.ts'
import { openCache } from './open-cache.ts'
import { openRedisCache } from './redis-cache.ts'
import { cacheContract } from './testing/cache-contract.ts'
import { freshNamespace, noRedis, REDIS_URL } from './testing/redis-server.ts'

const maxValueBytes = 1000
const redis = (timeoutMs = 5000) => ({ url: REDIS_URL, namespace: freshNamespace(), maxValueBytes, timeoutMs })
/** Nothing listens there. */
const NOWHERE = 'redis://127.0.0.1:1'

describe('memory', () => cacheContract({ open: async (onEvent) => new MemoryCache({ maxValueBytes, onEvent }) }))

describe('Redis', () => cacheContract({ open: (onEvent) => openRedisCache({ ...redis(), onEvent }), skipped: noRedis }))

describe('memory in front of Redis', () =>
  cacheContract({
    open: async (onEvent) =>
      multiLevel(new MemoryCache({ maxValueBytes }), await openRedisCache({ ...redis(), onEvent })),
    skipped: noRedis,
  }))

describe('openCache with a Redis', () =>
  cacheContract({
    open: (onEvent) => openCache({ ...redis(), redisUrl: REDIS_URL, onEvent }),
    skipped: noRedis,
  }))

describe('openCache with a Redis that is not there', () =>
  cacheContract({
    open: (onEvent) =>
      openCache({
        redisUrl: NOWHERE,
        namespace: 'none',
        maxValueBytes,
        onEvent: (event) => event.type !== 'cacheLost' && onEvent(event),
      }),
  }))

describe('openCache without a Redis', () =>
  cacheContract({ open: (onEvent) => openCache({ namespace: 'none', maxValueBytes, onEvent }) }))
