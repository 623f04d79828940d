import { LRUCache } from 'lru-cache'
import { type Cache, type CacheValue, DEFAULT_TTL_MS, type OnCacheEvent } from './cache.ts'
import { decode, encode, MAX_VALUE_BYTES } from './cache-text.ts'

export interface MemoryCacheOptions {
  readonly maxEntries?: number
  /** Of keys and values together, in bytes of JSON. */
  readonly maxBytes?: number
  readonly maxValueBytes?: number
  readonly onEvent?: OnCacheEvent
  /** Milliseconds that only grow. */
  readonly now?: () => number
}

/**
 * A cache in the memory of this process, bounded in entries and bytes: what was not asked for the longest goes first. Values are kept as
 * text, so that nobody can change what another one reads, and so that the same things come back as from Redis.
 */
export class MemoryCache implements Cache {
  readonly #entries: LRUCache<string, string>
  readonly #maxValueBytes: number
  readonly #onEvent: OnCacheEvent | undefined
  #isClosed = false

  constructor(options: MemoryCacheOptions = {}) {
    const { maxEntries = 10_000, maxBytes = 64 * 1024 * 1024, maxValueBytes = MAX_VALUE_BYTES, onEvent, now } = options
    this.#maxValueBytes = Math.min(maxValueBytes, maxBytes)
    this.#onEvent = onEvent
    this.#entries = new LRUCache({
      max: maxEntries,
      maxSize: maxBytes,
      sizeCalculation: (text, key) => Buffer.byteLength(text) + Buffer.byteLength(key),
      ttlResolution: 0,
      ...(now !== undefined && { perf: { now } }),
    })
  }

  async get(key: string): Promise<CacheValue | undefined> {
    const text = this.#entries.get(key)
    return text === undefined ? undefined : decode(text, this.#maxValueBytes).value
  }

  async set(
    key: string,
    value: CacheValue,
    { ttlMs = DEFAULT_TTL_MS }: { readonly ttlMs?: number } = {},
  ): Promise<void> {
    if (this.#isClosed) return
    const encoded = encode(key, value, this.#maxValueBytes)
    if (encoded.problem !== undefined) this.#onEvent?.({ type: 'cacheValueRefused', key, reason: encoded.problem })
    // The library takes a time of 0 for no end.
    if (encoded.problem !== undefined || ttlMs <= 0) this.#entries.delete(key)
    else this.#entries.set(key, encoded.text, { ttl: Math.ceil(ttlMs) })
  }

  async delete(key: string): Promise<void> {
    this.#entries.delete(key)
  }

  async invalidate(prefix: string): Promise<number> {
    this.#entries.purgeStale()
    const keys = [...this.#entries.keys()].filter((key) => key.startsWith(prefix))
    for (const key of keys) this.#entries.delete(key)
    return keys.length
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#entries.clear()
  }
}
