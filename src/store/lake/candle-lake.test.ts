import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Bars } from '../../market/bars.ts'
import { readCandles } from '../read-candles.ts'
import { parseLakeKey } from './lake-key.ts'
import { listsOf, makeBars } from './testing/make-bars.ts'
import { temporaryLake } from './testing/temporary-lake.ts'

const REAL = fileURLToPath(new URL('../../../../shared/data/ohlcv/', import.meta.url))
const hasReal = existsSync(REAL)
const note = hasReal ? '' : ' (skipped: ../shared/data/ohlcv is not there)'

const START_AT = Date.UTC(2023, 11, 31, 22)
const KEY = parseLakeKey('binance/spot/BTC/USDT/5m')

describe('what is read is what was written, bit for bit', () => {
  test.skipIf(!hasReal).each([
    ['binance/spot/BTC/USDT/1h', 'binance/spot/BTCUSDT-1h-2017-08-17_2024-04-21.csv.gz', 58_419],
    ['okx/swap/ETH/USDT:USDT/5m', 'okx/swap/ETHUSDT-5m-2022-05-01_2022-12-31.csv.gz', 70_499],
    ['bitfinex/spot/ETH/USD/1m', 'bitfinex/spot/ETHUSD-1m-2018-10-01_2019-01-01.csv.gz', 122_395],
    ['binance/swap/BTC/USDT:USDT/1h', 'binance/usdm-gap/BTCUSDT-1h-2024-10-01_2025-02-20.csv.gz', 2418],
  ])(`real candles of %s${note}`, async (name, file, count) => {
    const { lake } = await temporaryLake()
    const bars = readCandles(join(REAL, file))
    expect(bars.length).toBe(count)
    const report = await lake.upsert(parseLakeKey(name), bars, 'real', file)
    expect(report).toMatchObject({ added: count, revised: 0, unchanged: 0 })
    expect(listsOf(await lake.read(parseLakeKey(name)))).toEqual(listsOf(bars))
  })

  test('bars of any values, with any gaps, in any ranges', async () => {
    const { lake } = await temporaryLake()
    const price = fc.double({ min: 1e-300, max: 1e300, noNaN: true })
    const row = fc.tuple(
      fc.integer({ min: 1, max: 40_000 }),
      price,
      price,
      price,
      fc.double({ min: 0, max: 1e300, noNaN: true }),
    )
    const rows = fc.array(row, { minLength: 1, maxLength: 40 })
    let run = 0
    await fc.assert(
      fc.asyncProperty(rows, fc.nat(), fc.nat(), async (values, a, b) => {
        const key = { ...KEY, symbol: `RUN${run++}/USDT` }
        const bars = new Bars('5m')
        let at = START_AT
        for (const [gap, open, one, other, volume] of values) {
          at += gap * 300_000
          bars.append(at, open, Math.max(one, other), Math.min(one, other), open, volume)
        }
        await lake.upsert(key, bars, 'synthetic', 'chance')
        expect(listsOf(await lake.read(key))).toEqual(listsOf(bars))
        const [from, to] = [a, b].map((one) => START_AT + (one % (at - START_AT + 600_000))).sort((x, y) => x - y)
        const range = { fromMs: from as number, toMs: to as number }
        expect(listsOf(await lake.read(key, range))).toEqual(listsOf(bars.between(range.fromMs, range.toMs)))
      }),
      { numRuns: 25 },
    )
  })

  test('the smallest and largest doubles, and a volume of minus nothing', async () => {
    const { lake } = await temporaryLake()
    const bars = new Bars('5m')
    bars.append(START_AT, Number.MIN_VALUE, Number.MAX_VALUE / 4, Number.MIN_VALUE, 0.1 + 0.2, -0)
    await lake.upsert(KEY, bars, 'real', 'a.csv')
    const [, open, high, low, close, volume] = listsOf(await lake.read(KEY))
    expect([open, high, low, close, volume]).toEqual([
      [5e-324],
      [Number.MAX_VALUE / 4],
      [5e-324],
      [0.30000000000000004],
      [-0],
    ])
  })

  test.each(['1000PEPE/USDT:USDT', 'kPEPE/USDC:USDC', '币安人生/USDT:USDT'])('candles of %s', async (symbol) => {
    const { lake } = await temporaryLake()
    const key = { ...KEY, market: 'swap', symbol } as const
    const bars = makeBars('5m', START_AT, 30)
    await lake.upsert(key, bars, 'real', 'a.csv')
    expect((await lake.list()).map((entry) => entry.key)).toEqual([key])
    expect(listsOf(await lake.read(key))).toEqual(listsOf(bars))
  })

  test.each(['a*', 'a?', '[!b]1', '[', '{a1,a2}', '**'])(
    'in a folder %s beside others that it matches as a pattern',
    async (name) => {
      const { root } = await temporaryLake()
      const { CandleLake } = await import('./candle-lake.ts')
      for (const [k, folder] of ['a1', 'a2', name].entries()) {
        const lake = await CandleLake.open(join(root, folder))
        const bars = makeBars('5m', START_AT, 48, { variant: k })
        await lake.upsert(KEY, bars, 'real', folder)
        rmSync(join(root, folder, 'binance/spot/BTC-USDT/5m/manifest.json'))
        expect(listsOf(await lake.read(KEY))).toEqual(listsOf(bars))
        expect(await lake.verify(KEY)).toMatchObject({ broken: [] })
        expect(await lake.entry(KEY)).toMatchObject({ bars: 48, sources: [folder] })
        await lake.close()
      }
    },
  )

  test('in folders with quotes, blanks and what elsewhere is a pattern', async () => {
    const { root } = await temporaryLake()
    const { CandleLake } = await import('./candle-lake.ts')
    const lake = await CandleLake.open(join(root, "a[1]*?'s lake"))
    const bars = makeBars('5m', START_AT, 30)
    await lake.upsert(KEY, bars, 'real', "o'brien.csv")
    expect(listsOf(await lake.read(KEY))).toEqual(listsOf(bars))
    expect(await lake.entry(KEY)).toMatchObject({ sources: ["o'brien.csv"] })
    await lake.close()
  })
})

