import type { Bars } from '../../market/bars.ts'
import { checkBars } from './check-bars.ts'
import { type IndexedMonth, indexed, indexOfKey, writeIndex } from './key-index.ts'
import type { LakeKey } from './lake-key.ts'
import { brokenError, type LakeParts, monthPath } from './lake-parts.ts'
import { mergeBars } from './merge-bars.ts'
import { type MonthPart, partsByMonth } from './months.ts'
import type { MonthToWrite } from './parquet/parquet-months.ts'
import { type Provenance, refuseMixture } from './provenance.ts'
import { logRevisions } from './revisions.ts'
import type { Span } from './spans.ts'

export interface UpsertReport {
  readonly added: number
  /** Bars that were there with other values; both are in `revisionFiles`. */
  readonly revised: number
  readonly unchanged: number
  /** Months whose file was written. */
  readonly months: readonly string[]
  readonly revisionFiles: readonly string[]
}

export interface UpsertOptions {
  /** Hears after each month how many of the given bars are done. */
  readonly onProgress?: (bars: number) => void
  /** Times for which the bars are all that the exchange has: it is not asked for holes in them again. */
  readonly downloaded?: readonly Span[]
}

/** Bars and where they come from. */
export interface Delivery {
  readonly bars: Bars
  readonly provenance: Provenance
  readonly source: string
}

/** Months that are written at the same time: some are packed while another goes to the disk. */
const MONTHS_AT_A_TIME = 3
/** A month that many sources have had a part in keeps the names of the latest. */
const MOST_SOURCES = 8

/** Lays bars over those of a key. To be called by the one who holds its lock. */
export async function upsertBars(
  parts: LakeParts,
  key: LakeKey,
  delivery: Delivery,
  { onProgress = () => {}, downloaded = [] }: UpsertOptions = {},
): Promise<UpsertReport> {
  const { bars, provenance, source } = delivery
  const total = { added: 0, revised: 0, unchanged: 0, months: [] as string[], revisionFiles: [] as string[] }
  if (bars.length === 0 && downloaded.length === 0) return total
  checkBars(bars, source, provenance, parts.now())
  const index = await indexOfKey(parts.files, parts.parquet, key)
  const months = new Map([...index.missing, ...index.months])
  const isEmpty = months.size + index.broken.length === 0
  if (isEmpty && bars.length === 0) return total
  if (!isEmpty && index.provenance !== undefined) refuseMixture(key, index.provenance, provenance)
  const queue = partsByMonth(bars)
  const broken = index.broken.filter(({ month }) => queue.some((part) => part.month === month))
  if (broken.length > 0) throw brokenError(key, broken)
  let done = 0
  const work = async (): Promise<void> => {
    for (let part = queue.shift(); part !== undefined; part = queue.shift()) {
      const report = await upsertMonth(parts, key, delivery, part, index.months.get(part.month))
      total.added += report.added
      total.revised += report.revised
      total.unchanged += report.unchanged
      if (report.file !== undefined) {
        months.set(part.month, report.file)
        total.months.push(part.month)
      }
      if (report.revisionFile !== undefined) total.revisionFiles.push(report.revisionFile)
      done += part.end - part.start
      onProgress(done)
    }
  }
  await allDone(Array.from({ length: MONTHS_AT_A_TIME }, work), () => queue.splice(0))
  const before = index.provenance === provenance ? index.downloaded : []
  writeIndex(parts.files, key, { provenance, months, downloaded: [...before, ...downloaded] })
  return { ...total, months: total.months.sort(), revisionFiles: total.revisionFiles.sort() }
}

/** Waits for all of them, also when one fails: nothing may be written any more once the lock is let go. */
async function allDone(works: readonly Promise<void>[], stop: () => void): Promise<void> {
  const failures: unknown[] = []
  await Promise.all(
    works.map((work) =>
      work.catch((error: unknown) => {
        stop()
        failures.push(error)
      }),
    ),
  )
  if (failures.length > 0) throw failures[0]
}

interface MonthReport {
  readonly added: number
  readonly revised: number
  readonly unchanged: number
  /** Undefined when the file was not written, because nothing in it would change. */
  readonly file?: IndexedMonth
  readonly revisionFile?: string
}

async function upsertMonth(
  parts: LakeParts,
  key: LakeKey,
  { bars, provenance, source }: Delivery,
  { month, start, end }: MonthPart,
  known: IndexedMonth | undefined,
): Promise<MonthReport> {
  const path = monthPath(parts.files, key, month)
  const named = { key, month, provenance, sources: withSource(known?.sources ?? [], source) }
  if (known === undefined) {
    const file = await writeMonth(parts, path, { ...named, bars, start, end })
    return { added: end - start, revised: 0, unchanged: 0, file }
  }
  const old = await readMonth(parts, key, path)
  const merge = mergeBars(old, bars, start, end)
  const { added, unchanged, revised } = merge
  if (added + revised.length === 0) return { added, revised: 0, unchanged }
  // Before the month itself: a crash in between logs a revision twice rather than never.
  const revisionFile =
    revised.length > 0 ? await logRevisions(parts, key, month, { old, fresh: bars, revised }) : undefined
  const file = await writeMonth(parts, path, { ...named, bars: merge.bars, start: 0, end: merge.bars.length })
  return { added, revised: revised.length, unchanged, file, ...(revisionFile !== undefined && { revisionFile }) }
}

async function readMonth({ files, parquet }: LakeParts, key: LakeKey, path: string): Promise<Bars> {
  files.refuseUnreadable(path)
  const read = await parquet.readOne(path)
  if ('problem' in read) throw brokenError(key, [read])
  return read.bars
}

/** Writes the file of a month and gives what the manifest keeps of it. */
export async function writeMonth(
  { files, parquet }: LakeParts,
  path: string,
  month: MonthToWrite,
): Promise<IndexedMonth> {
  const tag = await files.replace(path, (target) => parquet.write(target, month))
  return indexed(tag, files.stampOf(path) ?? '', files.sizeOf(path) ?? 0)
}

function withSource(sources: readonly string[], source: string): string[] {
  return [...sources.filter((one) => one !== source), source].slice(-MOST_SOURCES)
}
