import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { PlimsollError } from '../core/errors.ts'
import type { Timeframe } from '../core/timeframe.ts'
import { openCandleHistory } from './candle-history.ts'
import { type CandlePage, downloadCandles } from './download-candles.ts'
import { Retrier, type Retry } from './retrier.ts'
import { BinanceServer, type BinanceServerOptions } from './testing/binance-server.ts'
import { type Kline, syntheticKlines } from './testing/synthetic-klines.ts'

const START_AT = Date.UTC(2024, 0, 1)
const MINUTE_MS = 60_000
const servers: BinanceServer[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

interface Setup extends BinanceServerOptions {
  readonly now?: number
  readonly timeoutMs?: number
  readonly timeframe?: Timeframe
  readonly fromMs?: number
  readonly toMs?: number
  readonly signal?: AbortSignal
}

/** Sets up a download of 2,500 minutes, in three pages, from a server with the given faults. */
async function setUp(setup: Setup = {}) {
  const server = await BinanceServer.start(setup)
  servers.push(server)
  const { now = START_AT + 1e10, timeoutMs = 5000, signal } = setup
  const history = await openCandleHistory({
    exchange: 'binance',
    market: 'spot',
    url: server.url,
    timeoutMs,
    signal,
    now: () => now,
  })
  await history.loadSymbols()
  const retries: Retry[] = []
  const retrier = new Retrier({ firstWaitMs: 1, signal, onRetry: (retry) => retries.push(retry) })
  const range = { fromMs: setup.fromMs ?? START_AT, toMs: setup.toMs ?? START_AT + 2500 * MINUTE_MS }
  const pages = () =>
    downloadCandles({ history, retrier, symbol: 'BTC/USDT', timeframe: setup.timeframe ?? '1m', ...range })
  return { server, retries, pages }
}

async function collect(pages: AsyncIterable<CandlePage>): Promise<CandlePage[]> {
  const list: CandlePage[] = []
  for await (const page of pages) list.push(page)
  return list
}

function timesOf(pages: readonly CandlePage[]): number[] {
  return pages.flatMap(({ bars }) => [...bars.time.subarray(0, bars.length)])
}

const minutes = (count: number, from = 0): number[] =>
  Array.from({ length: count }, (_, k) => START_AT + (from + k) * MINUTE_MS)

async function refusal(setup: Setup): Promise<PlimsollError> {
  const { pages } = await setUp(setup)
  const error = await collect(pages()).catch((caught) => caught)
  if (error instanceof PlimsollError) return error
  throw new Error(`it was no PlimsollError: ${error}`)
}

test('gives pages in order, each bar once, and says how far it is', async () => {
  const { pages } = await setUp()
  const list = await collect(pages())
  expect(list.map(({ bars, gaps, doneMs }) => [bars.length, gaps, (doneMs - START_AT) / MINUTE_MS])).toEqual([
    [1000, [], 1000],
    [1000, [], 2000],
    [500, [], 2500],
  ])
  expect(timesOf(list)).toEqual(minutes(2500))
})

test('begins at the first bar that opens at or after the start, and ends before the end', async () => {
  const { pages } = await setUp({ fromMs: START_AT + 1, toMs: START_AT + 3 * MINUTE_MS })
  expect(timesOf(await collect(pages()))).toEqual(minutes(2, 1))
})

test('an empty range asks for nothing', async () => {
  const { server, pages } = await setUp({ toMs: START_AT })
  expect(await collect(pages())).toEqual([])
  expect(server.klineRequests).toEqual([])
})

describe('the forming bar', () => {
  const now = START_AT + 10 * MINUTE_MS + 30_000

  test('is never given', async () => {
    const { pages } = await setUp({ now, klines: syntheticKlines({ now: () => now }) })
    expect(timesOf(await collect(pages()))).toEqual(minutes(10))
  })

  test('is not given either when our clock is ahead of that of the exchange', async () => {
    const ahead = now + 3_600_000
    const { server, pages } = await setUp({ now: ahead, date: () => now, klines: syntheticKlines({ now: () => now }) })
    expect(timesOf(await collect(pages()))).toEqual(minutes(10))
    expect(server.klineRequests).toHaveLength(1)
  })

  test('nothing is asked for before the first bar has closed', async () => {
    const { server, pages } = await setUp({ now: START_AT + MINUTE_MS - 1 })
    expect(await collect(pages())).toEqual([])
    expect(server.klineRequests).toEqual([])
  })

  test('a bar is given a second after it has closed', async () => {
    const given = async (at: number) => timesOf(await collect((await setUp({ now: at, date: () => at })).pages()))
    expect(await given(START_AT + MINUTE_MS)).toEqual([])
    expect(await given(START_AT + MINUTE_MS + 1000)).toEqual(minutes(1))
  })

  test('a page that ends where the clock of the exchange is behind leaves no hole for a later one', async () => {
    // It is set right while the first page is on its way.
    const dates = [START_AT, START_AT + 500 * MINUTE_MS + 1000]
    const { pages } = await setUp({ date: () => dates.shift() ?? START_AT + 1e10 })
    expect(timesOf(await collect(pages()))).toEqual(minutes(500))
  })
})

describe('how far it is', () => {
  const now = START_AT + 100 * MINUTE_MS + 1000

  test('reaches to the last bar, and beyond it to an hour ago: until then the exchange may only be late', async () => {
    const done = async (lastMinute: number) => {
      const klines = syntheticKlines({ goneAt: START_AT + (lastMinute + 1) * MINUTE_MS })
      const { pages } = await setUp({ now, klines })
      return (await collect(pages())).map(({ doneMs }) => (doneMs - START_AT) / MINUTE_MS)
    }
    expect(await done(95)).toEqual([96])
    expect(await done(30)).toEqual([40])
    expect(await done(-1)).toEqual([40])
  })
})

describe('gaps', () => {
  test('are told with the bar before and the bars that are missing, also from one page to the next', async () => {
    const missing = new Set([5, 6, 7, 999, 1000, 1001].map((k) => START_AT + k * MINUTE_MS))
    const { pages } = await setUp({ klines: syntheticKlines({ isMissing: (at) => missing.has(at) }) })
    const list = await collect(pages())
    expect(list.map(({ gaps }) => gaps)).toEqual([
      [{ afterTime: START_AT + 4 * MINUTE_MS, missingBars: 3 }],
      [{ afterTime: START_AT + 998 * MINUTE_MS, missingBars: 3 }],
      [],
    ])
  })

  test('the years before a market was listed are found by days, not by pages', async () => {
    const listedAt = Date.UTC(2023, 11, 31, 7, 30)
    const { server, pages } = await setUp({
      fromMs: Date.UTC(2010, 0),
      toMs: Date.UTC(2024, 0, 1),
      klines: syntheticKlines({ listedAt }),
    })
    const list = await collect(pages())
    expect(timesOf(list)[0]).toBe(listedAt)
    expect(timesOf(list)).toHaveLength(990)
    expect(list.flatMap(({ gaps }) => gaps)).toEqual([])
    expect(server.klineRequests.length).toBeLessThan(10)
  })

  test('the years after a market has gone, too', async () => {
    const { server, pages } = await setUp({
      toMs: Date.UTC(2030, 0),
      now: Date.UTC(2031, 0),
      klines: syntheticKlines({ goneAt: START_AT + 100 * MINUTE_MS }),
    })
    expect(timesOf(await collect(pages()))).toEqual(minutes(100))
    expect(server.klineRequests.length).toBeLessThan(10)
  })

  test('a hole of several pages is passed over and told once', async () => {
    const isMissing = (at: number): boolean => at >= START_AT + 100 * MINUTE_MS && at < START_AT + 40_000 * MINUTE_MS
    const klines = syntheticKlines({ isMissing })
    const { server, pages } = await setUp({ toMs: START_AT + 40_100 * MINUTE_MS, klines })
    const list = await collect(pages())
    expect(timesOf(list)).toEqual([...minutes(100), ...minutes(100, 40_000)])
    expect(list.flatMap(({ gaps }) => gaps)).toEqual([{ afterTime: START_AT + 99 * MINUTE_MS, missingBars: 39_900 }])
    expect(server.klineRequests).toHaveLength(6)
  })
})

test('whatever is missing, exactly the bars that the exchange has are given, and gaps account for the rest', async () => {
  let missing = new Set<number>()
  const klines = syntheticKlines({ isMissing: (at) => missing.has((at - START_AT) / MINUTE_MS) })
  const { pages } = await setUp({ klines })
  const holes = fc.array(fc.tuple(fc.nat(2499), fc.nat(300)), { maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(holes, async (spans) => {
      missing = new Set(spans.flatMap(([from, count]) => Array.from({ length: count }, (_, k) => from + k)))
      const list = await collect(pages())
      const there = minutes(2500).filter((_, k) => !missing.has(k))
      expect(timesOf(list)).toEqual(there)
      const told = list.flatMap(({ gaps }) => gaps).reduce((sum, { missingBars }) => sum + missingBars, 0)
      const span = ((there.at(-1) ?? 0) - (there[0] ?? 0)) / MINUTE_MS + 1
      expect(told).toBe(span - there.length)
    }),
    { numRuns: 8 },
  )
})

describe('what is refused', () => {
  const rows = (change: (list: Kline[]) => readonly unknown[]): Setup => ({ faults: { 2: { type: 'rows', change } } })
  const withRow = (k: number, change: (row: Kline) => readonly unknown[]): Setup =>
    rows((list) => list.map((row, i) => (i === k ? change(row) : row)))

  test.each<[string, Setup, string]>([
    [
      'a duplicate',
      rows((list) => [...list.slice(0, 3), list[2], ...list.slice(3)]),
      'is a duplicate of the row before',
    ],
    ['a bar between two minutes', withRow(3, ([at, ...rest]) => [at + 30_000, ...rest]), 'which is less than 1m'],
    [
      'a last bar off the grid',
      rows((list) => [...list.slice(0, 5).map(([at, ...rest]) => [at + 30_000, ...rest])]),
      'no bar opens at 2024-01-01 16:40:30',
    ],
    ['a price of 0', withRow(3, ([at, ...rest]) => [at, '0', ...rest.slice(1)]), 'open 0 is not a price above 0'],
    ['a price that is text', withRow(3, ([at, ...rest]) => [at, 'NaN', ...rest.slice(1)]), 'is not a price above 0'],
    [
      'a high below the low',
      withRow(3, ([at, open, , , ...rest]) => [at, open, '1', '2', ...rest]),
      'high 1 is below low 2',
    ],
  ])('%s, with the page it is in', async (_, setup, message) => {
    const error = await refusal(setup)
    expect(error.code).toBe('data')
    expect(error.message).toMatch(/^binance BTC\/USDT 1m/)
    expect(error.message).toContain(message)
    expect(error.cure).toContain('Nothing of this page was kept')
  })

  test('the pages before are given', async () => {
    const { pages } = await setUp(rows((list) => [list[0], list[0]]))
    const lengths: number[] = []
    const work = async (): Promise<void> => {
      for await (const { bars } of pages()) lengths.push(bars.length)
    }
    await expect(work()).rejects.toThrow('duplicate')
    expect(lengths).toEqual([1000])
  })
})

describe('failures', () => {
  test.each<[string, Setup, string | RegExp]>([
    [
      '429',
      { faults: { 2: { type: 'status', status: 429, headers: { 'retry-after': '0' } } } },
      /429.*too many requests/,
    ],
    [
      '500',
      { faults: { 2: { type: 'status', status: 500, body: '{"code":-1001}' } } },
      'binance answers 500 {"code":-1001}',
    ],
    [
      'a page of a proxy',
      { faults: { 2: { type: 'body', body: '<html>', contentType: 'text/html' } } },
      'no JSON: <html>',
    ],
    ['truncated JSON', { faults: { 2: { type: 'truncated' } } }, 'no JSON'],
    ['a reset in the middle', { faults: { 2: { type: 'reset' } } }, 'the connection to binance failed'],
    ['a hanging socket', { faults: { 2: { type: 'hang' } }, timeoutMs: 300 }, 'does not answer within 300 ms'],
    ['a slow drip', { faults: { 2: { type: 'drip' } }, timeoutMs: 300 }, 'does not answer within 300 ms'],
  ])('%s is told and asked again, and nothing is lost or doubled', async (_, setup, reason) => {
    const { server, retries, pages } = await setUp(setup)
    expect(timesOf(await collect(pages()))).toEqual(minutes(2500))
    expect(retries).toHaveLength(1)
    expect(retries[0]?.reason).toMatch(reason)
    expect(server.klineRequests).toHaveLength(4)
    expect(server.klineRequests[1]).toBe(server.klineRequests[2])
  })

  test('Retry-After is kept to', async () => {
    const { server, pages } = await setUp({
      faults: { 1: { type: 'status', status: 429, headers: { 'retry-after': '1' } } },
      toMs: START_AT + MINUTE_MS,
    })
    await collect(pages())
    const [first = 0, second = 0] = server.arrivals
    expect(second - first).toBeGreaterThanOrEqual(1000)
  })

  test('418 is a ban: no request more, and it says how long', async () => {
    const faults = { 2: { type: 'status', status: 418, headers: { 'retry-after': '120' } } } as const
    const { server, pages } = await setUp({ faults })
    await expect(collect(pages())).rejects.toMatchObject({
      code: 'io',
      message: expect.stringMatching(/^binance has banned this address \(418\): for 120 s, until 2024-/),
      cure: expect.stringContaining('goes on where it stopped'),
    })
    expect(server.klineRequests).toHaveLength(2)
  })

  test('a 4xx is the end at once', async () => {
    const body = '{"code":-1121,"msg":"Invalid symbol."}'
    const { server, retries, pages } = await setUp({ faults: { 1: { type: 'status', status: 400, body } } })
    await expect(collect(pages())).rejects.toThrow(`binance answers 400 ${body}`)
    expect([server.klineRequests.length, retries.length]).toEqual([1, 0])
  })

  test('an exchange that only fails is given up', async () => {
    const faults = Object.fromEntries(
      Array.from({ length: 30 }, (_, k) => [k + 1, { type: 'status', status: 500 } as const]),
    )
    const { server, pages } = await setUp({ faults })
    await expect(collect(pages())).rejects.toThrow('binance answers 500 (7 attempts)')
    expect(server.klineRequests).toHaveLength(7)
  })
})

describe('aborting', () => {
  test('while a page is used ends after it, without an error', async () => {
    const controller = new AbortController()
    const { server, pages } = await setUp({ signal: controller.signal })
    const list: CandlePage[] = []
    for await (const page of pages()) {
      list.push(page)
      controller.abort()
    }
    expect(timesOf(list)).toEqual(minutes(1000))
    expect(server.klineRequests).toHaveLength(1)
  })

  test('while the exchange is silent ends at once', async () => {
    const controller = new AbortController()
    const { server, pages } = await setUp({ signal: controller.signal, faults: { 2: { type: 'hang' } } })
    const done = collect(pages())
    await expect.poll(() => server.klineRequests.length, { interval: 5 }).toBe(2)
    controller.abort()
    expect(timesOf(await done)).toEqual(minutes(1000))
  })
})
