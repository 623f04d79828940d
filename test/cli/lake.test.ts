import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCli } from './run-cli.ts'

const START_AT = Date.UTC(2023, 11, 31, 12)
const HEADER = 'timestamp,open,high,low,close,volume'

let cwd = ''
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'plimsoll-lake-cli-'))
  writeFileSync(join(cwd, 'BTCUSDT-5m.csv'), text(288))
  writeFileSync(join(cwd, 'BTCUSDT-5m-more.csv.gz'), gzipSync(text(300)))
})
afterAll(() => rmSync(cwd, { recursive: true }))

/** 5-minute candles; candle k closes at 100 + k / 8. */
function text(count: number, from = START_AT): string {
  const rows = Array.from({ length: count }, (_, k) => {
    const close = 100 + k / 8
    return `${from + k * 300_000},${close},${close + 1},${close - 1},${close},${k}`
  })
  return `${HEADER}\n${rows.join('\n')}\n`
}

async function plimsoll(...args: string[]) {
  return runCli(args, { cwd })
}

/** A lake of its own for a test, with the first file in it. */
async function lakeWith(name: string): Promise<string[]> {
  const at = ['--datadir', name]
  const spot = ['--exchange', 'binance', '--market', 'spot', '--provenance', 'real']
  expect(await plimsoll('data', 'import', 'BTCUSDT-5m.csv', ...spot, ...at)).toMatchObject({ code: 0 })
  return at
}

const KEY = 'binance/spot/BTC/USDT/5m'

test('candles go into the lake of the user once, and come out as they were', async () => {
  const flags = ['--exchange', 'binance', '--market', 'spot', '--provenance', 'real']
  const first = await plimsoll('data', 'import', 'BTCUSDT-5m.csv', 'BTCUSDT-5m-more.csv.gz', ...flags)
  expect(first).toMatchObject({ code: 0, stderr: '' })
  expect(first.stdout).toBe(
    `${KEY}: 288 bars added, 0 revised, 0 unchanged (BTCUSDT-5m.csv)\n` +
      `${KEY}: 12 bars added, 0 revised, 288 unchanged (BTCUSDT-5m-more.csv.gz)\n`,
  )
  const folder = join(cwd, 'plimsoll/data/candles/binance/spot/BTC-USDT/5m')
  expect(readdirSync(folder).sort()).toEqual(['2023-12.parquet', '2024-01.parquet', 'manifest.json'])
  const { stdout } = await plimsoll('data', 'list', '--json')
  expect(JSON.parse(stdout)).toMatchObject([
    {
      exchange: 'binance',
      market: 'spot',
      symbol: 'BTC/USDT',
      timeframe: '5m',
      provenance: 'real',
      sources: ['BTCUSDT-5m.csv', 'BTCUSDT-5m-more.csv.gz'],
      bars: 300,
      from: '2023-12-31T12:00:00.000Z',
      to: '2024-01-01T12:55:00.000Z',
      gaps: 0,
      missingBars: 0,
      months: 2,
      broken: [],
      lastCloseAt: '2024-01-01T13:00:00.000Z',
    },
  ])
  const list = await plimsoll('data', 'list')
  expect(list.stdout).toMatch(
    /^binance\/spot\/BTC\/USDT\/5m +300 +2023-12-31 12:00 +2024-01-01 12:55 +0 +0 +0\.\d\d +real +BTCUSDT-5m\.csv, BTCUSDT-5m-more\.csv\.gz +\d+d +whole$/m,
  )
  expect(await plimsoll('data', 'export', KEY, '--out', 'out.csv.gz')).toMatchObject({
    code: 0,
    stdout: `out.csv.gz: 300 bars of ${KEY}\n`,
  })
  expect(gunzipSync(readFileSync(join(cwd, 'out.csv.gz'))).toString()).toBe(text(300))
})

