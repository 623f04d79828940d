import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { BinanceServer } from '../../src/feeds/testing/binance-server.ts'
import { syntheticKlines } from '../../src/feeds/testing/synthetic-klines.ts'
import { type CliResult, runCli } from './run-cli.ts'

const KEY = 'binance/spot/BTC/USDT/1h'
const SPRING = ['--symbol', 'BTC/USDT', '--timeframe', '1h', '--timerange', '20240101-20240401']

let server: BinanceServer
let cwd = ''
beforeAll(async () => {
  server = await BinanceServer.start({ klines: syntheticKlines() })
  cwd = mkdtempSync(join(tmpdir(), 'plimsoll-told-'))
})
afterAll(async () => {
  await server.close()
  rmSync(cwd, { recursive: true })
})
beforeEach(() => server.restart())

function data(...args: string[]): Promise<CliResult> {
  return runCli(['data', ...args], { cwd })
}

function download(lake: string, flags: readonly string[], url = server.url): Promise<CliResult> {
  return data('download', ...flags, '--datadir', lake, '--exchange-url', url)
}

test('what repair says to download makes the lake what it was', async () => {
  expect((await download('whole', SPRING)).code).toBe(0)
  cpSync(join(cwd, 'whole'), join(cwd, 'broken'), { recursive: true })
  const month = 'binance/spot/BTC-USDT/1h/2024-02.parquet'
  const bytes = readFileSync(join(cwd, 'whole', month))
  writeFileSync(join(cwd, 'broken', month), bytes.subarray(0, 900))
  const { stdout } = await data('repair', KEY, '--datadir', 'broken')
  const [, command = ''] = /again: plimsoll data download (.*)$/m.exec(stdout) ?? []
  server.restart()
  expect(await data('download', ...command.split(' '), '--exchange-url', server.url)).toMatchObject({ code: 0 })
  expect(server.klineRequests).toHaveLength(1)
  expect(readFileSync(join(cwd, 'broken', month)).equals(bytes)).toBe(true)
  server.restart()
  expect((await data('verify', '--datadir', 'broken')).stdout).not.toContain('open:')
})

test('verify and repair tell holes that nobody has asked for from those that the exchange has', async () => {
  const rows = [0, 1, 2, 5, 6].map((hour) => `${Date.UTC(2024, 0, 1, hour)},1,1,1,1,1`)
  writeFileSync(join(cwd, 'BTCUSDT-1h.csv'), `timestamp,open,high,low,close,volume\n${rows.join('\n')}\n`)
  const spot = ['--exchange', 'binance', '--market', 'spot', '--datadir', 'open']
  await data('import', 'BTCUSDT-1h.csv', '--provenance', 'real', ...spot)
  const line =
    `${KEY}: 2 bars in 1 gap between 2024-01-01 03:00 and 2024-01-01 05:00 may be there at the exchange: plimsoll data ` +
    'download --exchange binance --market spot --symbol BTC/USDT --timeframe 1h --timerange 20240101-20240102 --datadir open\n'
  const { stdout } = await data('verify', '--datadir', 'open')
  expect(stdout).toMatch(/^candles .* gaps +missing +open +odd +broken$/m)
  expect(stdout).toMatch(/^binance.* 1 +2 +2 +0 +0$/m)
  expect(stdout).toContain(`open: ${line}`)
  expect((await data('repair', '--datadir', 'open')).stdout).toBe(`Nothing to repair in 1 sets of candles.\n${line}`)
  server.restart({ 1: { type: 'rows', change: () => [] } })
  await download('open', SPRING.with(-1, '20240101-20240102'))
  const after = await data('verify', '--datadir', 'open')
  expect(after.stdout).toMatch(/^binance.* 1 +2 +0 +0 +0$/m)
  expect(after.stdout).not.toContain('open:')
})

test('another host is named in the lake, and http to another machine is warned of', async () => {
  const week = SPRING.with(-1, '20240101-20240108')
  const { host, port } = new URL(server.url)
  expect(await download('hosts', week, `${server.url}/`)).toMatchObject({ code: 0, stderr: '' })
  expect((await data('list', '--datadir', 'hosts')).stdout).toContain(`binance at ${host}`)
  // The same server under an address that is not one of this machine alone.
  const { code, stderr } = await download('hosts', week.with(1, 'ETH/USDT'), `http://0.0.0.0:${port}`)
  expect([code, stderr]).toEqual([
    0,
    `warning: 0.0.0.0:${port} is asked over http: whoever is on the way can change the candles. Use https://0.0.0.0:${port}.\n`,
  ])
  const list = JSON.parse((await data('list', '--datadir', 'hosts', '--json')).stdout)
  expect(list.map(({ sources }: { sources: string[] }) => sources)).toEqual([
    [`binance at ${host}`],
    [`binance at 0.0.0.0:${port}`],
  ])
})

test('keys that are finished are told also when a later one fails', async () => {
  const both = SPRING.with(1, 'BTC/USDT,ETH/USDT')
  const ban = { 4: { type: 'status', status: 418 } } as const
  server.restart(ban)
  const words = await download('words', both)
  expect([words.code, words.stderr]).toEqual([1, expect.stringContaining('banned this address')])
  expect(words.stdout).toMatch(/^binance +spot +BTC\/USDT +1h +2184 /m)
  expect(words.stdout).not.toContain('ETH')
  server.restart(ban)
  const document = JSON.parse((await download('json', [...both, '--json'])).stdout)
  expect(document).toMatchObject({ stopped: true, downloads: [{ key: { symbol: 'BTC/USDT' }, added: 2184 }] })
})
