import { expect, test } from 'vitest'
import type { CacheChange, CacheValue, SharedCache } from './cache.ts'
import { MemoryCache } from './memory-cache.ts'
import { multiLevel } from './multi-level.ts'

/** A shared cache whose answers are held back until `answer` is called, so that every order of things can be tried. */
class SlowFar extends MemoryCache implements SharedCache {
  reads = 0
  ttlMs = 60_000
  tell: (change: CacheChange) => void = () => undefined
  /** Nothing is deleted before this. */
  deleting: Promise<void> = Promise.resolve()
  #gate: PromiseWithResolvers<void> | undefined

  hold(): void {
    this.#gate = Promise.withResolvers()
  }
  answer(): void {
    this.#gate?.resolve()
    this.#gate = undefined
  }
  async read(key: string): Promise<{ value: CacheValue; ttlMs: number } | undefined> {
    this.reads++
    const value = await this.get(key)
    await this.#gate?.promise
    return value === undefined ? undefined : { value, ttlMs: this.ttlMs }
  }
  override async delete(key: string): Promise<void> {
    await this.deleting
    await super.delete(key)
  }
  override async invalidate(prefix: string): Promise<number> {
    await this.deleting
    return super.invalidate(prefix)
  }
  async onChange(listener: (change: CacheChange) => void): Promise<void> {
    this.tell = listener
  }
}

async function open(now = () => 1) {
  const [near, far] = [new MemoryCache({ now }), new SlowFar({ now })]
  return { near, far, cache: await multiLevel(near, far, { nearTtlMs: 100 }) }
}

test('asks the shared cache once, then memory', async () => {
  const { far, cache } = await open()
  await far.set('a', 1)
  expect([await cache.get('a'), await cache.get('a')]).toEqual([1, 1])
  expect(far.reads).toBe(1)
  await cache.set('b', 2)
  expect(await cache.get('b')).toBe(2)
  expect(far.reads).toBe(1)
})

test('a copy lives for its short time, and never longer than the value itself', async () => {
  let now = 1
  const { far, cache } = await open(() => now)
  await cache.set('a', 1)
  await cache.set('short', 1, { ttlMs: 10 })
  await far.set('read', 1)
  far.ttlMs = 5
  expect([await cache.get('read'), far.reads]).toEqual([1, 1])
  now = 7
  await cache.get('read')
  expect(far.reads).toBe(2)
  now = 12
  expect(await cache.get('short')).toBeUndefined()
  now = 101
  await cache.get('a')
  expect(far.reads).toBe(3)
  now = 102
  await cache.get('a')
  expect(far.reads).toBe(4)
})

test('a value whose time is over on the way is not kept', async () => {
  const { near, far, cache } = await open()
  await far.set('a', 1)
  far.ttlMs = -2
  expect(await cache.get('a')).toBe(1)
  expect(await near.get('a')).toBeUndefined()
})

test.each<[string, CacheChange, boolean]>([
  ['of the same key', { key: 'a' }, false],
  ['of a prefix of it', { prefix: 'a' }, false],
  ['of everything', { prefix: '' }, false],
  ['of another key', { key: 'b' }, true],
  ['of another prefix', { prefix: 'ab' }, true],
])('a change %s that is heard while the value is on its way decides whether it is kept', async (_, change, isKept) => {
  const { near, far, cache } = await open()
  await far.set('a', 1)
  far.hold()
  const reading = cache.get('a')
  await expect.poll(() => far.reads).toBe(1)
  far.tell(change)
  far.answer()
  expect(await reading).toBe(1)
  expect(await near.get('a')).toBe(isKept ? 1 : undefined)
})

test('a value that was set here while an older one is on its way stays', async () => {
  const { far, cache } = await open()
  await far.set('a', 'old')
  far.hold()
  const reading = cache.get('a')
  await expect.poll(() => far.reads).toBe(1)
  await cache.set('a', 'new')
  far.answer()
  await reading
  expect(await cache.get('a')).toBe('new')
})

test.each(['delete', 'invalidate'] as const)('%s reaches a reading that begins while it is under way', async (verb) => {
  const { near, far, cache } = await open()
  await far.set('a', 'old')
  const { promise, resolve: finish } = Promise.withResolvers<void>()
  far.deleting = promise
  const change = cache[verb]('a')
  expect(await cache.get('a')).toBe('old')
  finish()
  await change
  expect(await near.get('a')).toBeUndefined()
})

test('a change drops the copy', async () => {
  const { near, far, cache } = await open()
  await cache.set('a', 1)
  await cache.set('b', 1)
  far.tell({ key: 'a' })
  expect([await near.get('a'), await near.get('b')]).toEqual([undefined, 1])
  far.tell({ prefix: '' })
  expect(await near.get('b')).toBeUndefined()
})
