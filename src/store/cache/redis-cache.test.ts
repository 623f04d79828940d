import { createServer, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CacheEvent, SharedCache } from './cache.ts'
import { openRedisCache, type RedisCacheOptions } from './redis-cache.ts'
import { DeafProxy } from './testing/deaf-proxy.ts'
import { HoldingProxy } from './testing/holding-proxy.ts'
import { noServer, RedisServer, withClient } from './testing/redis-server.ts'

const note = noServer === undefined ? '' : ` (skipped: ${noServer})`

describe.skipIf(noServer !== undefined)(`a Redis with troubles${note}`, () => {
  let server: RedisServer
  let events: CacheEvent[] = []
  const open: SharedCache[] = []
  const kinds = () => events.map(({ type }) => type)

  beforeEach(async () => {
    events = []
    server = await RedisServer.start()
  })
  afterEach(async () => {
    for (const cache of open.splice(0)) await cache.close()
    await server.close()
  })

  async function openCache(options: Partial<RedisCacheOptions> = {}): Promise<SharedCache> {
    const onEvent = (event: CacheEvent) => events.push(event)
    const base = { url: server.url, namespace: 'n', timeoutMs: 1000, retryMs: 20, onEvent }
    const cache = await openRedisCache({ ...base, ...options })
    open.push(cache)
    return cache
  }

  const restored = () => expect.poll(kinds, { timeout: 10_000, interval: 5 }).toEqual(['cacheLost', 'cacheRestored'])

  test('killed in the middle it degrades to memory, says so once, and comes back by itself', async () => {
    const cache = await openCache()
    await cache.set('a', 1)
    await server.kill()
    expect(await cache.get('a')).toBeUndefined()
    await cache.set('a', 2)
    await Promise.all(Array.from({ length: 50 }, (_, k) => cache.set(`k${k}`, k)))
    expect([await cache.get('a'), await cache.get('k49')]).toEqual([2, 49])
    expect(await cache.invalidate('k')).toBe(50)
    expect(kinds()).toEqual(['cacheLost'])
    expect(events[0]).toMatchObject({ address: `127.0.0.1:${server.port}/0`, reason: expect.any(String) })
    await server.start()
    await restored()
    await cache.set('b', 3)
    expect(await withClient(server.url, (client) => client.get('plimsoll:cache:n:b'))).toBe('3')
  })

  test('a cache that opens while Redis is away works, and joins when it comes', async () => {
    await server.kill()
    const cache = await openCache()
    expect(events).toEqual([
      {
        type: 'cacheLost',
        address: `127.0.0.1:${server.port}/0`,
        reason: `connect ECONNREFUSED 127.0.0.1:${server.port}`,
      },
    ])
    await cache.set('a', 1)
    expect(await cache.get('a')).toBe(1)
    await server.start()
    await restored()
  })

  test('what was changed without Redis does not come back from before', async () => {
    const cache = await openCache({ timeoutMs: 100 })
    for (const key of ['set', 'deleted', 'x:1', 'x:2', 'kept']) await cache.set(key, 'old')
    server.freeze()
    await cache.set('set', 'new')
    await cache.delete('deleted')
    await cache.invalidate('x:')
    expect(await cache.get('set')).toBe('new')
    server.thaw()
    await restored()
    const values = await Promise.all(['set', 'deleted', 'x:1', 'x:2', 'kept'].map((key) => cache.get(key)))
    expect(values).toEqual([undefined, undefined, undefined, undefined, 'old'])
  })

  test('a Redis that is back is not used before it has forgotten what was changed without it', async () => {
    const cache = await openCache({ timeoutMs: 100, retryMs: 60_000 })
    await cache.set('a', 'old')
    server.freeze()
    await cache.get('a')
    await cache.delete('a')
    server.thaw()
    expect(await withClient(server.url, (client) => client.get('plimsoll:cache:n:a'))).toBe('"old"')
    expect(await cache.get('a')).toBeUndefined()
    expect(kinds()).toEqual(['cacheLost'])
  })

  test('a connection that is dead without having been closed is replaced', async () => {
    const proxy = await DeafProxy.start(server.port)
    const cache = await openCache({ url: proxy.url, timeoutMs: 100 })
    await cache.set('a', 1)
    proxy.deafen()
    await cache.get('a')
    await restored()
    expect(await cache.get('a')).toBe(1)
    await cache.close()
    proxy.close()
  })

  test('a change that fails in the moment in which Redis is back is made up for before Redis is used', async () => {
    const proxy = await HoldingProxy.start(server.port)
    const cache = await openCache({ url: proxy.url, timeoutMs: 5000 })
    await withClient(server.url, async (client) => {
      await client.set('plimsoll:cache:n:x:1', '"old"')
      await client.acl('SETUSER', 'default', '-get', '-scan')
      proxy.hold()
      const calls = [cache.get('a'), cache.invalidate('x:')]
      await expect.poll(() => proxy.held.length).toBe(3)
      await client.acl('SETUSER', 'default', '+get', '+scan')
      // With the answer to `get` Redis is lost; the one to `scan` comes together with that of the attempt to use it again.
      proxy.release(2)
      await expect.poll(() => proxy.held.length).toBe(2)
      proxy.letGo()
      await Promise.all(calls)
    })
    await restored()
    expect(await cache.get('x:1')).toBeUndefined()
    await cache.close()
    proxy.close()
  })

  test('a Redis that does not answer costs one timeout, not one for each call', async () => {
    const cache = await openCache({ timeoutMs: 200 })
    await cache.set('a', 1)
    server.freeze()
    const startedAt = performance.now()
    for (let k = 0; k < 100; k++) await cache.get('a')
    const tookMs = performance.now() - startedAt
    expect(tookMs).toBeGreaterThan(150)
    expect(tookMs).toBeLessThan(2000)
    expect(events).toMatchObject([{ type: 'cacheLost', reason: 'Command timed out' }])
    server.thaw()
    await restored()
  })

  test('a Redis that is full is lost until it takes writes again, without flapping', async () => {
    const cache = await openCache()
    await withClient(server.url, async (client) => {
      await client.config('SET', 'maxmemory', '1')
      await cache.set('a', 1)
      expect(await cache.get('a')).toBe(1)
      await expect
        .poll(() => client.info('commandstats'), { timeout: 5000, interval: 5 })
        .toMatch(/rejected_calls=[3-9]/)
      expect(kinds()).toEqual(['cacheLost'])
      await client.config('SET', 'maxmemory', '0')
    })
    await restored()
  })

  test('what is no JSON, too large or no text in Redis is a miss, is told, and is deleted', async () => {
    const cache = await openCache({ maxValueBytes: 100 })
    await withClient(server.url, async (client) => {
      await client.set('plimsoll:cache:n:html', '<html>')
      await client.set('plimsoll:cache:n:large', `"${'x'.repeat(200)}"`)
      await client.lpush('plimsoll:cache:n:list', '1')
      expect([await cache.get('html'), await cache.get('large'), await cache.get('list')]).toEqual([
        undefined,
        undefined,
        undefined,
      ])
      expect(events).toEqual([
        { type: 'cacheValueRefused', key: 'html', reason: 'its 6 bytes are no JSON' },
        { type: 'cacheValueRefused', key: 'large', reason: 'it has 202 bytes, at most 100 are allowed' },
        { type: 'cacheValueRefused', key: 'list', reason: 'it is no text in Redis' },
      ])
      expect(await client.keys('plimsoll:cache:n:*')).toEqual([])
    })
  })

  test('namespaces do not see each other, also when one begins like the other', async () => {
    const [a, ab] = [await openCache({ namespace: 'a' }), await openCache({ namespace: 'a:b' })]
    await a.set('b:x', 'of a')
    await ab.set('x', 'of a:b')
    expect([await a.get('b:x'), await ab.get('x')]).toEqual(['of a', 'of a:b'])
    expect(await a.invalidate('')).toBe(1)
    expect(await ab.get('x')).toBe('of a:b')
  })

  test('every key has an end', async () => {
    const cache = await openCache()
    await cache.set('usual', 1)
    await cache.set('short', 1, { ttlMs: 1500.2 })
    await withClient(server.url, async (client) => {
      expect(await client.pttl('plimsoll:cache:n:usual')).toBeGreaterThan(3_590_000)
      expect(await client.pttl('plimsoll:cache:n:short')).toBeLessThanOrEqual(1501)
    })
    expect((await cache.read('short'))?.ttlMs).toBeGreaterThan(0)
  })

  test('listeners hear of each change of another cache, not of their own', async () => {
    const [here, there] = [await openCache(), await openCache()]
    const heard: unknown[] = []
    await here.onChange((change) => heard.push(change))
    heard.length = 0
    await here.set('own', 1)
    await there.set('a', 1)
    await there.delete('a')
    await there.invalidate('x:')
    await withClient(server.url, (client) => client.publish('plimsoll:cache-changes:n', '{broken'))
    await expect.poll(() => heard.length).toBe(4)
    expect(heard).toMatchObject([{ key: 'a' }, { key: 'a' }, { prefix: 'x:' }, { prefix: '' }])
  })

  test('after an outage listeners are told that anything may have changed', async () => {
    const cache = await openCache()
    const heard: unknown[] = []
    await cache.onChange((change) => heard.push(change))
    heard.length = 0
    await server.kill()
    await server.start()
    await expect.poll(() => heard, { timeout: 10_000 }).toEqual([{ prefix: '' }])
  })

  test('a cache that is closed while Redis is away stays quiet', async () => {
    const cache = await openCache()
    await server.kill()
    await cache.close()
    await server.start()
    expect(await cache.get('a')).toBeUndefined()
    expect(events).toEqual([])
  })
})