test('an import needs to know what it brings', async () => {
  expect(await plimsoll('data', 'import', 'BTCUSDT-5m.csv', '--exchange', 'binance', '--market', 'spot')).toMatchObject(
    {
      code: 2,
      stderr: 'error: --provenance is missing\n  Add --provenance <kind>.\n',
    },
  )
  expect(await plimsoll('data', 'import', 'BTCUSDT-5m.csv', '--provenance', 'real')).toMatchObject({
    code: 2,
    stderr: 'error: BTCUSDT-5m.csv does not say of which exchange its candles are\n  Add --exchange binance.\n',
  })
})

test('what was imported before a file that cannot be is told', async () => {
  writeFileSync(join(cwd, 'ETHUSDT-1h.csv'), 'no candles')
  const flags = ['--exchange', 'binance', '--market', 'spot', '--provenance', 'real', '--datadir', 'part']
  for (const json of [[], ['--json']]) {
    const result = await plimsoll('data', 'import', 'BTCUSDT-5m.csv', 'ETHUSDT-1h.csv', ...flags, ...json)
    expect(result.code).toBe(1)
    expect(result.stdout).toContain(json.length > 0 ? '"unchanged": 288' : `${KEY}: 288 bars added`)
    expect(result.stderr).toContain('ETHUSDT-1h.csv')
  }
})

test('synthetic candles are not mixed with real ones', async () => {
  const at = await lakeWith('mixed')
  const flags = ['--exchange', 'binance', '--market', 'spot', '--provenance', 'synthetic']
  const { code, stderr } = await plimsoll('data', 'import', 'BTCUSDT-5m.csv', ...flags, ...at)
  expect(code).toBe(1)
  expect(stderr).toContain(`the candles ${KEY} are real, and these are synthetic`)
})

test('a bar that is still forming is left out, and said so', async () => {
  const hour = Math.floor(Date.now() / 3_600_000) * 3_600_000
  writeFileSync(
    join(cwd, 'ETHUSDT-1h.csv'),
    text(1, hour)
      .replace(`${hour}`, `${hour - 7_200_000}`)
      .concat(...[1, 0].map((k) => `${hour - k * 3_600_000},1,1,1,1,1\n`)),
  )
  const flags = ['--exchange', 'binance', '--market', 'spot', '--provenance', 'real', '--datadir', 'forming']
  const { stdout, stderr } = await plimsoll('data', 'import', 'ETHUSDT-1h.csv', ...flags)
  expect(stdout).toBe('binance/spot/ETH/USDT/1h: 2 bars added, 0 revised, 0 unchanged (ETHUSDT-1h.csv)\n')
  expect(stderr).toMatch(/^ETHUSDT-1h\.csv: left out a bar that has not closed yet, from /)
})

test('a broken file fails verify, is put aside by repair and is whole after another import', async () => {
  const at = await lakeWith('broken')
  const path = join(cwd, 'broken/binance/spot/BTC-USDT/5m/2024-01.parquet')
  writeFileSync(path, readFileSync(path).subarray(0, 700))
  const verified = await plimsoll('data', 'verify', ...at)
  expect(verified.code).toBe(1)
  expect(verified.stdout).toMatch(/^binance\/spot\/BTC\/USDT\/5m +144 .* 0 +0 +1$/m)
  expect(verified.stdout).toMatch(/^broken: binance\/spot\/BTC\/USDT\/5m 2024-01: /m)
  expect(verified.stderr).toContain(
    '1 file of the lake cannot be trusted: broken/binance/spot/BTC-USDT/5m/2024-01.parquet',
  )
  const backtest = await plimsoll('backtest', '-s', 'momentum', '--data-file', `lake:${KEY}`, ...at)
  expect(backtest.code).toBe(1)
  expect(backtest.stderr).toContain(`Run plimsoll data repair ${KEY}`)
  const repaired = await plimsoll('data', 'repair', KEY, ...at)
  expect(repaired.code).toBe(0)
  expect(repaired.stdout).toMatch(/2024-01: .*; put aside as .*2024-01\.parquet\.broken-1$/m)
  expect(repaired.stdout).toContain(
    `${KEY}: import or download 2024-01-01 00:00 to 2024-02-01 00:00 again: plimsoll data download --exchange binance ` +
      '--market spot --symbol BTC/USDT --timeframe 5m --timerange 20240101-20240201 --datadir broken\n',
  )
  expect(existsSync(`${path}.broken-1`)).toBe(true)
  await lakeWith('broken')
  expect(await plimsoll('data', 'verify', '--exchange', 'binance', ...at)).toMatchObject({ code: 0, stderr: '' })
  expect(await plimsoll('data', 'repair', ...at)).toMatchObject({ stdout: 'Nothing to repair in 1 sets of candles.\n' })
})

