import { createHash } from 'node:crypto'
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { openCandleHistory } from '../../feeds/candle-history.ts'
import { Retrier } from '../../feeds/retrier.ts'
import { BinanceServer } from '../../feeds/testing/binance-server.ts'
import { syntheticKlines } from '../../feeds/testing/synthetic-klines.ts'
import { CandleLake } from '../../store/lake/candle-lake.ts'
import type { LakeKey } from '../../store/lake/lake-key.ts'
import { downloadKey } from './download-key.ts'
import type { Range } from './missing-ranges.ts'

const KEY: LakeKey = { exchange: 'binance', market: 'spot', symbol: 'BTC/USDT', timeframe: '1m' }
const MINUTE_MS = 60_000
const at = (day: number, minute = 0) => Date.UTC(2024, 0, day) + minute * MINUTE_MS
const days = (from: number, to: number): Range => ({ fromMs: at(from), toMs: at(to) })
/** What the exchange does not have: five minutes on the second day, and two on the fourth. */
const HOLES = [
  { from: at(2, 100), to: at(2, 105) },
  { from: at(4, 700), to: at(4, 702) },
]
const BAN = { type: 'status', status: 418 } as const

let server: BinanceServer
let folder = ''
beforeAll(async () => {
  const isMissing = (minute: number) => HOLES.some(({ from, to }) => minute >= from && minute < to)
  server = await BinanceServer.start({ klines: syntheticKlines({ isMissing }) })
})
afterAll(() => server.close())
beforeEach(() => {
  server.restart()
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-holes-'))
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

async function openLake(name: string): Promise<CandleLake> {
  const lake = await CandleLake.open(join(folder, name))
  onTestFinished(() => lake.close())
  return lake
}

async function download(lake: CandleLake, wanted: Range): Promise<void> {
  const history = await openCandleHistory({ exchange: 'binance', market: 'spot', url: server.url })
  await history.loadSymbols()
  const retrier = new Retrier({ firstWaitMs: 1 })
  const rest = { source: 'binance', again: false, onProgress: () => undefined }
  await downloadKey({ lake, key: KEY, history, retrier, wanted, ...rest })
}

function hashOf(name: string): string {
  const file = readFileSync(join(folder, name, 'binance/spot/BTC-USDT/1m/2024-01.parquet'))
  return createHash('sha256').update(file).digest('hex')
}

test('interrupted at any page, also of what lies in between, the same command ends with the lake of one that was not', async () => {
  const whole = await openLake('whole')
  await download(whole, days(5, 6))
  cpSync(join(folder, 'whole'), join(folder, 'before'), { recursive: true })
  server.restart()
  await download(whole, days(1, 2))
  const pages = server.klineRequests.length
  expect(pages).toBe(6)
  const downloaded = [{ from: at(1), to: at(6) }]
  expect(await whole.entry(KEY)).toMatchObject({ downloaded })
  for (let page = 1; page <= pages; page++) {
    for (const isManifestBehind of page === 3 ? [false, true] : [false]) {
      const name = `${page}-${isManifestBehind}`
      cpSync(join(folder, 'before'), join(folder, name), { recursive: true })
      const lake = await openLake(name)
      server.restart({ [page]: BAN })
      await expect(download(lake, days(1, 2)), name).rejects.toThrow('418')
      // Killed between the last month and the manifest.
      const manifest = 'binance/spot/BTC-USDT/1m/manifest.json'
      if (isManifestBehind) copyFileSync(join(folder, 'before', manifest), join(folder, name, manifest))
      server.restart()
      await download(lake, days(1, 2))
      expect(hashOf(name), name).toBe(hashOf('whole'))
      if (!isManifestBehind) expect(await lake.entry(KEY), name).toMatchObject({ downloaded })
      server.restart()
      await download(lake, days(1, 6))
      expect(server.klineRequests, name).toEqual([])
    }
  }
}, 60_000)

test('holes of imported candles are filled, however small, and those of the exchange are asked for once', async () => {
  const [whole, imported] = [await openLake('whole'), await openLake('imported')]
  await download(whole, days(1, 6))
  const all = await whole.read(KEY)
  for (const [from, to] of [
    [at(1), at(1, 7)],
    [at(1, 8), at(3, 5)],
    [at(3, 9), at(6)],
  ] as const) {
    await imported.upsert(KEY, all.between(from, to), 'real', 'mine.csv')
  }
  const open = [{ from: at(1, 7), to: at(1, 8) }, HOLES[0], { from: at(3, 5), to: at(3, 9) }, HOLES[1]]
  expect((await imported.verify(KEY)).openHoles).toEqual(open)
  expect((await imported.repair(KEY)).openHoles).toEqual(open)
  server.restart()
  await download(imported, days(5, 6))
  expect(server.klineRequests).toHaveLength(4)
  const bars = await imported.read(KEY)
  expect([...bars.time.subarray(0, bars.length)]).toEqual([...all.time.subarray(0, all.length)])
  expect(await imported.verify(KEY)).toMatchObject({ openHoles: [], quality: { gaps: 2, missingBars: 7 } })
  server.restart()
  await download(imported, days(1, 6))
  expect(server.klineRequests).toEqual([])
})
