import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { Bars } from '../../../market/bars.ts'
import { indexOfKey } from '../key-index.ts'
import { entryOf } from '../lake-entry.ts'
import { parseLakeKey } from '../lake-key.ts'
import { Duck } from '../parquet/duck.ts'
import { ParquetMonths } from '../parquet/parquet-months.ts'
import { listsOf, makeBars } from '../testing/make-bars.ts'
import { temporaryFolder } from '../testing/temporary-lake.ts'
import { upsertBars } from '../upsert-bars.ts'
import { BucketFiles } from './bucket-files.ts'

const KEY = parseLakeKey('binance/swap/BTC/USDT:USDT/1h')
const START_AT = Date.UTC(2023, 11, 31, 12)

test('the paths of a bucket', () => {
  const files = new BucketFiles('s3://bucket/candles', new Duck())
  expect(files.pathOf(KEY, '2024-01.parquet')).toBe('s3://bucket/candles/binance/swap/BTC-USDT_USDT/1h/2024-01.parquet')
})

// DuckDB takes a file:// URL as it does s3://, so the way to a bucket is tried as far as it goes without a network.
test('bars go to a URL and come back; nothing but the objects themselves is relied on', async () => {
  const root = temporaryFolder()
  mkdirSync(join(root, 'binance/swap/BTC-USDT_USDT/1h'), { recursive: true })
  const duck = new Duck()
  const parquet = new ParquetMonths(duck)
  const files = new BucketFiles(pathToFileURL(root).href, duck)
  const parts = { files, duck, parquet, now: () => Date.UTC(2024, 5, 1) }
  expect(await files.keys()).toEqual([])
  const bars = makeBars('1h', START_AT, 24)
  const delivery = { bars, provenance: 'real', source: 'a.csv' } as const
  expect(await files.exclusively(KEY, () => upsertBars(parts, KEY, delivery))).toMatchObject({ added: 24 })
  expect(await files.keys()).toEqual([KEY])
  expect(await files.months(KEY)).toEqual(['2023-12', '2024-01'])
  bars.volume[20] = 7.5
  expect(await files.exclusively(KEY, () => upsertBars(parts, KEY, delivery))).toMatchObject({
    revised: 1,
    unchanged: 23,
  })
  expect(await entryOf(parts, KEY)).toMatchObject({ bars: 24, gaps: 0, provenance: 'real', bytes: null, months: 2 })
  const { months } = await indexOfKey(files, parquet, KEY)
  const wanted = [...months].map(([month, figures]) => ({ path: files.pathOf(KEY, `${month}.parquet`), ...figures }))
  const read = await parquet.read('1h', wanted)
  expect(read instanceof Bars ? listsOf(read) : read).toEqual(listsOf(bars))
  expect(() => files.remove(KEY)).toThrow(/cannot be deleted from here/)
  expect(() => files.setAside(files.pathOf(KEY, '2024-01.parquet'))).toThrow(/cannot be renamed from here/)
  await duck.close()
})

test('an object store needs an extension, which the error names', async () => {
  const duck = new Duck(['plimsoll_absent'])
  await expect(new BucketFiles('s3://bucket', duck).keys()).rejects.toMatchObject({
    message: 'a lake in an object store needs the DuckDB extension plimsoll_absent, which is not installed',
    cure: expect.stringMatching(/^With DuckDB v\d+\.\d+\.\d+ run INSTALL plimsoll_absent, which downloads it/),
  })
})
