import { timeframeMs } from '../../core/timeframe.ts'
import { Bars } from '../../market/bars.ts'
import { findDefects, type RowDefect } from './find-defects.ts'
import { type IndexedMonth, indexOfKey, writeIndex } from './key-index.ts'
import type { LakeKey } from './lake-key.ts'
import { type LakeParts, monthPath } from './lake-parts.ts'
import { spanOfMonth } from './months.ts'
import { openHoles } from './open-holes.ts'
import { type Span, withoutSpans } from './spans.ts'
import { writeMonth } from './upsert-bars.ts'

/** What a repair has done. */
export interface RepairReport {
  readonly key: LakeKey
  readonly quarantined: readonly { readonly month: string; readonly problem: string; readonly aside: string }[]
  readonly droppedRows: readonly (RowDefect & { readonly month: string })[]
  /** Times [from, to) that must be imported or downloaded again. */
  readonly lost: readonly Span[]
  /** Holes that no download has looked into, without what is lost. */
  readonly openHoles: readonly Span[]
}

/** Puts broken months aside and takes rows out that can be no bars. To be called by the one who holds the lock of the key. */
export async function repairKey(parts: LakeParts, key: LakeKey): Promise<RepairReport> {
  const { files } = parts
  const index = await indexOfKey(files, parts.parquet, key, { trustsManifest: false })
  const months = new Map<string, IndexedMonth>()
  const quarantined: { month: string; problem: string; aside: string }[] = []
  const droppedRows: (RowDefect & { month: string })[] = []
  const whole = new Bars(key.timeframe)
  const lost = [...index.missing].map(([month, held]) => spanOf(key, month, held))
  const setAside = (month: string, problem: string) => {
    quarantined.push({ month, problem, aside: files.setAside(monthPath(files, key, month)) })
    lost.push(spanOf(key, month, index.months.get(month)))
  }
  for (const { month, problem } of index.broken) setAside(month, problem)
  for (const [month, held] of index.months) {
    const found = await cleanMonth(parts, key, month, held)
    if ('problem' in found) setAside(month, found.problem)
    if (!('defects' in found)) continue
    months.set(month, found.file)
    for (let i = 0; i < found.bars.length; i++) whole.appendFrom(found.bars, i)
    droppedRows.push(...found.defects.map((defect) => ({ ...defect, month })))
    lost.push(...lostTimes(found.defects, key, month))
  }
  const { provenance } = index
  // What is lost must come with the next download; a month with rows that can be no bars may lack others, too.
  const doubtful = droppedRows.map(({ month }) => spanOfMonth(month))
  const downloaded = withoutSpans(index.downloaded, [...lost, ...doubtful])
  if (provenance !== undefined) writeIndex(files, key, { provenance, months, downloaded })
  const byTime = lost.sort((a, b) => a.from - b.from)
  return { key, quarantined, droppedRows, lost: byTime, openHoles: withoutSpans(openHoles(whole, downloaded), lost) }
}

type Cleaned =
  | { readonly problem: string }
  | { readonly defects: readonly RowDefect[]; readonly bars: Bars; readonly file: IndexedMonth }

async function cleanMonth(parts: LakeParts, key: LakeKey, month: string, held: IndexedMonth): Promise<Cleaned> {
  const path = monthPath(parts.files, key, month)
  parts.files.refuseUnreadable(path)
  const read = await parts.parquet.readOne(path)
  if ('problem' in read) return read
  const defects = findDefects(read.bars, month)
  if (defects.length === 0) return { defects, bars: read.bars, file: held }
  const bars = without(read.bars, new Set(defects.map(({ row }) => row)))
  if (bars.length === 0) return { problem: 'none of its rows can be a bar' }
  const { sources } = read.metadata
  const named = { key, month, provenance: read.metadata.provenance, sources }
  return { defects, bars, file: await writeMonth(parts, path, { ...named, bars, start: 0, end: bars.length }) }
}

function without(bars: Bars, rows: ReadonlySet<number>): Bars {
  const kept = new Bars(bars.timeframe, bars.length - rows.size)
  for (let i = 0; i < bars.length; i++) if (!rows.has(i)) kept.appendFrom(bars, i)
  return kept
}

/** What a month held, or the whole of it when that is not known. */
function spanOf({ timeframe }: LakeKey, month: string, held: IndexedMonth | undefined) {
  return held === undefined ? spanOfMonth(month) : { from: held.from, to: held.to + timeframeMs(timeframe) }
}

/** The bars that a dropped row leaves a hole for: not those of a row that was there twice or at no time of a bar. */
function lostTimes(defects: readonly RowDefect[], { timeframe }: LakeKey, month: string) {
  const { from, to } = spanOfMonth(month)
  const stepMs = timeframeMs(timeframe)
  const holes = defects.filter(({ time }) => time >= from && time < to && time % stepMs === 0)
  return holes
    .filter(({ problem }) => problem !== 'it is there twice')
    .map(({ time }) => ({ from: time, to: time + stepMs }))
}
