import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { CandleCsv } from './candle-csv.ts'
import { CANDLE_FIELDS, CandleRows } from './candle-rows.ts'
import { countUnreadable } from './candle-source.ts'
import { formatTime } from './format-time.ts'
import { checkQuality } from './quality.ts'

type Row = readonly [time: number, open: number, high: number, low: number, close: number, volume: number]

const MINUTE = 60_000

function rowsOf(list: readonly Row[]): CandleRows {
  const rows = new CandleRows(list.length)
  for (const row of list) {
    for (const [k, field] of CANDLE_FIELDS.entries()) rows[field].values[rows.length] = row[k] ?? Number.NaN
    rows.length++
  }
  return rows
}

/** Sound candles, one a minute. */
function minutes(count: number): Row[] {
  return Array.from({ length: count }, (_, k) => [k * MINUTE, 10, 12, 9, 10 + (k % 3), 5] as const)
}

describe('checkQuality', () => {
  test('finds nothing in sound candles', () => {
    expect(checkQuality(rowsOf(minutes(20)))).toEqual({
      rows: 20,
      timeframe: '1m',
      isKnownTimeframe: true,
      from: 0,
      to: 19 * MINUTE,
      gaps: 0,
      missingBars: 0,
      largestGapBars: 0,
      gapList: [],
      duplicates: 0,
      unsorted: 0,
      offGrid: 0,
      isStale: false,
      nan: 0,
      zeroPrices: 0,
      ohlcViolations: 0,
      highBelowLow: 0,
      zeroVolume: 0,
      negativeVolume: 0,
      constantRuns: 0,
      longestConstantRun: 1,
      minLow: 9,
      maxHigh: 12,
      maxAbsReturn: Math.abs(10 / 12 - 1),
      maxAbsReturnAt: 3 * MINUTE,
      warnings: [],
    })
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
      warnings: ['2 gaps: 4 bars missing, 3 in the largest'],
    })
  })

  test('counts doubled, unsorted and off-grid times, and sees no gaps where the order alone is wrong', () => {
    const rows = minutes(20)
    const odd: Row[] = [...rows.slice(0, 10), rows[9] as Row, rows[11] as Row, rows[10] as Row, ...rows.slice(12)]
    const shifted: Row = [20 * MINUTE + 1500, 10, 12, 9, 10, 5]
    expect(checkQuality(rowsOf([...odd, shifted]))).toMatchObject({
      duplicates: 1,
      unsorted: 1,
      offGrid: 1,
      gaps: 0,
      warnings: [
        '1 row comes before the row above it',
        '1 row has a time that another one has',
        '1 row does not open on a multiple of the timeframe',
      ],
    })
  })

  test('finds a double also when the two rows are far apart', () => {
    const rows = minutes(20)
    expect(checkQuality(rowsOf([...rows, rows[3] as Row]))).toMatchObject({ duplicates: 1, unsorted: 1 })
  })

  test('counts values that cannot be', () => {
    const rows = minutes(20)
    rows[3] = [3 * MINUTE, 10, 9, 8, 11, 5]
    rows[4] = [4 * MINUTE, 10, 12, 11, 10, 0]
    rows[5] = [5 * MINUTE, 0, 12, 0, 10, 5]
    rows[6] = [6 * MINUTE, Number.NaN, 12, 9, 10, 5]
    rows[7] = [7 * MINUTE, 10, 9, 12, 10, -1]
    rows[8] = [Number.NaN, 10, 12, 9, 10, 5]
    expect(checkQuality(rowsOf(rows))).toMatchObject({
      ohlcViolations: 3,
      highBelowLow: 1,
      zeroVolume: 1,
      negativeVolume: 1,
      zeroPrices: 1,
      nan: 2,
    })
  })

  test('finds a feed that hangs from twenty equal closes on', () => {
    const still = (count: number): Row[] =>
      minutes(60).map(([time, o, h, l, c, v], k) => [time, o, h, l, k < count ? 11 : c - 0.5, v])
    expect(checkQuality(rowsOf(still(19)))).toMatchObject({ constantRuns: 0, longestConstantRun: 19 })
    expect(checkQuality(rowsOf(still(20)))).toMatchObject({
      constantRuns: 1,
      longestConstantRun: 20,
      warnings: ['1 stretch of the same close, the longest of 20 rows'],
    })
  })

  test('says when there are too few candles, old ones, or a move that is hard to believe', () => {
    expect(checkQuality(rowsOf(minutes(9))).warnings).toEqual(['only 9 rows: at least 10 are needed to tell anything'])
    expect(checkQuality(rowsOf(minutes(20)), { now: 22 * MINUTE }).isStale).toBe(false)
    expect(checkQuality(rowsOf(minutes(20)), { now: 23 * MINUTE })).toMatchObject({
      isStale: true,
      warnings: ['the last row is of 1970-01-01 00:19: the data are not up to date'],
    })
    const jump = minutes(20).map(([time, o, h, l, c, v], k) => [time, o, h, l, k === 6 ? 120 : c, v] as Row)
    expect(checkQuality(rowsOf(jump)).warnings.at(-1)).toBe(
      'the close moves by 900.0 % in one bar at 1970-01-01 00:06: is it true?',
    )
  })

  test('measures any distance, and says when nobody trades on it', () => {
    const rows = minutes(20).map(([time, ...rest]) => [time * 480, ...rest] as Row)
    expect(checkQuality(rowsOf(rows))).toMatchObject({
      timeframe: '8h',
      isKnownTimeframe: false,
      warnings: ['8h is not a timeframe to trade on'],
    })
    expect(checkQuality(rowsOf(minutes(20)), { stepMs: 30_000 })).toMatchObject({ gaps: 19, missingBars: 19 })
  })

  test('takes nothing and one candle for what they are', () => {
    expect(checkQuality(rowsOf([]))).toMatchObject({
      rows: 0,
      from: null,
      minLow: null,
      timeframe: null,
      maxAbsReturn: 0,
    })
    expect(checkQuality(rowsOf(minutes(1)))).toMatchObject({ rows: 1, timeframe: null, gaps: 0, longestConstantRun: 1 })
  })
})

