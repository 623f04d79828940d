import { z } from 'zod'
import type { Cache, CacheValue, OnCacheEvent } from './cache.ts'

/** A cache whose values are known to be of one shape. */
export interface TypedCache<In, Out> {
  get(key: string): Promise<Out | undefined>
  set(key: string, value: In, options?: { readonly ttlMs?: number }): Promise<void>
}

/**
 * The part of a cache that holds values of `schema`. A value of another shape, as another version of the program may have left it, is a
 * miss: it is deleted, and told to `onEvent`.
 */
export function typedCache<S extends z.ZodType<unknown, CacheValue>>(
  cache: Cache,
  schema: S,
  onEvent?: OnCacheEvent,
): TypedCache<z.input<S>, z.output<S>> {
  return {
    async get(key) {
      const value = await cache.get(key)
      if (value === undefined) return undefined
      const parsed = schema.safeParse(value)
      if (parsed.success) return parsed.data
      onEvent?.({ type: 'cacheValueRefused', key, reason: z.prettifyError(parsed.error) })
      await cache.delete(key)
      return undefined
    },
    set: (key, value, options) => cache.set(key, value, options),
  }
}
