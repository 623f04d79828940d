import { expect, test } from 'vitest'
import { z } from 'zod'
import { type CacheEvent, SIGNAL_TTL_MS } from './cache.ts'
import { MemoryCache } from './memory-cache.ts'
import { typedCache } from './typed-cache.ts'

const signalSchema = z.object({
  side: z.enum(['long', 'short']),
  confidence: z.number(),
  reason: z.string().optional(),
})

test('gives back values of its shape', async () => {
  const signals = typedCache(new MemoryCache(), signalSchema)
  await signals.set('BTC/USDT', { side: 'long', confidence: 0.7 }, { ttlMs: SIGNAL_TTL_MS })
  expect(await signals.get('BTC/USDT')).toStrictEqual({ side: 'long', confidence: 0.7 })
  expect(await signals.get('ETH/USDT')).toBeUndefined()
})

test('a signal is kept for three minutes', () => {
  expect(SIGNAL_TTL_MS).toBe(180_000)
})

test('a value of another shape is a miss, is told, and is deleted', async () => {
  const cache = new MemoryCache()
  const events: CacheEvent[] = []
  await cache.set('BTC/USDT', { side: 'up' })
  const signals = typedCache(cache, signalSchema, (event) => events.push(event))
  expect(await signals.get('BTC/USDT')).toBeUndefined()
  expect(events).toMatchObject([
    { type: 'cacheValueRefused', key: 'BTC/USDT', reason: expect.stringContaining('side') },
  ])
  expect(await cache.get('BTC/USDT')).toBeUndefined()
})

test('a null is a value, not a miss', async () => {
  const cache = typedCache(new MemoryCache(), z.number().nullable())
  await cache.set('last', null)
  expect(await cache.get('last')).toBeNull()
})

test('what the schema changes on the way out is changed', async () => {
  const times = typedCache(
    new MemoryCache(),
    z.string().transform((text) => Date.parse(text)),
  )
  await times.set('at', '2024-01-01T00:00:00Z')
  expect(await times.get('at')).toBe(1_704_067_200_000)
})