describe('upsert', () => {
  test('a month is a file; the end of a year divides bars like that of any month', async () => {
    const { lake, root } = await temporaryLake()
    const report = await lake.upsert(KEY, makeBars('5m', START_AT, 48), 'real', 'a.csv')
    expect(report.months).toEqual(['2023-12', '2024-01'])
    expect(readdirSync(join(root, 'binance/spot/BTC-USDT/5m')).sort()).toEqual([
      '2023-12.parquet',
      '2024-01.parquet',
      'manifest.json',
    ])
    expect((await lake.read(KEY, { toMs: Date.UTC(2024, 0, 1) })).length).toBe(24)
    expect((await lake.read(KEY, { fromMs: Date.UTC(2024, 0, 1) })).length).toBe(24)
    expect((await lake.read(KEY, { fromMs: Date.UTC(2024, 0, 1), toMs: Date.UTC(2024, 0, 1, 1) })).length).toBe(12)
  })

  test('the same bars again change nothing, not even a file', async () => {
    const { lake, root } = await temporaryLake()
    const bars = makeBars('5m', START_AT, 48)
    await lake.upsert(KEY, bars, 'real', 'a.csv')
    const path = join(root, 'binance/spot/BTC-USDT/5m/2024-01.parquet')
    const before = readFileSync(path)
    const report = await lake.upsert(KEY, bars, 'real', 'b.csv')
    expect(report).toEqual({ added: 0, revised: 0, unchanged: 48, months: [], revisionFiles: [] })
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  test('overlapping bars are added once, whichever come first', async () => {
    for (const order of [
      [0, 20],
      [20, 0],
    ]) {
      const { lake } = await temporaryLake()
      const whole = makeBars('5m', START_AT, 60)
      const added: number[] = []
      for (const first of order) {
        const part = whole.between(START_AT + first * 300_000, START_AT + (first + 40) * 300_000)
        added.push((await lake.upsert(KEY, part, 'real', `from ${first}`)).added)
      }
      expect(added).toEqual([40, 20])
      expect(listsOf(await lake.read(KEY))).toEqual(listsOf(whole))
    }
  })

  test('a revision replaces the bar; old and new values are kept beside it', async () => {
    const { lake } = await temporaryLake(() => Date.UTC(2024, 5, 1))
    const bars = makeBars('5m', START_AT, 48)
    await lake.upsert(KEY, bars, 'real', 'a.csv')
    bars.close[30] = 99.5
    bars.volume[30] = 0.1
    const report = await lake.upsert(KEY, bars, 'real', 'b.csv')
    expect(report).toMatchObject({ added: 0, revised: 1, unchanged: 47, months: ['2024-01'] })
    const [path = '', ...others] = report.revisionFiles
    expect(others).toEqual([])
    expect(path).toMatch(/5m.2024-01\.revised-20240601T000000000Z-[0-9a-f]{8}\.csv$/)
    const old = 100 + Math.sin(30)
    expect(readFileSync(path, 'utf8')).toBe(
      'timestamp,old_open,old_high,old_low,old_close,old_volume,new_open,new_high,new_low,new_close,new_volume\n' +
        `${START_AT + 30 * 300_000},${old},${old + 1},${old - 1},${old},30.0,${old},${old + 1},${old - 1},99.5,0.1\n`,
    )
    expect((await lake.read(KEY)).close[30]).toBe(99.5)
    expect((await lake.entry(KEY))?.sources).toEqual(['a.csv', 'b.csv'])
  })

  test('bars that cannot be, and those of another timeframe, leave the lake as it was', async () => {
    const { lake, root } = await temporaryLake()
    const bars = makeBars('5m', START_AT, 48)
    bars.low[40] = 0
    await expect(lake.upsert(KEY, bars, 'real', 'a.csv')).rejects.toThrow('a.csv bar 41: low 0 is not a price above 0')
    expect(() => lake.upsert(KEY, makeBars('1h', START_AT, 5), 'real', 'a.csv')).toThrow(
      'bars of 1h cannot be kept as 5m',
    )
    expect(await lake.list()).toEqual([])
    expect(existsSync(join(root, 'binance'))).toBe(false)
  })

  test('candles of another provenance are refused', async () => {
    const { lake } = await temporaryLake()
    await lake.upsert(KEY, makeBars('5m', START_AT, 10), 'synthetic', 'synth')
    await expect(lake.upsert(KEY, makeBars('5m', START_AT, 10), 'real', 'a.csv')).rejects.toThrow(
      'the candles binance/spot/BTC/USDT/5m are synthetic, and these are real',
    )
    expect(await lake.entry(KEY)).toMatchObject({ provenance: 'synthetic', bars: 10 })
  })

  test('two writers in one process take turns', async () => {
    const { lake, root } = await temporaryLake()
    const { CandleLake } = await import('./candle-lake.ts')
    const other = await CandleLake.open(root)
    const bars = makeBars('5m', START_AT, 60)
    const parts = [0, 10, 20, 30, 40, 50].map((k) =>
      bars.between(START_AT + k * 300_000, START_AT + (k + 10) * 300_000),
    )
    await Promise.all(parts.map((part, k) => (k % 2 === 0 ? lake : other).upsert(KEY, part, 'real', `part ${k}`)))
    expect(listsOf(await lake.read(KEY))).toEqual(listsOf(bars))
    await other.close()
  })

  test('progress ends with the number of bars', async () => {
    const { lake } = await temporaryLake()
    const heard: number[] = []
    await lake.upsert(KEY, makeBars('5m', START_AT, 48), 'real', 'a.csv', { onProgress: (bars) => heard.push(bars) })
    expect(heard).toHaveLength(2)
    expect(heard.at(-1)).toBe(48)
  })
})

describe('list', () => {
  test('span, bars, gaps within and between months, size, provenance, age', async () => {
    const { lake, root } = await temporaryLake(() => Date.UTC(2024, 3, 1))
    await lake.upsert(KEY, makeBars('5m', START_AT, 48, { gapEvery: 24 }), 'real', 'a.csv')
    const [entry, ...others] = await lake.list()
    expect(others).toEqual([])
    const files = ['2023-12', '2024-01'].map((month) => join(root, `binance/spot/BTC-USDT/5m/${month}.parquet`))
    expect(entry).toEqual({
      key: KEY,
      provenance: 'real',
      sources: ['a.csv'],
      bars: 46,
      from: START_AT,
      to: START_AT + 46 * 300_000,
      gaps: 1,
      missingBars: 1,
      downloaded: [],
      months: 2,
      broken: [],
      bytes: files.reduce((sum, file) => sum + readFileSync(file).length, 0),
      lastCloseAt: START_AT + 47 * 300_000,
      ageMs: Date.UTC(2024, 3, 1) - START_AT - 47 * 300_000,
    })
    expect(await lake.gaps(KEY)).toEqual([{ afterTime: START_AT + 22 * 300_000, missingBars: 1 }])
  })

  test('months apart leave a hole between them', async () => {
    const { lake } = await temporaryLake()
    const day = { ...KEY, timeframe: '1d' } as const
    await lake.upsert(day, makeBars('1d', Date.UTC(2024, 0, 30), 2), 'real', 'a.csv')
    await lake.upsert(day, makeBars('1d', Date.UTC(2024, 2, 1), 2), 'real', 'b.csv')
    expect(await lake.entry(day)).toMatchObject({ gaps: 1, missingBars: 29, months: 2, sources: ['a.csv', 'b.csv'] })
  })

  test('a manifest that is gone, damaged or behind is no loss', async () => {
    const { lake, root } = await temporaryLake(() => Date.UTC(2024, 3, 1))
    const bars = makeBars('5m', START_AT, 48)
    await lake.upsert(KEY, bars.between(0, Date.UTC(2024, 0, 1)), 'real', 'a.csv')
    const manifest = join(root, 'binance/spot/BTC-USDT/5m/manifest.json')
    const behind = readFileSync(manifest, 'utf8')
    await lake.upsert(KEY, bars, 'real', 'a.csv')
    const expected = await lake.list()
    for (const text of [behind, '', '{"format":1}', behind.slice(0, 50)]) {
      writeFileSync(manifest, text)
      expect(await lake.list()).toEqual(expected)
      expect(listsOf(await lake.read(KEY))).toEqual(listsOf(bars))
    }
    rmSync(manifest)
    expect(await lake.list()).toEqual(expected)
    expect(listsOf(await lake.read(KEY))).toEqual(listsOf(bars))
  })

  test('what was downloaded is remembered, but for a month whose file is another one since', async () => {
    const { lake, root } = await temporaryLake()
    const bars = makeBars('5m', START_AT, 48)
    const path = join(root, 'binance/spot/BTC-USDT/5m/2024-01.parquet')
    const newYearAt = Date.UTC(2024, 0, 1)
    const [from, to] = [START_AT, START_AT + 48 * 300_000]
    const half = START_AT + 36 * 300_000
    await lake.upsert(KEY, bars.between(from, half), 'real', 'binance', { downloaded: [{ from, to: half }] })
    const before = readFileSync(path)
    await lake.upsert(KEY, bars.between(half, to), 'real', 'binance', { downloaded: [{ from: half, to }] })
    expect(await lake.entry(KEY)).toMatchObject({ downloaded: [{ from, to }] })
    writeFileSync(path, before)
    expect(await lake.entry(KEY)).toMatchObject({ bars: 36, downloaded: [{ from, to: newYearAt }] })
  })

  test('a manifest that tells wrong figures is not believed', async () => {
    const { lake, root } = await temporaryLake()
    const bars = makeBars('5m', START_AT, 48)
    await lake.upsert(KEY, bars, 'real', 'a.csv')
    const manifest = join(root, 'binance/spot/BTC-USDT/5m/manifest.json')
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replaceAll(/"crc32": \d+/g, '"crc32": 5'))
    expect(listsOf(await lake.read(KEY))).toEqual(listsOf(bars))
  })

  test('a lake that is not there is empty; folders of others are none of it', async () => {
    const { lake, root } = await temporaryLake()
    expect(await lake.list()).toEqual([])
    expect(await lake.entry(KEY)).toBeUndefined()
    expect((await lake.read(KEY)).length).toBe(0)
    await lake.upsert(KEY, makeBars('5m', START_AT, 10), 'real', 'a.csv')
    for (const folder of ['binance/spot/btc-usdt/5m', 'binance/margin/BTC-USDT/5m', 'binance/spot/BTC-USDT/2h']) {
      mkdirSync(join(root, folder), { recursive: true })
    }
    expect((await lake.list()).map(({ key }) => key)).toEqual([KEY])
    await expect(lake.requireEntry({ ...KEY, timeframe: '1h' })).rejects.toMatchObject({
      message: 'the lake has no candles binance/spot/BTC/USDT/1h',
      cure: 'It has binance/spot/BTC/USDT/5m.',
    })
  })
})

test('remove deletes a key and nothing else', async () => {
  const { lake } = await temporaryLake()
  const other = { ...KEY, timeframe: '1h' } as const
  await lake.upsert(KEY, makeBars('5m', START_AT, 10), 'real', 'a.csv')
  await lake.upsert(other, makeBars('1h', START_AT, 10), 'real', 'a.csv')
  await lake.remove(KEY)
  expect((await lake.list()).map(({ key }) => key)).toEqual([other])
  await lake.upsert(KEY, makeBars('5m', START_AT, 5), 'synthetic', 'synth')
  expect(await lake.entry(KEY)).toMatchObject({ bars: 5, provenance: 'synthetic' })
})
