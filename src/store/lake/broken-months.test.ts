import {
  copyFileSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createPrng } from '../../core/prng.ts'
import type { Bars } from '../../market/bars.ts'
import type { CandleLake } from './candle-lake.ts'
import { parseLakeKey } from './lake-key.ts'
import { Duck } from './parquet/duck.ts'
import { ParquetMonths } from './parquet/parquet-months.ts'
import { listsOf, makeBars } from './testing/make-bars.ts'
import { temporaryLake } from './testing/temporary-lake.ts'

const START_AT = Date.UTC(2023, 11, 31, 22)
const KEY = parseLakeKey('binance/spot/BTC/USDT/5m')

/** A lake with 24 bars in December 2023 and 24 in January 2024, and the path of the second. */
async function lakeOfTwo(): Promise<{ lake: CandleLake; path: string; bars: Bars }> {
  const { lake, root } = await temporaryLake()
  const bars = makeBars('5m', START_AT, 48)
  await lake.upsert(KEY, bars, 'real', 'a.csv')
  return { lake, path: join(root, 'binance/spot/BTC-USDT/5m/2024-01.parquet'), bars }
}

function flip(path: string, at: number, bits = 0xff): void {
  const bytes = readFileSync(path)
  bytes[at] = (bytes[at] as number) ^ bits
  writeFileSync(path, bytes)
}

test('a flipped bit is never read: either the bars are those that were written, or the file is named', async () => {
  const { lake, path, bars } = await lakeOfTwo()
  const good = readFileSync(path)
  const expected = listsOf(bars)
  const seed = Math.floor(Math.random() * 2 ** 31)
  const random = createPrng(seed)
  let refused = 0
  for (let k = 0; k < 150; k++) {
    const at = Math.floor(random() * good.length)
    flip(path, at, 1 << Math.floor(random() * 8))
    try {
      expect(listsOf(await lake.read(KEY)), `byte ${at}, seed ${seed}`).toEqual(expected)
    } catch (error) {
      expect(String(error), `byte ${at}, seed ${seed}`).toContain(`${path} cannot be trusted: `)
      refused++
    }
    writeFileSync(path, good)
  }
  expect(refused, `seed ${seed}`).toBeGreaterThan(75)
})

test.each([0, 3, 500, -1, -8])('a file that is cut to %i bytes is named', async (length) => {
  const { lake, path } = await lakeOfTwo()
  writeFileSync(path, readFileSync(path).subarray(0, length))
  await expect(lake.read(KEY)).rejects.toMatchObject({
    message: expect.stringContaining(`${path} cannot be trusted: `),
    cure: expect.stringContaining('plimsoll data repair binance/spot/BTC/USDT/5m'),
  })
  const { broken } = await lake.verify(KEY)
  expect(broken.map((one) => [one.month, one.path])).toEqual([['2024-01', path]])
  expect((await lake.list())[0]?.broken).toHaveLength(1)
  expect((await lake.read(KEY, { toMs: Date.UTC(2024, 0, 1) })).length).toBe(24)
})

