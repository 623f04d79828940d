import { expect, test } from 'vitest'
import { PlimsollError } from '../core/errors.ts'
import { final, passing, type RequestFailure } from './request-failure.ts'
import { Retrier, type RetrierOptions, type Retry } from './retrier.ts'

/** A request that fails with each of `failures` in turn, then answers. */
function failing(...failures: readonly (RequestFailure | Error)[]) {
  const left = [...failures]
  const calls = { count: 0 }
  const request = async (): Promise<string> => {
    calls.count++
    const failure = left.shift()
    if (failure !== undefined) throw failure
    return 'answer'
  }
  return { request, calls }
}

function retrierWith(options: RetrierOptions = {}) {
  const retries: Retry[] = []
  const retrier = new Retrier({ firstWaitMs: 1, random: () => 0, onRetry: (retry) => retries.push(retry), ...options })
  return { retrier, retries }
}

test('asks again while the failure passes, and tells each time', async () => {
  const { retrier, retries } = retrierWith({ firstWaitMs: 4 })
  const { request, calls } = failing(passing('reset'), passing('500'), passing('502'))
  expect(await retrier.run(request)).toBe('answer')
  expect(calls.count).toBe(4)
  expect(retries).toEqual([
    { reason: 'reset', waitMs: 2, attempt: 1 },
    { reason: '500', waitMs: 4, attempt: 2 },
    { reason: '502', waitMs: 8, attempt: 3 },
  ])
})

test('half of each wait is chance, and no wait grows beyond the longest', async () => {
  const { retrier, retries } = retrierWith({ firstWaitMs: 8, maxWaitMs: 10, random: () => 0.5 })
  await retrier.run(failing(passing('a'), passing('b'), passing('c')).request)
  expect(retries.map(({ waitMs }) => waitMs)).toEqual([6, 8, 8])
})

test('never comes back before the exchange wants it', async () => {
  const { retrier, retries } = retrierWith()
  const startedAt = performance.now()
  await retrier.run(failing(passing('429', { retryAfterMs: 30 })).request)
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(29)
  expect(retries[0]?.waitMs).toBe(31)
})

test('an exchange that wants nothing for too long is given up', async () => {
  const { retrier } = retrierWith({ maxWaitMs: 1000 })
  const { request, calls } = failing(passing('429', { retryAfterMs: 1001 }))
  await expect(retrier.run(request)).rejects.toThrow('429; it wants no request for 2 s')
  expect(calls.count).toBe(1)
})

test('a failure that does not pass ends it at once, with its cure', async () => {
  const { retrier } = retrierWith()
  const { request, calls } = failing(final('no such symbol', 'Check it.'))
  const error = await retrier.run(request).catch((caught) => caught)
  expect(error).toBeInstanceOf(PlimsollError)
  expect(error).toMatchObject({ code: 'io', message: 'no such symbol', cure: 'Check it.' })
  expect(calls.count).toBe(1)
})

test('one request is tried seven times at most', async () => {
  const { retrier } = retrierWith({ maxWaitMs: 1 })
  const { request, calls } = failing(...Array.from({ length: 20 }, () => passing('500')))
  await expect(retrier.run(request)).rejects.toThrow('500 (7 attempts)')
  expect(calls.count).toBe(7)
})

test('all requests together are tried again a hundred times at most', async () => {
  const { retrier, retries } = retrierWith({ maxWaitMs: 0 })
  const flaky = () => retrier.run(failing(passing('500')).request)
  for (let k = 0; k < 100; k++) await flaky()
  await expect(flaky()).rejects.toThrow('500 (100 retries in all)')
  expect(retries).toHaveLength(100)
})

test('a bug is not tried again', async () => {
  const { retrier } = retrierWith()
  const { request, calls } = failing(new TypeError('x is undefined'))
  await expect(retrier.run(request)).rejects.toThrow(TypeError)
  expect(calls.count).toBe(1)
})

test('aborting ends a wait, and no request is made after it', async () => {
  const controller = new AbortController()
  const { retrier } = retrierWith({ signal: controller.signal, onRetry: () => controller.abort() })
  const { request, calls } = failing(passing('429', { retryAfterMs: 50_000 }))
  const reason = await retrier.run(request).catch((caught) => caught)
  expect(reason).toBe(controller.signal.reason)
  await expect(retrier.run(request)).rejects.toBe(controller.signal.reason)
  expect(calls.count).toBe(1)
})
