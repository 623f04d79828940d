import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import { type CacheChange, type CacheValue, DEFAULT_TTL_MS, type OnCacheEvent, type SharedCache } from './cache.ts'
import { decode, encode, MAX_VALUE_BYTES } from './cache-text.ts'
import { listenForChanges } from './change-feed.ts'
import { MemoryCache, type MemoryCacheOptions } from './memory-cache.ts'
import { MissedChanges } from './missed-changes.ts'
import { parseRedisUrl, type RedisAddress } from './redis-address.ts'
import { type Found, RedisCommands } from './redis-commands.ts'
import { prepareConnection, type RedisConnection } from './redis-connection.ts'

export interface RedisCacheOptions extends MemoryCacheOptions {
  readonly url: string
  /** Whose keys these are: one for each user folder or account. */
  readonly namespace: string
  /** No call waits longer than this for one answer. */
  readonly timeoutMs?: number
  /** How often a Redis that is away is tried again. */
  readonly retryMs?: number
}

/** Opens a cache in Redis; when Redis is not there, the cache says so with an event and begins without it. */
export async function openRedisCache(options: RedisCacheOptions): Promise<SharedCache> {
  const address = parseRedisUrl(options.url)
  const connection = await prepareConnection(address, options.timeoutMs ?? 250)
  const cache = new RedisCache(address, connection, options)
  await cache.open()
  return cache
}

/**
 * A cache that several processes share. While Redis is away each of them has its own memory instead; when it is back, what was changed
 * meanwhile is deleted there first. So a value may be missing after an outage, but none comes back from before it.
 */
class RedisCache implements SharedCache {
  readonly #address: RedisAddress
  readonly #connection: RedisConnection
  readonly #commands: RedisCommands
  readonly #origin = randomUUID()
  readonly #memory: MemoryCache
  readonly #missed = new MissedChanges()
  readonly #maxValueBytes: number
  readonly #retryMs: number
  readonly #onEvent: OnCacheEvent | undefined
  readonly #feeds: Redis[] = []
  /** When Redis was lost, by the clock that only grows; undefined while it is used. */
  #lostAt: number | undefined
  #timer: NodeJS.Timeout | undefined
  #isClosed = false

  constructor(address: RedisAddress, connection: RedisConnection, options: RedisCacheOptions) {
    const { namespace, maxValueBytes = MAX_VALUE_BYTES, retryMs = 1000, onEvent } = options
    this.#address = address
    this.#connection = connection
    this.#commands = new RedisCommands(connection.client, { namespace, origin: this.#origin })
    this.#memory = new MemoryCache(options)
    this.#maxValueBytes = maxValueBytes
    this.#retryMs = retryMs
    this.#onEvent = onEvent
  }

  async open(): Promise<void> {
    try {
      await this.#connection.client.connect()
      await this.#commands.probe()
    } catch (error) {
      this.#lose(error)
    }
  }

  async get(key: string): Promise<CacheValue | undefined> {
    return (await this.read(key))?.value
  }

