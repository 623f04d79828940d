import { type Cache, type CacheChange, type CacheValue, DEFAULT_TTL_MS, type SharedCache } from './cache.ts'

/** So long, at most, a process may go on with a copy of its own after another one changed the value and the message was lost. */
const NEAR_TTL_MS = 2000

/** Puts the memory of this process in front of a cache that several share. What other processes change is dropped from it at once. */
export async function multiLevel(
  near: Cache,
  far: SharedCache,
  { nearTtlMs = NEAR_TTL_MS }: { readonly nearTtlMs?: number } = {},
): Promise<Cache> {
  const cache = new MultiLevelCache(near, far, nearTtlMs)
  await far.onChange(cache.drop)
  return cache
}

/** A value on its way from the shared cache. A change that is heard of meanwhile makes it old. */
interface Reading {
  readonly key: string
  isOld: boolean
}

class MultiLevelCache implements Cache {
  readonly #near: Cache
  readonly #far: SharedCache
  readonly #nearTtlMs: number
  readonly #readings = new Set<Reading>()

  constructor(near: Cache, far: SharedCache, nearTtlMs: number) {
    this.#near = near
    this.#far = far
    this.#nearTtlMs = nearTtlMs
  }

  async get(key: string): Promise<CacheValue | undefined> {
    const copy = await this.#near.get(key)
    if (copy !== undefined) return copy
    const reading: Reading = { key, isOld: false }
    this.#readings.add(reading)
    try {
      const found = await this.#far.read(key)
      if (found !== undefined && found.ttlMs > 0 && !reading.isOld) await this.#keep(key, found.value, found.ttlMs)
      return found?.value
    } finally {
      this.#readings.delete(reading)
    }
  }

  async set(
    key: string,
    value: CacheValue,
    { ttlMs = DEFAULT_TTL_MS }: { readonly ttlMs?: number } = {},
  ): Promise<void> {
    // First near: a change of another process that comes after this one must find the copy to drop it.
    this.#makeOld({ key })
    await this.#keep(key, value, ttlMs)
    await this.#far.set(key, value, { ttlMs })
  }

  async delete(key: string): Promise<void> {
    this.drop({ key })
    await this.#far.delete(key)
    // Again: a reading may have found the value before it was gone.
    this.drop({ key })
  }

  async invalidate(prefix: string): Promise<number> {
    this.drop({ prefix })
    const deleted = await this.#far.invalidate(prefix)
    this.drop({ prefix })
    return deleted
  }

  async close(): Promise<void> {
    await this.#far.close()
    await this.#near.close()
  }

  /** Something has changed: copies of it go, and readings that are on their way are not kept. */
  readonly drop = (change: CacheChange): void => {
    this.#makeOld(change)
    void ('key' in change ? this.#near.delete(change.key) : this.#near.invalidate(change.prefix))
  }

  #keep(key: string, value: CacheValue, ttlMs: number): Promise<void> {
    return this.#near.set(key, value, { ttlMs: Math.min(ttlMs, this.#nearTtlMs) })
  }

  #makeOld(change: CacheChange): void {
    for (const reading of this.#readings) {
      reading.isOld ||= 'key' in change ? reading.key === change.key : reading.key.startsWith(change.prefix)
    }
  }
}