describe('files that do not belong', () => {
  test('a file of another symbol is refused', async () => {
    const { lake, path } = await lakeOfTwo()
    const other = { ...KEY, symbol: 'ETH/USDT' }
    await lake.upsert(other, makeBars('5m', Date.UTC(2024, 0, 1), 24, { variant: 3 }), 'real', 'eth.csv')
    copyFileSync(path.replace('BTC', 'ETH'), path)
    await expect(lake.read(KEY)).rejects.toThrow(/it belongs to binance\/spot\/ETH\/USDT\/5m 2024-01/)
    expect((await lake.verify(KEY)).broken).toMatchObject([{ month: '2024-01' }])
  })

  test('a file of another month is refused', async () => {
    const { lake, path } = await lakeOfTwo()
    copyFileSync(path, path.replace('2024-01', '2024-02'))
    await expect(lake.read(KEY)).rejects.toThrow(/2024-02.parquet cannot be trusted: it belongs to .* 2024-01/)
  })

  test('a file of another provenance is refused', async () => {
    const { lake, path } = await lakeOfTwo()
    const { lake: synthetic, root } = await temporaryLake()
    await synthetic.upsert(KEY, makeBars('5m', START_AT, 48), 'synthetic', 'synth')
    copyFileSync(join(root, 'binance/spot/BTC-USDT/5m/2024-01.parquet'), path)
    await expect(lake.read(KEY)).rejects.toThrow(/its bars are synthetic, and the others real/)
    expect((await lake.list())[0]).toMatchObject({ provenance: 'real', broken: [{ month: '2024-01' }] })
  })

  test('a manifest that vouches for such a file is not believed', async () => {
    const { lake, path } = await lakeOfTwo()
    const other = { ...KEY, symbol: 'ETH/USDT' }
    await lake.upsert(other, makeBars('5m', Date.UTC(2024, 0, 1), 24), 'real', 'eth.csv')
    copyFileSync(path.replace('BTC', 'ETH'), path)
    const { ino, size, mtimeMs } = statSync(path)
    const manifest = join(dirname(path), 'manifest.json')
    const text = readFileSync(manifest, 'utf8')
    const [before = '', after = ''] = text.split('"2024-01"')
    writeFileSync(
      manifest,
      `${before}"2024-01"${after.replace(/"stamp": ".*"/, `"stamp": "${ino}-${size}-${mtimeMs}"`)}`,
    )
    expect((await lake.list())[0]?.broken).toEqual([])
    expect((await lake.verify(KEY)).broken).toMatchObject([
      { month: '2024-01', problem: 'it belongs to binance/spot/ETH/USDT/5m 2024-01' },
    ])
    await expect(lake.read(KEY)).rejects.toThrow(/it belongs to binance\/spot\/ETH/)
    expect((await lake.repair(KEY)).quarantined).toMatchObject([{ month: '2024-01' }])
  })

  test('a Parquet file that Plimsoll did not write is refused', async () => {
    const { lake, path } = await lakeOfTwo()
    await lake.exportParquet(path, makeBars('5m', Date.UTC(2024, 0, 1), 24))
    await expect(lake.read(KEY)).rejects.toThrow(/it carries no tag of Plimsoll, or a damaged one/)
  })
})

test('bars are not laid over a month that cannot be trusted', async () => {
  const { lake, path, bars } = await lakeOfTwo()
  flip(path, 600)
  await expect(lake.upsert(KEY, bars, 'real', 'a.csv')).rejects.toThrow(`${path} cannot be trusted`)
})

describe('files that cannot be read at all', () => {
  test.each([
    ['goes in a circle', '2024-02.parquet'],
    ['leads nowhere', 'nowhere'],
  ])('a link that %s is told and not put aside', async (_, target) => {
    const { lake, path } = await lakeOfTwo()
    const link = path.replace('2024-01', '2024-02')
    symlinkSync(target, link)
    for (const work of [() => lake.read(KEY), () => lake.verify(KEY), () => lake.repair(KEY)]) {
      await expect(work()).rejects.toMatchObject({
        code: 'io',
        message: expect.stringContaining(`cannot read ${link}`),
      })
    }
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
    expect((await lake.read({ ...KEY, symbol: 'ETH/USDT' })).length).toBe(0)
  })

  test('what DuckDB cannot open is a failure and no broken month', async () => {
    const { path } = await lakeOfTwo()
    const link = path.replace('2024-01', '2024-02')
    symlinkSync('2024-02.parquet', link)
    const duck = new Duck()
    const parquet = new ParquetMonths(duck)
    const failure = { code: 'io', message: expect.stringMatching(/2024-02\.parquet: IO Error/) }
    await expect(parquet.metadataOf([path, link])).rejects.toMatchObject(failure)
    await expect(parquet.readOne(link)).rejects.toMatchObject(failure)
    await expect(parquet.read('5m', [{ path: link, bars: 1, crc32: 0 }])).rejects.toMatchObject(failure)
    await duck.close()
  })
})

test('a folder that was renamed is not read as the candles of its new name', async () => {
  const { lake, path } = await lakeOfTwo()
  const [was, is] = [dirname(dirname(path)), dirname(dirname(path)).replace('BTC', 'ETH')]
  renameSync(was, is)
  const other = { ...KEY, symbol: 'ETH/USDT' }
  const bars = makeBars('5m', START_AT, 48)
  for (const work of [
    () => lake.read(other),
    () => lake.entry(other),
    () => lake.list(),
    () => lake.repair(other),
    () => lake.upsert(other, bars, 'real', 'eth.csv'),
  ]) {
    await expect(work()).rejects.toThrow(
      `${join(is, '5m')} is the folder of binance/spot/ETH/USDT/5m, and its manifest.json says that it holds binance/spot/BTC/USDT/5m`,
    )
  }
  renameSync(is, was)
  expect(listsOf(await lake.read(KEY))).toEqual(listsOf(bars))
})

