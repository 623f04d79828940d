import { timeframeMs } from '../../core/timeframe.ts'
import { type IndexedMonth, indexOfKey } from './key-index.ts'
import type { LakeKey } from './lake-key.ts'
import { type LakeParts, untrusted } from './lake-parts.ts'
import type { Provenance } from './provenance.ts'
import type { Span } from './spans.ts'

/** What the lake holds of one key. */
export interface LakeEntry {
  readonly key: LakeKey
  readonly provenance: Provenance
  /** What the bars were taken from, without repetition. */
  readonly sources: readonly string[]
  readonly bars: number
  /** Open times of the first and the last bar; null when there is none. */
  readonly from: number | null
  readonly to: number | null
  /** Holes between the first and the last bar, and the bars that they lack. */
  readonly gaps: number
  readonly missingBars: number
  /** Times that were downloaded: a hole in them is one that the exchange has, too. */
  readonly downloaded: readonly Span[]
  readonly months: number
  /** Months that cannot be trusted, with the reason: `data repair` deals with them. */
  readonly broken: readonly { readonly month: string; readonly problem: string }[]
  /** Size of the files; null in an object store, which is not asked. */
  readonly bytes: number | null
  /** When the last bar closed, and how long ago. */
  readonly lastCloseAt: number | null
  readonly ageMs: number | null
}

/** The entry of a key; undefined when nothing of it was ever written. */
export async function entryOf(parts: LakeParts, key: LakeKey): Promise<LakeEntry | undefined> {
  const index = await indexOfKey(parts.files, parts.parquet, key)
  if (index.provenance === undefined) return undefined
  const months = [...index.months.values()]
  const bytes = months.reduce((sum, month) => sum + month.bytes, 0)
  const [first, last] = [months[0], months.at(-1)]
  const lastCloseAt = last === undefined ? null : last.to + timeframeMs(key.timeframe)
  return {
    key,
    provenance: index.provenance,
    sources: [...new Set(months.flatMap(({ sources }) => sources))],
    bars: months.reduce((sum, month) => sum + month.bars, 0),
    from: first?.from ?? null,
    to: last?.to ?? null,
    ...holesOf(months, timeframeMs(key.timeframe)),
    downloaded: index.downloaded,
    months: months.length,
    broken: untrusted(parts, key, index).map(({ month, problem }) => ({ month, problem })),
    bytes: bytes > 0 ? bytes : null,
    lastCloseAt,
    ageMs: lastCloseAt === null ? null : parts.now() - lastCloseAt,
  }
}

/** The holes inside the months and those between one and the next. */
function holesOf(months: readonly IndexedMonth[], stepMs: number): { gaps: number; missingBars: number } {
  let gaps = 0
  let missingBars = 0
  for (const [k, month] of months.entries()) {
    const before = months[k - 1]
    const missing = before === undefined ? 0 : (month.from - before.to) / stepMs - 1
    gaps += month.gaps + (missing > 0 ? 1 : 0)
    missingBars += month.missingBars + missing
  }
  return { gaps, missingBars }
}
