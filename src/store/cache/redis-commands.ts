import type { Redis } from 'ioredis'

/** Keys that are looked at, and deleted, in one go. */
const BATCH = 1000

export interface Found {
  readonly text: string
  /** Time that is left, in milliseconds; below 0 when the key has gone since. */
  readonly ttlMs: number
}

/**
 * What the cache asks of Redis. Keys get the prefix of the cache, and every change is published to the other processes. Each call fails
 * when Redis does.
 */
export class RedisCommands {
  readonly #client: Redis
  readonly #prefix: string
  readonly #channel: string
  readonly #origin: string

  /** @param origin names this process in what it publishes */
  constructor(client: Redis, options: { readonly namespace: string; readonly origin: string }) {
    this.#client = client
    // Encoded, so that no namespace begins with another one and a colon.
    const namespace = encodeURIComponent(options.namespace)
    this.#prefix = `plimsoll:cache:${namespace}:`
    this.#channel = `plimsoll:cache-changes:${namespace}`
    this.#origin = options.origin
  }

  get channel(): string {
    return this.#channel
  }

  async read(key: string): Promise<Found | undefined> {
    const name = this.#prefix + key
    const [text, ttlMs] = await Promise.all([this.#client.get(name), this.#client.pttl(name)])
    return text === null ? undefined : { text, ttlMs }
  }

  async write(key: string, text: string, ttlMs: number): Promise<void> {
    await Promise.all([this.#client.set(this.#prefix + key, text, 'PX', ttlMs), this.#publish({ key })])
  }

  async delete(keys: readonly string[]): Promise<void> {
    for (let i = 0; i < keys.length; i += BATCH) {
      const batch = keys.slice(i, i + BATCH)
      await Promise.all([
        this.#client.unlink(batch.map((key) => this.#prefix + key)),
        ...batch.map((key) => this.#publish({ key })),
      ])
    }
  }

  /** Goes through all keys of the server: no list of our own can be wrong after a crash. */
  async invalidate(prefix: string): Promise<number> {
    const pattern = `${(this.#prefix + prefix).replaceAll(/[\\*?[\]]/g, '\\$&')}*`
    let deleted = 0
    let cursor = '0'
    do {
      const [next, keys] = await this.#client.scan(cursor, 'MATCH', pattern, 'COUNT', BATCH)
      if (keys.length > 0) deleted += await this.#client.unlink(keys)
      cursor = next
    } while (cursor !== '0')
    await this.#publish({ prefix })
    return deleted
  }

  /** Whether Redis can be written to, not only reached: it may be full, or a replica. */
  async probe(): Promise<void> {
    await this.#client.set(`plimsoll:cache-probe:${this.#origin}`, '1', 'PX', 1000)
  }

  #publish(change: { key: string } | { prefix: string }): Promise<number> {
    return this.#client.publish(this.#channel, JSON.stringify({ origin: this.#origin, ...change }))
  }
}