describe('repair', () => {
  test('puts a broken month aside, says what is lost, and importing it again makes the lake whole', async () => {
    const { lake, path, bars } = await lakeOfTwo()
    flip(path, 600)
    const report = await lake.repair(KEY)
    const lost = { from: Date.UTC(2024, 0, 1), to: Date.UTC(2024, 0, 1, 2) }
    expect(report).toMatchObject({
      quarantined: [{ month: '2024-01', aside: `${path}.broken-1` }],
      lost: expect.anything(),
    })
    expect(report.lost).toHaveLength(1)
    expect(report.lost[0]?.from).toBe(lost.from)
    expect(report.lost[0]?.to).toBeGreaterThanOrEqual(lost.to)
    expect((await lake.verify(KEY)).broken).toEqual([])
    expect((await lake.read(KEY)).length).toBe(24)
    expect((await lake.upsert(KEY, bars, 'real', 'a.csv')).added).toBe(24)
    expect(listsOf(await lake.read(KEY))).toEqual(listsOf(bars))
    flip(path, 600)
    expect((await lake.repair(KEY)).quarantined).toMatchObject([{ aside: `${path}.broken-2` }])
  })

  test('a month that is gone is not passed over in silence', async () => {
    const { lake, path } = await lakeOfTwo()
    rmSync(path)
    await expect(lake.read(KEY)).rejects.toThrow(`${path} cannot be trusted: its file is gone`)
    expect((await lake.read(KEY, { toMs: Date.UTC(2024, 0, 1) })).length).toBe(24)
  })

  test('a month that is gone is named once, with the times that it held', async () => {
    const { lake, path } = await lakeOfTwo()
    rmSync(path)
    expect((await lake.verify(KEY)).broken).toMatchObject([{ month: '2024-01', problem: 'its file is gone' }])
    expect((await lake.list())[0]?.broken).toEqual([{ month: '2024-01', problem: 'its file is gone' }])
    expect(await lake.repair(KEY)).toMatchObject({
      quarantined: [],
      lost: [{ from: Date.UTC(2024, 0, 1), to: Date.UTC(2024, 0, 1, 2) }],
    })
    expect((await lake.verify(KEY)).broken).toEqual([])
  })

  test('takes rows out that can be no bars, each named', async () => {
    const { lake, path } = await lakeOfTwo()
    const from = Date.UTC(2024, 0, 1)
    const bars = makeBars('5m', from, 24)
    bars.close[3] = Number.NaN
    bars.low[5] = -1
    bars.time[8] = bars.time[7] as number
    const duck = new Duck()
    const named = { key: KEY, month: '2024-01', provenance: 'real', sources: ['old.csv'] } as const
    await new ParquetMonths(duck).write(path, { ...named, bars, start: 0, end: 24 })
    await duck.close()
    expect((await lake.verify(KEY)).broken).toMatchObject([
      { problem: 'the bar of 2024-01-01 00:15 cannot be: close NaN is not a price above 0, and 2 more rows' },
    ])
    const at = (k: number) => from + k * 300_000
    expect(await lake.repair(KEY)).toEqual({
      key: KEY,
      quarantined: [],
      droppedRows: [
        { month: '2024-01', row: 3, time: at(3), problem: 'close NaN is not a price above 0' },
        { month: '2024-01', row: 5, time: at(5), problem: 'low -1 is not a price above 0' },
        { month: '2024-01', row: 8, time: at(7), problem: 'it is there twice' },
      ],
      lost: [
        { from: at(3), to: at(4) },
        { from: at(5), to: at(6) },
      ],
      openHoles: [{ from: at(8), to: at(9) }],
    })
    expect((await lake.verify(KEY)).broken).toEqual([])
    expect((await lake.entry(KEY))?.bars).toBe(24 + 21)
    expect((await lake.entry(KEY))?.sources).toEqual(['a.csv', 'old.csv'])
  })

  test('a whole lake is left as it is, to the byte', async () => {
    const { lake, path } = await lakeOfTwo()
    const before = readFileSync(path)
    expect(await lake.repair(KEY)).toEqual({ key: KEY, quarantined: [], droppedRows: [], lost: [], openHoles: [] })
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(readdirSync(dirname(path)).sort()).toEqual(['2023-12.parquet', '2024-01.parquet', 'manifest.json'])
  })
})
