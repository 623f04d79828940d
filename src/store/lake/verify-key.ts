import { timeframeMs } from '../../core/timeframe.ts'
import { Bars } from '../../market/bars.ts'
import { formatTime } from '../../market/format-time.ts'
import { checkQuality } from '../../market/quality.ts'
import type { QualityReport } from '../../market/quality-report.ts'
import { rowsOfBars } from './check-bars.ts'
import { findDefects } from './find-defects.ts'
import { type BrokenMonth, indexOfKey } from './key-index.ts'
import type { LakeKey } from './lake-key.ts'
import { type LakeParts, monthPath, untrusted } from './lake-parts.ts'
import { spanOfMonth } from './months.ts'
import { openHoles } from './open-holes.ts'
import { type Span, withoutSpans } from './spans.ts'

/** What a look at every bar of a key has found. */
export interface KeyReport {
  readonly key: LakeKey
  /** Months that cannot be trusted; none means that every bar can be read as it was written. */
  readonly broken: readonly BrokenMonth[]
  /** Gaps and whatever else is odd about the bars of the other months: a result, no failure. */
  readonly quality: QualityReport
  /** Of the gaps those that no download has looked into. The others the exchange has, too. */
  readonly openHoles: readonly Span[]
}

/** Reads every file of a key and judges what is in it. */
export async function verifyKey(parts: LakeParts, key: LakeKey): Promise<KeyReport> {
  const index = await indexOfKey(parts.files, parts.parquet, key, { trustsManifest: false })
  const broken = untrusted(parts, key, index)
  const whole = new Bars(key.timeframe)
  for (const month of index.months.keys()) {
    const path = monthPath(parts.files, key, month)
    parts.files.refuseUnreadable(path)
    const read = await parts.parquet.readOne(path)
    const problem = 'problem' in read ? read.problem : problemOfBars(read.bars, month)
    if (problem !== undefined) broken.push({ month, path, problem })
    else if ('bars' in read) for (let i = 0; i < read.bars.length; i++) whole.appendFrom(read.bars, i)
  }
  broken.sort((a, b) => (a.month < b.month ? -1 : 1))
  const lost = broken.map(({ month }) => spanOfMonth(month))
  return {
    key,
    broken,
    quality: checkQuality(rowsOfBars(whole), { stepMs: timeframeMs(key.timeframe) }),
    openHoles: openHoles(whole, withoutSpans(index.downloaded, lost)),
  }
}

function problemOfBars(bars: Bars, month: string): string | undefined {
  const [first, ...others] = findDefects(bars, month)
  if (first === undefined) return undefined
  const more = others.length > 0 ? `, and ${others.length} more rows` : ''
  return `the bar of ${formatTime(first.time)} cannot be: ${first.problem}${more}`
}