test('a backtest of the lake is that of the file', async () => {
  const at = await lakeWith('backtest')
  const flags = ['-s', 'buy-and-hold', '--symbol', 'BTC/USDT', '--timerange', '20231231-20240101', '--json']
  const ofFile = await plimsoll('backtest', '--data-file', 'BTCUSDT-5m.csv', ...flags)
  const ofLake = await plimsoll('backtest', '--data-file', `lake:${KEY}`, ...flags, ...at)
  expect(ofLake).toMatchObject({ code: 0, stderr: '' })
  const withoutTimes = (text: string) => ({ ...JSON.parse(text), seconds: {} })
  expect(withoutTimes(ofLake.stdout)).toEqual(withoutTimes(ofFile.stdout))
  const signals = await plimsoll('signals', '-s', 'momentum', '--data-file', `lake:${KEY}`, '--json', ...at)
  expect(JSON.parse(signals.stdout)).toMatchObject({ markets: [{ symbol: 'BTC/USDT' }] })
})

test.each([
  [
    'lake:binance/spot/ETH/USDT/5m',
    1,
    'the lake has no candles binance/spot/ETH/USDT/5m\n  It has binance/spot/BTC/USDT/5m.',
  ],
  ['lake:BTCUSDT', 2, '"BTCUSDT" does not name candles of the lake'],
])('%s is refused with what there is', async (name, code, message) => {
  const at = await lakeWith('refusals')
  const result = await plimsoll('backtest', '-s', 'momentum', '--data-file', name, ...at)
  expect(result.code).toBe(code)
  expect(result.stderr).toContain(message)
})

test('larger candles are made in the lake, of those that reach furthest, the smallest of several', async () => {
  const at = await lakeWith('larger')
  const to = (timeframe: string) => plimsoll('data', 'resample', '--symbol', 'BTC/USDT', '--to', timeframe, ...at)
  expect(await to('1h')).toMatchObject({
    code: 0,
    stdout: `binance/spot/BTC/USDT/1h: 24 bars added, 0 revised, 0 unchanged, made of ${KEY}\n`,
  })
  expect((await to('4h')).stdout).toBe(
    'binance/spot/BTC/USDT/4h: 6 bars added, 0 revised, 0 unchanged, made of binance/spot/BTC/USDT/5m\n',
  )
  expect(await plimsoll('data', 'resample', '--to', '1m', ...at)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('no candles of the lake can be made into 1m: there are binance/spot/BTC/USDT/1h'),
  })
  await plimsoll('data', 'resample', 'BTCUSDT-5m.csv', '--to', '1h', '--out', 'file-1h.csv')
  await plimsoll('data', 'export', 'binance/spot/BTC/USDT/1h', '--out', 'lake-1h.csv', ...at)
  expect(readFileSync(join(cwd, 'lake-1h.csv'), 'utf8')).toBe(readFileSync(join(cwd, 'file-1h.csv'), 'utf8'))
  expect(await plimsoll('data', 'resample', 'BTCUSDT-5m.csv', '--to', '1h')).toMatchObject({
    code: 2,
    stderr: 'error: --out is missing\n  Add --out <file>.\n',
  })
})