interface Recorded {
  readonly rows: number
  readonly start: string
  readonly end: string
  readonly dup: number
  readonly nonmono: number
  readonly gaps: number
  readonly missing: number
  readonly largest_gap_bars: number
  readonly offgrid: number
  readonly bad_hl: number
  readonly nan: number
  readonly zero_vol: number
  readonly min_low: number
  readonly max_high: number
  readonly max_abs_ret: number
  readonly gap_list_first_200: readonly { after_ts: number; missing_bars: number }[]
}

const DATA = new URL('../../../shared/data/', import.meta.url)
const INDEX = new URL('ohlcv/quality.json.gz', DATA)
const isThere = existsSync(INDEX)
const recorded: Record<string, Recorded> = isThere ? JSON.parse(gunzipSync(readFileSync(INDEX)).toString()) : {}

/** What we find, in the words of the record. */
function findingsOf(path: string): Partial<Recorded> {
  const csv = new CandleCsv(path, countUnreadable)
  csv.push(gunzipSync(readFileSync(new URL(path, DATA))))
  const report = checkQuality(csv.end())
  return {
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
    min_low: report.minLow ?? 0,
    max_high: report.maxHigh ?? 0,
    max_abs_ret: Number(report.maxAbsReturn.toFixed(4)),
    gap_list_first_200: report.gapList
      .slice(0, 200)
      .map(({ afterTime, missingBars }) => ({ after_ts: afterTime, missing_bars: missingBars })),
  }
}

describe(`real files have exactly the defects that others counted${isThere ? '' : ' (skipped: ../shared/data is not there)'}`, () => {
  test.skipIf(!isThere)('the record has 44 files', () => {
    expect(Object.keys(recorded).length).toBe(44)
  })

  test.skipIf(!isThere).each(isThere ? Object.keys(recorded) : ['no file'])('%s', (path) => {
    expect(recorded[path]).toMatchObject(findingsOf(path))
  })
})
