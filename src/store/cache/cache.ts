/** What JSON can hold; a property that is undefined is left out. Numbers are finite. */
export type CacheValue =
  | null
  | boolean
  | number
  | string
  | readonly CacheValue[]
  | { readonly [key: string]: CacheValue | undefined }

/**
 * Values that are quick to have and may be gone at any moment: hot market data, signals, state that processes share. It is never the
 * only copy of anything, and none of its calls fails: a store that cannot be reached is a miss, and an event.
 */
export interface Cache {
  get(key: string): Promise<CacheValue | undefined>
  /** A value that cannot be kept (too large, no JSON) is refused with an event, and what the key held before is gone too. */
  set(key: string, value: CacheValue, options?: { readonly ttlMs?: number }): Promise<void>
  delete(key: string): Promise<void>
  /** Deletes every key that begins with `prefix` and gives their number; '' means all. */
  invalidate(prefix: string): Promise<number>
  close(): Promise<void>
}

/** A cache that several processes see. */
export interface SharedCache extends Cache {
  /** A value with the time that it has left. */
  read(key: string): Promise<{ readonly value: CacheValue; readonly ttlMs: number } | undefined>
  /** Tells of what other processes change, from the moment that the promise is kept. */
  onChange(listener: (change: CacheChange) => void): Promise<void>
}

/** Keys that another process has changed: one of them, or all that begin with a prefix ('' after messages may have been lost). */
export type CacheChange = { readonly key: string } | { readonly prefix: string }

export type CacheEvent =
  /** The shared cache cannot be used; each process goes on with its own memory. */
  | { readonly type: 'cacheLost'; readonly address: string; readonly reason: string }
  | { readonly type: 'cacheRestored'; readonly address: string; readonly lostForMs: number }
  /** A value was not kept, or one that was found cannot be used and counts as missing. */
  | { readonly type: 'cacheValueRefused'; readonly key: string; readonly reason: string }

export type OnCacheEvent = (event: CacheEvent) => void

/** How long a signal counts as fresh. */
export const SIGNAL_TTL_MS = 3 * 60_000

/** How long a value is kept for which no time was given. */
export const DEFAULT_TTL_MS = 60 * 60_000
