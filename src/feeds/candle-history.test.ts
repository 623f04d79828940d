import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openCandleHistory } from './candle-history.ts'
import type { HistoryExchange } from './history-exchanges.ts'
import { RequestFailure } from './request-failure.ts'
import { BinanceServer, type BinanceServerOptions } from './testing/binance-server.ts'
import type { KlineSource } from './testing/synthetic-klines.ts'

const START_AT = Date.UTC(2024, 0, 1)
const servers: BinanceServer[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

async function open(market: 'spot' | 'swap', options: BinanceServerOptions = {}) {
  const server = await BinanceServer.start(options)
  servers.push(server)
  const history = await openCandleHistory({ exchange: 'binance', market, url: `${server.url}/`, timeoutMs: 5000 })
  return { server, history }
}

test('asks Binance spot for its symbols once, then for one page', async () => {
  const { server, history } = await open('spot')
  await history.loadSymbols()
  const { rows } = await history.fetchPage('BTC/USDT', '5m', START_AT)
  expect(server.otherRequests).toEqual(['/api/v3/exchangeInfo'])
  expect(server.klineRequests).toEqual([
    `/api/v3/klines?interval=5m&limit=1000&symbol=BTCUSDT&startTime=${START_AT}&endTime=${START_AT + 300_000_000 - 1}`,
  ])
  expect([rows.length, rows.timestamp.values[0], rows.timestamp.values[999]]).toEqual([
    1000,
    START_AT,
    START_AT + 999 * 300_000,
  ])
})

test('asks Binance futures for perpetuals', async () => {
  const { server, history } = await open('swap')
  await history.loadSymbols()
  expect(history.findSymbol('1000pepe/usdt')).toBe('1000PEPE/USDT:USDT')
  await history.fetchPage('BTC/USDT:USDT', '1h', START_AT)
  expect(server.otherRequests).toEqual(['/fapi/v1/exchangeInfo'])
  expect(server.klineRequests).toEqual([
    `/fapi/v1/klines?interval=1h&limit=1000&symbol=BTCUSDT&startTime=${START_AT}&endTime=${START_AT + 3_600_000_000 - 1}`,
  ])
})

test('numbers are those that the exchange wrote', async () => {
  const row = [
    START_AT,
    '0.00001234',
    '6737.79000000',
    '0.00000001',
    '1e-7',
    '121.20139100',
    0,
    '',
    0,
    '',
    '',
    '0',
  ] as const
  const { history } = await open('spot', { klines: () => [row] })
  await history.loadSymbols()
  const { rows } = await history.fetchPage('BTC/USDT', '5m', START_AT)
  const values = [rows.open, rows.high, rows.low, rows.close, rows.volume].map((column) => column.values[0])
  expect(values).toEqual([0.00001234, 6737.79, 1e-8, 1e-7, 121.201391])
})

test('a value that is no number is NaN, never 0', async () => {
  const broken: KlineSource = () => JSON.parse(`[[${START_AT},"abc",null,"","1","2"]]`)
  const { history } = await open('spot', { klines: broken })
  await history.loadSymbols()
  const { rows } = await history.fetchPage('BTC/USDT', '5m', START_AT)
  expect([rows.open.values[0], rows.high.values[0], rows.low.values[0]]).toEqual([Number.NaN, Number.NaN, Number.NaN])
})

test('the clock that is behind counts, less a second: ours or that of the exchange', async () => {
  for (const [server, own, expected] of [
    [START_AT, START_AT + 5000, START_AT],
    [START_AT + 5000, START_AT, START_AT],
  ] as const) {
    const { url } = servers[servers.push(await BinanceServer.start({ date: () => server })) - 1] as BinanceServer
    const history = await openCandleHistory({ exchange: 'binance', market: 'spot', url, now: () => own })
    await history.loadSymbols()
    expect((await history.fetchPage('BTC/USDT', '5m', START_AT)).at).toBe(expected - 1000)
  }
})

test.each([
  [-60_000, START_AT],
  [60_000, START_AT - 70_000],
])('an answer is as old as its question, by our clock or one that is %i ms behind', async (behindMs, askedAt) => {
  let clock = START_AT
  const server = await BinanceServer.start({
    date: () => clock - behindMs,
    // The candle of the last five minutes closes while the answer is on its way.
    klines: () => {
      clock += 10_000
      return []
    },
  })
  servers.push(server)
  const history = await openCandleHistory({ exchange: 'binance', market: 'spot', url: server.url, now: () => clock })
  await history.loadSymbols()
  const { at } = await history.fetchPage('BTC/USDT', '5m', START_AT - 300_000)
  expect(at).toBe(askedAt - 1000)
})

test.each(['{}', '{"code":-1121,"msg":"Invalid symbol."}', '{"symbols":[]}'])(
  '200 with %s is not taken for no candles',
  async (body) => {
    const { history } = await open('spot', { faults: { 1: { type: 'body', body } } })
    await history.loadSymbols()
    const failure = await history.fetchPage('BTC/USDT', '5m', START_AT).catch((error) => error)
    expect(failure).toBeInstanceOf(RequestFailure)
    expect(failure.message).toContain(body.slice(0, 20))
  },
)

test('a list without symbols is a failure that passes', async () => {
  const { history } = await open('spot', { infoFaults: { 1: { type: 'body', body: '{"symbols":[]}' } } })
  await expect(history.loadSymbols()).rejects.toMatchObject({
    isPassing: true,
    message: 'binance names no spot market',
  })
  await history.loadSymbols()
  expect(history.findSymbol('BTC/USDT')).toBe('BTC/USDT')
})

test('a market that an exchange does not have is refused', async () => {
  await expect(openCandleHistory({ exchange: 'coinbase', market: 'swap' })).rejects.toThrow(
    'the history of coinbase has no swap markets here',
  )
})

test('a timeframe that an exchange does not have is refused with those that it has', async () => {
  const history = await openCandleHistory({ exchange: 'coinbase', market: 'spot' })
  expect(() => history.refuseTimeframe('4h')).toThrow(
    expect.objectContaining({
      message: 'coinbase has no candles of 4h',
      cure: 'It has 1m, 5m, 15m, 30m, 1h, 1d. Larger ones can be made: plimsoll data resample.',
    }),
  )
  history.refuseTimeframe('1h')
})

// What ccxt sends to the others: read on the wire, so that a new version that asks in another way is noticed.
const PATHS: Readonly<Record<Exclude<HistoryExchange, 'binance'>, readonly string[]>> = {
  bybit: ['/v5/market/instruments-info?category=spot'],
  okx: ['/api/v5/public/instruments?instType=SPOT'],
  mexc: ['/api/v3/exchangeInfo', '/api/v1/contract/detail'],
  coinbase: ['/api/v3/brokerage/market/products'],
}

describe('the other exchanges', () => {
  for (const exchange of ['bybit', 'okx', 'mexc', 'coinbase'] as const) {
    test(`${exchange} is asked at the host that was named, and only there`, async () => {
      const asked: string[] = []
      const server = createServer((request, response) => {
        asked.push(request.url ?? '')
        response.writeHead(503).end()
      })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      const address = server.address()
      const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/proxy`
      const history = await openCandleHistory({ exchange, market: 'spot', url })
      await expect(history.loadSymbols()).rejects.toMatchObject({ isPassing: true, message: `${exchange} answers 503` })
      server.close()
      expect(asked.length).toBeGreaterThan(0)
      const expected = PATHS[exchange].map((path) => `/proxy${path}`)
      for (const path of asked)
        expect(
          expected.some((one) => path.startsWith(one)),
          path,
        ).toBe(true)
    })
  }
})

const RECORDING = new URL('../../../shared/data/payloads/http-recordings/binance-http.json.gz', import.meta.url)
const hasRecording = existsSync(RECORDING)
const note = hasRecording ? '' : ' (skipped: ../shared/data/payloads is not there)'

const routesSchema = z.object({
  routes: z.record(
    z.string(),
    z.object({ GET: z.array(z.object({ data: z.unknown(), queryString: z.string() })).optional() }),
  ),
})

test.skipIf(!hasRecording)(`reads what Binance really answered${note}`, async () => {
  const { routes } = routesSchema.parse(JSON.parse(gunzipSync(readFileSync(RECORDING)).toString()))
  for (const [market, prefix, symbol] of [
    ['spot', '/api/v3', 'BTC/USDT'],
    ['swap', '/fapi/v1', 'BTC/USDT:USDT'],
  ] as const) {
    const info = JSON.stringify(routes[`${prefix}/exchangeInfo`]?.GET?.[0]?.data)
    const { server, history } = await open(market, { infoFaults: { 1: { type: 'body', body: info } } })
    await history.loadSymbols()
    for (const { data, queryString } of routes[`${prefix}/klines`]?.GET ?? []) {
      const recorded = z.array(z.tuple([z.number(), z.string()], z.unknown())).parse(data)
      server.restart({ 1: { type: 'body', body: JSON.stringify(recorded) } })
      const { rows } = await history.fetchPage(symbol, '1d', recorded[0]?.[0] ?? 0)
      expect(rows.length, queryString).toBe(recorded.length)
      for (const [i, [at, open]] of recorded.entries()) {
        expect([rows.timestamp.values[i], rows.open.values[i]]).toEqual([at, Number(open)])
      }
    }
  }
})
