import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readCandleRows } from '../store/read-candles.ts'
import { CANDLE_FIELDS, CandleRows } from './candle-rows.ts'
import { formatTime } from './format-time.ts'
import { CONSTANT_RUN, checkQuality } from './quality.ts'

type Row = readonly [time: number, open: number, high: number, low: number, close: number, volume: number]

function rowsOf(list: readonly Row[]): CandleRows {
  const rows = new CandleRows(list.length)
  for (const row of list) {
    for (const [k, field] of CANDLE_FIELDS.entries()) rows[field].values[rows.length] = row[k] as number
    rows.length++
  }
  return rows
}

const MINUTE = 60_000
function minutes(count: number): Row[] {
  return Array.from({ length: count }, (_, k) => [k * MINUTE, 10, 12, 9, 10 + (k % 3), 5] as const)
}

describe('checkQuality', () => {
  test('finds nothing in a sound series', () => {
    const report = checkQuality(rowsOf(minutes(20)))
    expect(report).toMatchObject({
      rows: 20,
      timeframe: '1m',
      gaps: 0,
      duplicates: 0,
      unsorted: 0,
      offGrid: 0,
      warnings: [],
    })
    expect(report).toMatchObject({ from: 0, to: 19 * MINUTE, minLow: 9, maxHigh: 12, isStale: false })
  })

  test('counts gaps and what is missing in them', () => {
    const rows = minutes(30).filter(([time]) => ![5, 6, 7, 20].includes(time / MINUTE))
    expect(checkQuality(rowsOf(rows))).toMatchObject({
      gaps: 2,
      missingBars: 4,
      largestGapBars: 3,
      gapList: [
        { afterTime: 4 * MINUTE, missingBars: 3 },
        { afterTime: 19 * MINUTE, missingBars: 1 },
      ],
    })
  })

  test('counts doubled, unsorted and off-grid times', () => {
    const rows = minutes(20)
    const shifted: Row[] = [...rows.slice(0, 10), rows[9] as Row, rows[3] as Row, ...rows.slice(10)]
    const odd: Row[] = [...shifted, [20 * MINUTE + 1500, 10, 12, 9, 10, 5]]
    expect(checkQuality(rowsOf(odd))).toMatchObject({ duplicates: 1, unsorted: 1, offGrid: 1 })
  })

  test('counts prices that cannot be', () => {
    const rows = minutes(20)
    rows[3] = [3 * MINUTE, 10, 9, 8, 11, 5]
    rows[4] = [4 * MINUTE, 10, 12, 11, 10, 0]
    rows[5] = [5 * MINUTE, 0, 12, 0, 10, 5]
    rows[6] = [6 * MINUTE, Number.NaN, 12, 9, 10, 5]
    expect(checkQuality(rowsOf(rows))).toMatchObject({ ohlcViolations: 2, zeroVolume: 1, zeroPrice: 1, nan: 1 })
  })

  test('counts a feed that stands still from a run of sixty on', () => {
    const still = (count: number): Row[] =>
      Array.from({ length: count + 20 }, (_, k) => [k * MINUTE, 10, 12, 9, k < count ? 10 : 10 + (k % 2), 5])
    expect(checkQuality(rowsOf(still(CONSTANT_RUN - 2))).constantClose).toBe(0)
    expect(checkQuality(rowsOf(still(CONSTANT_RUN + 5))).constantClose).toBeGreaterThanOrEqual(CONSTANT_RUN)
  })

  test('says when there are too few candles, or old ones', () => {
    expect(checkQuality(rowsOf(minutes(9))).warnings).toEqual(['only 9 candles: at least 10 are needed'])
    expect(checkQuality(rowsOf(minutes(20)), 22 * MINUTE).isStale).toBe(false)
    expect(checkQuality(rowsOf(minutes(20)), 23 * MINUTE).isStale).toBe(true)
    expect(checkQuality(rowsOf([])).rows).toBe(0)
  })
})

interface Recorded {
  rows: number
  start: string
  end: string
  dup: number
  nonmono: number
  gaps: number
  missing: number
  largest_gap_bars: number
  offgrid: number
  bad_hl: number
  nan: number
  zero_vol: number
  min_low: number
  max_high: number
  max_abs_ret: number
  gap_list_first_200: { after_ts: number; missing_bars: number }[]
}

const DATA = new URL('../../../shared/data/', import.meta.url)
const INDEX = new URL('ohlcv/quality.json.gz', DATA)
const isThere = existsSync(INDEX)
const recorded: Record<string, Recorded> = isThere ? JSON.parse(gunzipSync(readFileSync(INDEX)).toString()) : {}

describe('in the real files it finds exactly what others counted (skipped where ../shared/data is absent)', () => {
  test.skipIf(!isThere).each(isThere ? Object.entries(recorded) : [['no file', {} as Recorded]])(
    '%s',
    (path, expected) => {
      const report = checkQuality(readCandleRows(new URL(path, DATA).pathname))
      expect({
        rows: report.rows,
        start: formatTime(report.from ?? 0),
        end: formatTime(report.to ?? 0),
        dup: report.duplicates,
        nonmono: report.unsorted,
        gaps: report.gaps,
        missing: report.missingBars,
        largest_gap_bars: report.largestGapBars,
        offgrid: report.offGrid,
        bad_hl: report.ohlcViolations,
        nan: report.nan,
        zero_vol: report.zeroVolume,
        min_low: report.minLow,
        max_high: report.maxHigh,
        max_abs_ret: Number((report.maxAbsReturn ?? 0).toFixed(4)),
        gap_list_first_200: report.gapList
          .slice(0, 200)
          .map(({ afterTime, missingBars }) => ({ after_ts: afterTime, missing_bars: missingBars })),
      }).toEqual({
        rows: expected.rows,
        start: expected.start,
        end: expected.end,
        dup: expected.dup,
        nonmono: expected.nonmono,
        gaps: expected.gaps,
        missing: expected.missing,
        largest_gap_bars: expected.largest_gap_bars,
        offgrid: expected.offgrid,
        bad_hl: expected.bad_hl,
        nan: expected.nan,
        zero_vol: expected.zero_vol,
        min_low: expected.min_low,
        max_high: expected.max_high,
        max_abs_ret: expected.max_abs_ret,
        gap_list_first_200: expected.gap_list_first_200,
      })
    },
  )
})
