import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { BinanceServer } from '../../src/feeds/testing/binance-server.ts'
import { syntheticKlines } from '../../src/feeds/testing/synthetic-klines.ts'
import { CandleLake } from '../../src/store/lake/candle-lake.ts'
import type { LakeKey } from '../../src/store/lake/lake-key.ts'
import { type CliResult, runCli } from './run-cli.ts'

const LAUNCHER = fileURLToPath(new URL('../../bin/plimsoll.js', import.meta.url))
const KEY: LakeKey = { exchange: 'binance', market: 'spot', symbol: 'BTC/USDT', timeframe: '1h' }
/** 366 days of 24 hours: nine pages. */
const YEAR = ['--symbol', 'BTC/USDT', '--timeframe', '1h', '--timerange', '20240101-20250101']
const YEAR_BARS = 8784
/** 25 hours in February are missing: the exchange was down. */
const DOWN_AT = Date.UTC(2024, 1, 10)
const isMissing = (at: number): boolean => at >= DOWN_AT && at < DOWN_AT + 25 * 3_600_000

let server: BinanceServer
let folder = ''
beforeAll(async () => {
  // One for all: its port is in the lakes, which are compared.
  server = await BinanceServer.start({ klines: syntheticKlines({ isMissing }) })
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-download-'))
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})
beforeEach(() => server.restart())
afterEach(() => {
  for (const user of globSync('*', { cwd: folder })) {
    if (user !== 'undisturbed') rmSync(join(folder, user), { recursive: true })
  }
})

function argumentsOf(user: string, flags: readonly string[]): string[] {
  return ['data', 'download', '--userdir', join(folder, user), '--exchange-url', server.url, ...flags]
}

function download(user: string, ...flags: string[]): Promise<CliResult> {
  return runCli(argumentsOf(user, flags))
}

/** The same in a process that can be killed. */
function start(user: string, ...flags: string[]): { child: ChildProcess; ended: Promise<CliResult> } {
  const child = spawn(process.execPath, [LAUNCHER, ...argumentsOf(user, flags)], { timeout: 60_000 })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (data) => (stdout += data))
  child.stderr.on('data', (data) => (stderr += data))
  const ended = new Promise<CliResult>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
  return { child, ended }
}

/** The Parquet files of a user's lake, each with a hash of its bytes. */
function filesOf(user: string): Record<string, string> {
  const root = join(folder, user, 'data', 'candles')
  const names = globSync('**/*.parquet', { cwd: root }).sort()
  return Object.fromEntries(
    names.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(root, name)))
        .digest('hex'),
    ]),
  )
}

async function timesIn(user: string, key = KEY): Promise<number[]> {
  const lake = await CandleLake.open(join(folder, user, 'data', 'candles'))
  try {
    const bars = await lake.read(key)
    return [...bars.time.subarray(0, bars.length)]
  } finally {
    await lake.close()
  }
}