  async read(key: string): Promise<{ readonly value: CacheValue; readonly ttlMs: number } | undefined> {
    const ask = async () => {
      const found = await this.#commands.read(key)
      return found === undefined ? undefined : this.#decode(key, found)
    }
    return this.#try<{ value: CacheValue; ttlMs: number } | undefined>(key, ask, {
      closed: undefined,
      without: async () => {
        const value = await this.#memory.get(key)
        return value === undefined ? undefined : { value, ttlMs: 0 }
      },
    })
  }

  async set(
    key: string,
    value: CacheValue,
    { ttlMs = DEFAULT_TTL_MS }: { readonly ttlMs?: number } = {},
  ): Promise<void> {
    const encoded = encode(key, value, this.#maxValueBytes)
    if (encoded.problem !== undefined) this.#onEvent?.({ type: 'cacheValueRefused', key, reason: encoded.problem })
    if (encoded.problem !== undefined || ttlMs <= 0) return this.delete(key)
    await this.#try(key, () => this.#commands.write(key, encoded.text, Math.ceil(ttlMs)), {
      closed: undefined,
      without: () => {
        this.#missed.addKey(key)
        return this.#memory.set(key, value, { ttlMs })
      },
    })
  }

  async delete(key: string): Promise<void> {
    await this.#try(key, () => this.#commands.delete([key]), {
      closed: undefined,
      without: () => {
        this.#missed.addKey(key)
        return this.#memory.delete(key)
      },
    })
  }

  async invalidate(prefix: string): Promise<number> {
    return this.#try(prefix, () => this.#commands.invalidate(prefix), {
      closed: 0,
      without: () => {
        this.#missed.addPrefix(prefix)
        return this.#memory.invalidate(prefix)
      },
    })
  }

  async onChange(listener: (change: CacheChange) => void): Promise<void> {
    if (this.#isClosed) return
    const feed = this.#connection.client.duplicate({ lazyConnect: true, autoResubscribe: false })
    this.#feeds.push(feed)
    // It fails whenever the other connection does, and that one tells.
    feed.on('error', () => undefined)
    await listenForChanges(feed, { channel: this.#commands.channel, origin: this.#origin }, listener)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#timer)
    // `quit` would wait for a Redis that is away; nothing that was answered is lost by hanging up.
    for (const feed of this.#feeds) feed.disconnect()
    this.#connection.client.disconnect()
    await this.#memory.close()
  }

  /**
   * The answer of Redis; what comes `without` it when there is none, `closed` after the end. What is done without it begins in the very
   * step in which it is lost: one step later Redis may be used again, and would not be told of the change any more.
   */
  async #try<T>(key: string, ask: () => Promise<T>, { closed, without }: Otherwise<T>): Promise<T> {
    if (this.#isClosed) return closed
    if (this.#lostAt !== undefined) return without()
    try {
      return await ask()
    } catch (error) {
      if (isWrongType(error)) return this.#dropForeign(key, closed)
      this.#lose(error)
      return without()
    }
  }

  /** Another program has put something else than text under a key of ours. */
  async #dropForeign<T>(key: string, missing: T): Promise<T> {
    this.#onEvent?.({ type: 'cacheValueRefused', key, reason: 'it is no text in Redis' })
    await this.delete(key)
    return missing
  }

  async #decode(key: string, { text, ttlMs }: Found): Promise<{ value: CacheValue; ttlMs: number } | undefined> {
    const decoded = decode(text, this.#maxValueBytes)
    if (decoded.problem === undefined) return { value: decoded.value, ttlMs }
    this.#onEvent?.({ type: 'cacheValueRefused', key, reason: decoded.problem })
    await this.delete(key)
    return undefined
  }

  #lose(error: unknown): void {
    if (this.#lostAt !== undefined || this.#isClosed) return
    this.#lostAt = performance.now()
    const reason = this.#connection.problem() ?? (error instanceof Error ? error.message : String(error))
    this.#onEvent?.({ type: 'cacheLost', address: this.#address.name, reason: this.#address.redact(reason) })
    this.#tryLater()
  }

  #tryLater(): void {
    if (this.#isClosed) return
    this.#timer = setTimeout(() => void this.#tryAgain(), this.#retryMs)
    // Nobody waits for a cache.
    this.#timer.unref()
  }

  async #tryAgain(): Promise<void> {
    try {
      await this.#commands.probe()
      // More may come while the last ones are caught up with: the loop ends, and Redis is used again, in one step.
      while (!this.#missed.isEmpty) await this.#catchUp()
    } catch {
      // Still away, which was told when it was lost. A connection may also be dead without having been closed: another one is made.
      if (this.#connection.client.status === 'ready') this.#connection.client.disconnect(true)
      return this.#tryLater()
    }
    this.#restore()
    await this.#memory.invalidate('')
  }

  /** Makes Redis forget what was changed without it. */
  async #catchUp(): Promise<void> {
    const { keys, prefixes } = this.#missed.take()
    try {
      for (const prefix of prefixes) await this.#commands.invalidate(prefix)
      await this.#commands.delete(keys)
    } catch (error) {
      for (const key of keys) this.#missed.addKey(key)
      for (const prefix of prefixes) this.#missed.addPrefix(prefix)
      throw error
    }
  }

  #restore(): void {
    if (this.#lostAt === undefined || this.#isClosed) return
    const lostForMs = Math.round(performance.now() - this.#lostAt)
    this.#lostAt = undefined
    this.#onEvent?.({ type: 'cacheRestored', address: this.#address.name, lostForMs })
  }
}

/** What a call gives instead of the answer of Redis. */
interface Otherwise<T> {
  readonly closed: T
  readonly without: () => Promise<T>
}

function isWrongType(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('WRONGTYPE')
}
