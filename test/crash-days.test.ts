import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { crashDay } from '../docs/crash-day.ts'
import { PRESET_NAMES, PRESETS } from '../src/risk/presets.ts'
import { worstLosses } from '../src/risk/worst-loss.ts'

const DATA = fileURLToPath(new URL('../../shared/data/ohlcv/', import.meta.url))
const note = existsSync(DATA) ? '' : ' (skipped: ../shared/data is absent)'

const spot = (coin: string) => `${DATA}binance/spot/${coin}USDT-5m-2020-12-01_2021-07-17.csv.gz`
const okx = (coin: string) => `${DATA}okx/swap/${coin}USDT-5m-2022-05-01_2022-12-31.csv.gz`
const DAYS: readonly (readonly [string, readonly string[]])[] = [
  ['2020-03-12', [`${DATA}binance/spot/BTCUSDT-1h-2017-08-17_2024-04-21.csv.gz`]],
  ['2021-05-19', ['BTC', 'ETH', 'XRP', 'LINK', 'ADA'].map(spot)],
  ['2022-05-12', ['BTC', 'ETH'].map(okx)],
  ['2022-11-09', ['BTC', 'ETH'].map(okx)],
  ['2025-10-10', [`${DATA}bybit/linear/BTCUSDT-15m-2023-11-29_2026-01-05.csv.gz`]],
]

describe.skipIf(note !== '').each(DAYS)(`%s${note}`, (day, files) => {
  test.each(PRESET_NAMES)('%s loses no more than its limit and the gaps', async (preset) => {
    const limit = worstLosses(PRESETS[preset]).find(({ over }) => over === 'a day')?.pct ?? 0
    const { realisedPct, worstPct, gapPct } = await crashDay(files, day, preset)
    expect(realisedPct).toBeLessThanOrEqual(limit + gapPct)
    expect(worstPct).toBeLessThanOrEqual(limit + gapPct)
  })
})

test.skipIf(note !== '')(`some of these days are traded, and lose${note}`, async () => {
  const day = await crashDay(['BTC', 'ETH'].map(okx), '2022-05-12', 'small-account')
  expect(day.closed).toBeGreaterThan(5)
  expect(day.worstPct).toBeGreaterThan(4)
})