describe('a download', () => {
  test('brings candles into the lake, tells gaps, and goes on where it ended', async () => {
    const first = await download('a', ...YEAR.with(-1, '20240101-20240301'))
    expect(first.stderr).toBe(
      'binance/spot/BTC/USDT/1h: the exchange has no candles for 25 bars after 2024-02-09 23:00\n',
    )
    expect(first.stdout).toBe(
      [
        'exchange  market  symbol    timeframe  added  revised  gaps  missing  bars  from              to',
        'binance   spot    BTC/USDT  1h          1415        0     1       25  1415  2024-01-01 00:00  2024-02-29 23:00',
        '',
      ].join('\n'),
    )
    expect(server.klineRequests).toHaveLength(2)
    server.restart()
    const second = JSON.parse((await download('a', ...YEAR, '--json')).stdout)
    expect(second).toEqual({
      stopped: false,
      downloads: [
        {
          key: KEY,
          received: 7344,
          added: 7344,
          revised: 0,
          gaps: 0,
          missingBars: 0,
          lake: { bars: YEAR_BARS - 25, from: Date.UTC(2024, 0), to: Date.UTC(2024, 11, 31, 23) },
        },
      ],
    })
    expect(server.klineRequests[0]).toContain(`startTime=${Date.UTC(2024, 2)}&`)
    expect((await timesIn('a')).length).toBe(YEAR_BARS - 25)
    server.restart()
    const third = JSON.parse((await download('a', ...YEAR, '--json')).stdout)
    expect([third.downloads[0].received, server.klineRequests]).toEqual([0, []])
  })

  test('takes several symbols and timeframes, and perpetuals', async () => {
    const flags = [
      '--market',
      'swap',
      '--symbol',
      'btc/usdt,ETH/USDT:USDT',
      '-i',
      '1h,1d',
      '--timerange',
      '20240101-20240105',
    ]
    const { stdout, stderr } = await download('a', ...flags, '--json')
    expect(stderr).toBe('')
    const rows: unknown[] = JSON.parse(stdout).downloads.map(({ key, added }: { key: LakeKey; added: number }) => [
      key.market,
      key.symbol,
      key.timeframe,
      added,
    ])
    expect(rows).toEqual([
      ['swap', 'BTC/USDT:USDT', '1h', 96],
      ['swap', 'BTC/USDT:USDT', '1d', 4],
      ['swap', 'ETH/USDT:USDT', '1h', 96],
      ['swap', 'ETH/USDT:USDT', '1d', 4],
    ])
  })

  test('--days ends with the last bar that has closed', async () => {
    const startedAt = Date.now()
    const { stdout } = await download('a', '--symbol', 'BTC/USDT', '-i', '1h', '--days', '2', '--json')
    const { from, to } = JSON.parse(stdout).downloads[0].lake
    expect(from).toBe(Math.floor(startedAt / 86_400_000) * 86_400_000 - 2 * 86_400_000)
    expect(to).toBeLessThanOrEqual(Date.now() - 3_600_000)
    expect(to).toBeGreaterThan(startedAt - 2 * 3_600_000 - 2000)
  })

  test('what lies between the candles that are there and those that are asked for comes too, and is told', async () => {
    await download('a', ...YEAR.with(-1, '20240301-20240302'))
    const { stderr } = await download('a', ...YEAR.with(-1, '20240305-20240306'))
    expect(stderr).toBe('also downloading 2024-03-02 00:00 to 2024-03-06 00:00: up to the candles that are there\n')
    expect(await timesIn('a')).toHaveLength(5 * 24)
  })

  test('--again finds what the exchange has corrected', async () => {
    await download('a', ...YEAR.with(-1, '20240101-20240102'))
    server.restart({
      1: { type: 'rows', change: (rows) => rows.map((row, k) => (k === 3 ? row.with(5, '7.5') : row)) },
    })
    const { stdout } = await download('a', ...YEAR.with(-1, '20240101-20240102'), '--again', '--json')
    expect(JSON.parse(stdout).downloads[0]).toMatchObject({ received: 24, added: 0, revised: 1 })
  })
})

