import type { CandleRows } from './candle-rows.ts'

/** A hole in the candles: the last one before it, and how many are missing behind that. */
export interface Gap {
  readonly afterTime: number
  readonly missingBars: number
}

export interface TimeQuality {
  /** Open time of the earliest and of the latest candle, UTC, in milliseconds; null when there is none. */
  readonly from: number | null
  readonly to: number | null
  readonly gaps: number
  readonly missingBars: number
  readonly largestGapBars: number
  readonly gapList: readonly Gap[]
  /** Candles whose time another one has already. */
  readonly duplicates: number
  /** Candles that come before the row above them. */
  readonly unsorted: number
  /** Candles that do not open at a multiple of the timeframe. */
  readonly offGrid: number
  /** Whether the latest candle closed more than two bars ago. False when no time of checking was given. */
  readonly isStale: boolean
}

const STALE_AFTER_BARS = 2

/** Looks at the times alone. `stepMs` is the distance that candles should have. */
export function checkTimes(rows: CandleRows, stepMs: number | undefined, now: number | undefined): TimeQuality {
  const times = rows.timestamp.values.subarray(0, rows.length).filter((time) => time >= 0)
  const unsorted = countDescents(times)
  if (unsorted > 0) times.sort((a, b) => a - b)
  const gapList = stepMs === undefined ? [] : findGaps(times, stepMs)
  const last = times.at(-1)
  return {
    from: times[0] ?? null,
    to: last ?? null,
    gaps: gapList.length,
    missingBars: gapList.reduce((sum, gap) => sum + gap.missingBars, 0),
    largestGapBars: gapList.reduce((largest, gap) => Math.max(largest, gap.missingBars), 0),
    gapList,
    duplicates: countEqualNeighbours(times),
    unsorted,
    offGrid: stepMs === undefined ? 0 : times.reduce((count, time) => count + (time % stepMs === 0 ? 0 : 1), 0),
    isStale: isStale(last, stepMs, now),
  }
}

/** The latest candle should have closed a moment ago; the next one is still forming. */
function isStale(last: number | undefined, stepMs: number | undefined, now: number | undefined): boolean {
  if (last === undefined || stepMs === undefined || now === undefined) return false
  return now - (last + stepMs) > STALE_AFTER_BARS * stepMs
}

function countDescents(times: Float64Array): number {
  let count = 0
  for (let i = 1; i < times.length; i++) if ((times[i] as number) < (times[i - 1] as number)) count++
  return count
}

function countEqualNeighbours(times: Float64Array): number {
  let count = 0
  for (let i = 1; i < times.length; i++) if (times[i] === times[i - 1]) count++
  return count
}

/** Candles off the grid make distances of no whole number of bars: those are rounded. */
function findGaps(times: Float64Array, stepMs: number): Gap[] {
  const gaps: Gap[] = []
  for (let i = 1; i < times.length; i++) {
    const afterTime = times[i - 1] as number
    const missingBars = Math.round(((times[i] as number) - afterTime) / stepMs) - 1
    if (missingBars > 0) gaps.push({ afterTime, missingBars })
  }
  return gaps
}