test('larger candles are made of those that reach furthest, not of a smaller timeframe that is behind', async () => {
  const at = await lakeWith('reach')
  const spot = ['--exchange', 'binance', '--market', 'spot', '--provenance', 'real', ...at]
  await plimsoll('data', 'resample', 'BTCUSDT-5m-more.csv.gz', '--to', '15m', '--out', 'BTCUSDT-15m.csv')
  await plimsoll('data', 'import', 'BTCUSDT-15m.csv', ...spot)
  const made = async () => (await plimsoll('data', 'resample', '--to', '1h', ...at)).stdout
  expect(await made()).toMatch(/: 25 bars added, .* made of binance\/spot\/BTC\/USDT\/15m\n$/)
  writeFileSync(join(cwd, 'BTCUSDT-5m-most.csv'), text(324))
  await plimsoll('data', 'import', 'BTCUSDT-5m-most.csv', ...spot)
  expect(await made()).toMatch(/: 2 bars added, .* made of binance\/spot\/BTC\/USDT\/5m\n$/)
})

test('exports: a part, as JSON, as Parquet, several into a folder', async () => {
  const at = await lakeWith('exports')
  await plimsoll('data', 'export', KEY, '--out', 'part.json', '--timerange', '20240101-20240102', ...at)
  const part = JSON.parse(readFileSync(join(cwd, 'part.json'), 'utf8'))
  expect(part).toHaveLength(144)
  expect(part[0]).toEqual([Date.UTC(2024, 0, 1), 118, 119, 117, 118, 144])
  await plimsoll('data', 'resample', '--to', '1h', ...at)
  const keys = [KEY, 'binance/spot/BTC/USDT/1h']
  const many = await plimsoll('data', 'export', ...keys, '--out', 'many', '--format', 'parquet', ...at)
  expect(many).toMatchObject({ code: 0, stderr: '' })
  const names = ['binance-spot-BTC-USDT-1h.parquet', 'binance-spot-BTC-USDT-5m.parquet']
  expect(readdirSync(join(cwd, 'many')).sort()).toEqual(names)
  expect(
    readFileSync(join(cwd, 'many', names[0] ?? ''))
      .subarray(0, 4)
      .toString(),
  ).toBe('PAR1')
  expect(await plimsoll('data', 'export', KEY, '--out', 'out.feather', ...at)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--out out.feather does not say what to write'),
  })
  expect(await plimsoll('data', 'export', KEY, '--out', 'x.csv', '--timerange', '20250101-', ...at)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`${KEY} has no bar in the timerange`),
  })
})

test('DuckDB is loaded by nothing that can do without it', async () => {
  const at = await lakeWith('light')
  const tell =
    "process.on('exit',()=>console.error(process.report.getReport().sharedObjects.some(p=>p.includes('duckdb'))))"
  const env = { NODE_OPTIONS: `--import ${JSON.stringify(`data:text/javascript,${tell}`)}` }
  const isLoaded = async (...args: string[]) => (await runCli(args, { cwd, env })).stderr.trim().split('\n').at(-1)
  expect(await isLoaded('data', 'verify', ...at)).toBe('true')
  expect(await isLoaded('data', 'list', ...at)).toBe('false')
  expect(await isLoaded('data', 'verify', 'BTCUSDT-5m.csv')).toBe('false')
  expect(await isLoaded('backtest', '-s', 'momentum', '--data-file', 'BTCUSDT-5m.csv')).toBe('false')
})

test('an empty lake says how to fill it', async () => {
  expect(await plimsoll('data', 'list', '--datadir', 'empty')).toMatchObject({
    code: 0,
    stdout: 'empty holds no candles. See plimsoll data import --help.\n',
  })
  expect(await plimsoll('data', 'verify', '--datadir', 'empty')).toMatchObject({ code: 0 })
  expect((await plimsoll('data', 'list', '--datadir', 'https://x/y')).stderr).toContain(
    'a lake cannot be in "https://x/y"',
  )
})
