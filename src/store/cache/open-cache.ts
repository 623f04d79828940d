import type { Cache } from './cache.ts'
import { MemoryCache } from './memory-cache.ts'
import { multiLevel } from './multi-level.ts'
import { openRedisCache, type RedisCacheOptions } from './redis-cache.ts'

export interface OpenCacheOptions extends Omit<RedisCacheOptions, 'url'> {
  /** Without one the cache is the memory of this process. */
  readonly redisUrl?: string | undefined
  readonly nearTtlMs?: number
}

/**
 * Opens the cache that the settings ask for: memory alone, or memory in front of Redis. What uses it need not know which.
 * @throws PlimsollError `usage` for a redis url that cannot be read; never for a Redis that is not there
 */
export async function openCache({ redisUrl, nearTtlMs, ...options }: OpenCacheOptions): Promise<Cache> {
  if (redisUrl === undefined) return new MemoryCache(options)
  const far = await openRedisCache({ ...options, url: redisUrl })
  // A value that is refused is refused by both, and told once.
  const { onEvent: _, ...silent } = options
  return multiLevel(new MemoryCache(silent), far, nearTtlMs === undefined ? {} : { nearTtlMs })
}