describe.skipIf(noServer !== undefined)(`passwords${note}`, () => {
  test('the right one opens, a wrong one is lost, and neither is ever in a message', async () => {
    const server = await RedisServer.start('--requirepass', 'r1ght@pass')
    const events: CacheEvent[] = []
    const onEvent = (event: CacheEvent) => events.push(event)
    const urlWith = (password: string) => server.url.replace('//', `//:${password}@`)
    const right = await openRedisCache({ url: urlWith('r1ght%40pass'), namespace: 'n', timeoutMs: 2000, onEvent })
    await right.set('a', 1)
    expect([await right.get('a'), events]).toEqual([1, []])
    const wrong = await openRedisCache({ url: urlWith('wr0ng'), namespace: 'n', timeoutMs: 2000, onEvent })
    await wrong.set('a', 2)
    expect([await wrong.get('a'), await right.get('a')]).toEqual([2, 1])
    expect(events).toMatchObject([{ type: 'cacheLost', reason: expect.stringMatching(/WRONGPASS|NOAUTH/) }])
    await server.kill()
    await right.get('a')
    expect(JSON.stringify(events)).not.toMatch(/r1ght|wr0ng/)
    await Promise.all([right.close(), wrong.close(), server.close()])
  })
})

test('something that is no Redis is lost, and calls go on', async () => {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('data', () => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const events: CacheEvent[] = []
  const onEvent = (event: CacheEvent) => events.push(event)
  const cache = await openRedisCache({ url: `redis://127.0.0.1:${port}`, namespace: 'n', onEvent })
  await cache.set('a', 1)
  expect(await cache.get('a')).toBe(1)
  expect(events.map(({ type }) => type)).toEqual(['cacheLost'])
  await cache.close()
  for (const socket of sockets) socket.destroy()
  server.close()
})
