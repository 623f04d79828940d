import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Cache } from './cache.ts'
import { openCache } from './open-cache.ts'
import { freshNamespace, noRedis, REDIS_URL } from './testing/redis-server.ts'

const PROCESS = fileURLToPath(new URL('./testing/cache-process.ts', import.meta.url))
const note = noRedis === undefined ? '' : ` (skipped: ${noRedis})`

type Ask = (...command: readonly unknown[]) => Promise<unknown>

/** Runs `work` with a cache of this process and one of another process. */
async function withTwo(work: (here: Cache, there: Ask) => Promise<void>): Promise<void> {
  const namespace = freshNamespace()
  const here = await openCache({ redisUrl: REDIS_URL, namespace, nearTtlMs: 60_000, timeoutMs: 5000 })
  const child = spawn(process.execPath, [PROCESS, REDIS_URL, namespace], {
    stdio: ['pipe', 'pipe', 'inherit'],
    timeout: 30_000,
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const answer = async (): Promise<unknown> => JSON.parse((await lines.next()).value ?? '"it has ended"')
  const there: Ask = (...command) => {
    child.stdin.write(`${JSON.stringify(command)}\n`)
    return answer()
  }
  try {
    expect(await answer()).toBe('ready')
    await work(here, there)
  } finally {
    await here.invalidate('')
    await here.close()
    child.stdin.end()
  }
}

const check = test.skipIf(noRedis !== undefined)

check(`one process sees what another one set, and its own copy goes when that changes${note}`, () =>
  withTwo(async (here, there) => {
    await here.set('price', 1)
    expect(await there('get', 'price')).toBe(1)
    await there('set', 'price', 2)
    await expect.poll(() => here.get('price'), { interval: 2 }).toBe(2)
    await here.set('price', 3)
    await expect.poll(() => there('get', 'price'), { interval: 2 }).toBe(3)
  }),
)

check(`a deletion and an invalidation reach the copies of the other process${note}`, () =>
  withTwo(async (here, there) => {
    for (const key of ['signal:BTC', 'signal:ETH', 'price:BTC']) {
      await here.set(key, 1)
      expect(await there('get', key)).toBe(1)
    }
    await there('delete', 'signal:BTC')
    await expect.poll(() => here.get('signal:BTC'), { interval: 2 }).toBeUndefined()
    expect(await here.invalidate('signal:')).toBe(1)
    await expect.poll(() => there('get', 'signal:ETH'), { interval: 2 }).toBeNull()
    expect(await there('get', 'price:BTC')).toBe(1)
    expect(await there('invalidate', 'price')).toBe(1)
    await expect.poll(() => here.get('price:BTC'), { interval: 2 }).toBeUndefined()
  }),
)

check(`after a hundred changes of both at once they agree${note}`, () =>
  withTwo(async (here, there) => {
    for (let k = 0; k < 100; k++)
      await Promise.all([here.set('state', `here ${k}`), there('set', 'state', `there ${k}`)])
    await expect
      .poll(async () => (await here.get('state')) === (await there('get', 'state')), { interval: 2 })
      .toBe(true)
  }),
)