describe('an undisturbed download and one that was disturbed end with the same lake, bit for bit', () => {
  let undisturbed: Record<string, string> = {}
  beforeAll(async () => {
    expect((await download('undisturbed', ...YEAR)).code).toBe(0)
    undisturbed = filesOf('undisturbed')
    expect(Object.keys(undisturbed)).toHaveLength(12)
  }, 60_000)

  test('when the connection breaks in the middle of page 3, and a ban ends it', async () => {
    server.restart({ 3: { type: 'reset' }, 4: { type: 'status', status: 418, headers: { 'retry-after': '60' } } })
    const { code, stderr } = await download('disturbed', ...YEAR)
    expect(code).toBe(1)
    expect(stderr).toMatch(/the connection to binance failed: .*: trying again in \d\.\d s/)
    expect(stderr).toMatch(/error: binance has banned this address \(418\): for 60 s, until .* UTC/)
    expect(await timesIn('disturbed')).toHaveLength(2000 - 25)
    server.restart()
    expect((await download('disturbed', ...YEAR)).code).toBe(0)
    expect(server.klineRequests).toHaveLength(7)
    expect(filesOf('disturbed')).toEqual(undisturbed)
  })

  test('when everything that passes comes, one after the other', async () => {
    server.restart({
      2: { type: 'reset' },
      4: { type: 'status', status: 429, headers: { 'retry-after': '1' } },
      6: { type: 'truncated' },
      8: { type: 'body', body: '<html>maintenance</html>', contentType: 'text/html' },
      10: { type: 'status', status: 503 },
    })
    const { code, stderr } = await download('disturbed', ...YEAR)
    expect(code).toBe(0)
    expect(stderr.match(/trying again in/g)).toHaveLength(5)
    expect(filesOf('disturbed')).toEqual(undisturbed)
  })

  test('when it is killed after a part was written', async () => {
    // 34,848 bars less a gap; what has come is written when it is 20,000, which is after page 21.
    const months = ['--symbol', 'ETH/USDT', '-i', '5m', '--timerange', '20240101-20240501']
    expect((await download('undisturbed', ...months)).code).toBe(0)
    server.restart({ 25: { type: 'hang' } })
    const { child, ended } = start('disturbed', ...months)
    await expect.poll(() => server.klineRequests.length, { timeout: 30_000, interval: 10 }).toBe(25)
    child.kill('SIGKILL')
    await ended
    const key: LakeKey = { ...KEY, symbol: 'ETH/USDT', timeframe: '5m' }
    const written = (await timesIn('disturbed', key)).length
    expect(written).toBeGreaterThanOrEqual(20_000)
    server.restart()
    expect((await download('disturbed', ...months)).code).toBe(0)
    // 300 bars of the first months are missing.
    expect(server.klineRequests).toHaveLength(Math.ceil((34_848 - 300 - written) / 1000))
    const files = Object.entries(filesOf('undisturbed')).filter(([name]) => name.includes('ETH'))
    expect(files).toHaveLength(4)
    expect(filesOf('disturbed')).toEqual(Object.fromEntries(files))
  })

  test('when it is stopped by Ctrl-C: what has come is written, and it says so', async () => {
    server.restart({ 4: { type: 'hang' } })
    const { child, ended } = start('disturbed', ...YEAR, '--json')
    await expect.poll(() => server.klineRequests.length, { timeout: 20_000, interval: 10 }).toBe(4)
    child.kill('SIGINT')
    const { code, stdout, stderr } = await ended
    expect(code).toBe(130)
    expect(stderr).toContain('stopping: what has come is written; the same command goes on from there\n')
    expect(JSON.parse(stdout)).toMatchObject({ stopped: true, downloads: [{ received: 3000 - 25, added: 3000 - 25 }] })
    server.restart()
    expect((await download('disturbed', ...YEAR)).code).toBe(0)
    expect(server.klineRequests).toHaveLength(6)
    expect(filesOf('disturbed')).toEqual(undisturbed)
  })
})

describe('what cannot be done is said, and nothing is written', () => {
  test.each<[string[], number, string]>([
    [
      ['--symbol', 'BTX/USDT'],
      2,
      'error: binance has no spot market "BTX/USDT"\n  Did you mean BTC/USDT or ETH/USDT or SOL/USDT?\n',
    ],
    [['--symbol', 'BTC/USDT', '-i', '7m'], 2, 'error: unknown timeframe "7m"'],
    [['--symbol', 'BTC/USDT', '--exchange', 'binanze'], 2, 'error: --exchange cannot be "binanze"'],
    [
      ['--symbol', 'BTC/USDT', '--exchange', 'coinbase', '--market', 'swap'],
      2,
      'error: the history of coinbase has no swap markets',
    ],
    [['--symbol', 'BTC/USDT', '--exchange', 'coinbase', '-i', '4h'], 2, 'error: coinbase has no candles of 4h'],
    [
      ['--symbol', 'BTC/USDT', '--days', '1', '--timerange', '20240101-'],
      2,
      'error: both --timerange and --days are given',
    ],
    [['--symbol', 'BTC/USDT', '--timerange', '20990101-'], 2, 'error: --timerange 20990101- is yet to come'],
    [['--symbol', 'BTC/USDT', '--exchange-url', 'ftp://x'], 2, 'error: --exchange-url cannot be "ftp://x"'],
    [[], 2, 'error: --symbol is missing'],
  ])('%j', async (flags, code, message) => {
    const result = await download('a', ...flags)
    expect([result.code, result.stdout]).toEqual([code, ''])
    expect(result.stderr).toContain(message)
    expect(filesOf('a')).toEqual({})
    expect(server.klineRequests).toEqual([])
  })

  test.each(['http', 'ftp'])('a password in --exchange-url is not repeated: %s', async (scheme) => {
    const url = `${scheme}://u:hunter2@127.0.0.1`
    const { code, stderr } = await download('a', '--symbol', 'BTC/USDT', '--exchange-url', url)
    expect([code, stderr]).toEqual([
      2,
      'error: --exchange-url holds more than a host and a path\n  Leave out user, password, ? and #.\n',
    ])
  })
})
