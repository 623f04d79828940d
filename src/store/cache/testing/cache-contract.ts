import { expect, test } from 'vitest'
import type { Cache, CacheEvent, CacheValue, OnCacheEvent } from '../cache.ts'

export interface CacheUnderTest {
  /** Opens an empty cache that keeps values of up to 1,000 bytes; `test` closes it. */
  readonly open: (onEvent: OnCacheEvent) => Promise<Cache>
  /** Why the tests are skipped, or undefined when they run. */
  readonly skipped?: string | undefined
}

const VALUES: readonly CacheValue[] = [
  null,
  false,
  0,
  -0.1,
  1e-8,
  '',
  'Ünïcode 🚢',
  [],
  {},
  [1, [null, { a: [true] }]],
  { price: 65_000.5, book: { bids: [[65_000, 1.5]] }, side: 'long' },
]

/** What every cache does, whatever it is made of. */
export function cacheContract({ open, skipped }: CacheUnderTest): void {
  const note = skipped === undefined ? '' : ` (skipped: ${skipped})`
  const check = (name: string, run: (cache: Cache, events: CacheEvent[]) => Promise<void>) =>
    test.skipIf(skipped !== undefined)(`${name}${note}`, async () => {
      const events: CacheEvent[] = []
      const cache = await open((event) => events.push(event))
      try {
        await run(cache, events)
      } finally {
        await cache.invalidate('')
        await cache.close()
      }
    })

  check('gives back what was set, and undefined for what was not', async (cache, events) => {
    for (const [k, value] of VALUES.entries()) await cache.set(`value ${k}`, value)
    for (const [k, value] of VALUES.entries()) expect(await cache.get(`value ${k}`)).toStrictEqual(value)
    expect(await cache.get('value')).toBeUndefined()
    expect(events).toEqual([])
  })

  check('the last value counts', async (cache) => {
    await cache.set('price', 1)
    await cache.set('price', 2)
    expect(await cache.get('price')).toBe(2)
  })

  check('a value cannot be changed by whoever set or got it', async (cache) => {
    const book = { bids: [1, 2] }
    await cache.set('book', book)
    book.bids.push(3)
    const got = await cache.get('book')
    if (typeof got === 'object' && got !== null) Object.assign(got, { bids: [] })
    expect(await cache.get('book')).toEqual({ bids: [1, 2] })
  })

  check('properties that are undefined are left out', async (cache) => {
    await cache.set('signal', { side: 'long', stop: undefined })
    expect(await cache.get('signal')).toStrictEqual({ side: 'long' })
  })

  check('a deleted value is gone, and deleting what is not there is nothing', async (cache) => {
    await cache.set('a', 1)
    await cache.delete('a')
    await cache.delete('b')
    expect(await cache.get('a')).toBeUndefined()
  })

  check('invalidates the keys that begin with a prefix, and no others', async (cache) => {
    for (const key of ['signal:BTC/USDT', 'signal:ETH/USDT', 'signals', 'x:signal:', 'sig*']) await cache.set(key, key)
    expect(await cache.invalidate('signal:')).toBe(2)
    expect(await cache.get('signal:BTC/USDT')).toBeUndefined()
    expect(await cache.get('signals')).toBe('signals')
    expect(await cache.invalidate('sig*')).toBe(1)
    expect(await cache.invalidate('s?gnals')).toBe(0)
    expect(await cache.invalidate('[sx]')).toBe(0)
    expect(await cache.get('signals')).toBe('signals')
    expect(await cache.invalidate('')).toBe(2)
    expect(await cache.invalidate('')).toBe(0)
  })

  check('invalidates more keys than go into one batch', async (cache) => {
    await Promise.all(Array.from({ length: 2500 }, (_, k) => cache.set(`many:${k}`, k)))
    expect(await cache.invalidate('many:')).toBe(2500)
    expect(await cache.get('many:2499')).toBeUndefined()
  })

  check('a value is gone when its time is over', async (cache) => {
    await cache.set('short', 1, { ttlMs: 40 })
    await cache.set('long', 1, { ttlMs: 60_000 })
    expect(await cache.get('short')).toBe(1)
    await expect.poll(() => cache.get('short'), { interval: 5 }).toBeUndefined()
    expect(await cache.get('long')).toBe(1)
  })

  check('a fraction of a millisecond is a time, none is not', async (cache, events) => {
    await cache.set('a', 1)
    await cache.set('a', 2, { ttlMs: 0 })
    expect(await cache.get('a')).toBeUndefined()
    await cache.set('b', 1, { ttlMs: 50_000.5 })
    expect(await cache.get('b')).toBe(1)
    expect(events).toEqual([])
  })

  check('a value that is too large is refused, and what was there is gone', async (cache, events) => {
    await cache.set('text', 'x'.repeat(998))
    expect(await cache.get('text')).toHaveLength(998)
    await cache.set('text', 'x'.repeat(999))
    expect(await cache.get('text')).toBeUndefined()
    expect(events).toEqual([
      { type: 'cacheValueRefused', key: 'text', reason: 'it has 1001 bytes, at most 1000 are allowed' },
    ])
  })

  check('what JSON would change or cannot hold is refused', async (cache, events) => {
    const cycle: { self?: CacheValue } = {}
    cycle.self = cycle
    await cache.set('cycle', cycle)
    await cache.set('nan', { price: Number.NaN })
    await cache.set('', 1)
    await cache.set('k'.repeat(513), 1)
    expect(await Promise.all(['cycle', 'nan', '', 'k'.repeat(513)].map((key) => cache.get(key)))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
    expect(events.map((event) => event.type === 'cacheValueRefused' && event.reason)).toEqual([
      expect.stringContaining('circular'),
      'it is no JSON value: "price" is NaN',
      'the key is empty',
      'the key has 513 characters, at most 512 are allowed',
    ])
  })

  check('many callers at once', async (cache) => {
    const keys = Array.from({ length: 200 }, (_, k) => `k${k}`)
    await Promise.all(keys.map((key, k) => cache.set(key, k)))
    expect(await Promise.all(keys.map((key) => cache.get(key)))).toEqual(keys.map((_, k) => k))
  })

  check('after closing it is empty and takes nothing', async (cache, events) => {
    await cache.set('a', 1, { ttlMs: 1000 })
    await cache.close()
    await cache.set('b', 1)
    expect([await cache.get('a'), await cache.get('b'), await cache.invalidate('')]).toEqual([undefined, undefined, 0])
    expect(events).toEqual([])
  })
}
