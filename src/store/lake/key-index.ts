import { z } from 'zod'
import { PlimsollError } from '../../core/errors.ts'
import { TIMEFRAMES } from '../../core/timeframe.ts'
import type { LakeFiles } from './files/lake-files.ts'
import { formatLakeKey, LAKE_MARKETS, type LakeKey } from './lake-key.ts'
import { isMonth, spanOfMonth } from './months.ts'
import { type MonthMetadata, monthFigures, problemOfTag } from './parquet/month-metadata.ts'
import type { ParquetMonths } from './parquet/parquet-months.ts'
import { PROVENANCES, type Provenance } from './provenance.ts'
import { type Span, unionOf, withoutSpans } from './spans.ts'

const indexedMonth = z.strictObject({ ...monthFigures.shape, stamp: z.string(), bytes: z.int().nonnegative() })

const manifestSchema = z.strictObject({
  format: z.literal(1),
  exchange: z.string(),
  market: z.enum(LAKE_MARKETS),
  symbol: z.string(),
  timeframe: z.enum(TIMEFRAMES),
  provenance: z.enum(PROVENANCES),
  months: z.record(z.string().refine(isMonth), indexedMonth),
  /** Older manifests do not have it. */
  downloaded: z.array(z.strictObject({ from: z.number(), to: z.number() })).default([]),
})

type Manifest = z.infer<typeof manifestSchema>

/** What the manifest keeps of a month: what its file says, and of which file that was read. */
export type IndexedMonth = z.infer<typeof indexedMonth>

/** A month that cannot be trusted. */
export interface BrokenMonth {
  readonly month: string
  readonly path: string
  readonly problem: string
}

/** What a key holds by the tags of its files, without its bars having been looked at. */
export interface KeyIndex {
  /** Undefined when there has never been a bar. */
  readonly provenance: Provenance | undefined
  /** Ascending. */
  readonly months: ReadonlyMap<string, IndexedMonth>
  readonly broken: readonly BrokenMonth[]
  /** Months of the manifest whose file is gone, with what they held. */
  readonly missing: ReadonlyMap<string, IndexedMonth>
  /** Where a download has been, and its bars are here: what is missing in these times the exchange does not have. */
  readonly downloaded: readonly Span[]
}

/**
 * Reads the manifest of a key and, for files that are not as it knows them, their tags. The files are the truth: a manifest that is
 * gone, damaged or behind, as after a crash, costs time and nothing else. Without trust in it every tag is read anew.
 */
export async function indexOfKey(
  files: LakeFiles,
  parquet: ParquetMonths,
  key: LakeKey,
  { trustsManifest = true }: { readonly trustsManifest?: boolean } = {},
): Promise<KeyIndex> {
  const manifest = readManifest(files, key)
  const held = new Map(Object.entries(manifest?.months ?? {}))
  const names = await files.months(key)
  const months = new Map<string, IndexedMonth>()
  const broken: BrokenMonth[] = []
  const stamps = names.map((month) => files.stampOf(files.pathOf(key, `${month}.parquet`)))
  const isStale = (month: string, k: number) =>
    !trustsManifest || stamps[k] === undefined || held.get(month)?.stamp !== stamps[k]
  const stale = names.filter(isStale)
  const tags = await parquet.metadataOf(stale.map((month) => files.pathOf(key, `${month}.parquet`)))
  let provenance = manifest?.provenance
  for (const [k, month] of names.entries()) {
    const path = files.pathOf(key, `${month}.parquet`)
    const tag = tags[stale.indexOf(month)]
    const kept = held.get(month)
    const problem = tag === undefined ? undefined : problemOfTag(tag, key, month, provenance)
    if (problem !== undefined) broken.push({ month, path, problem })
    else if (typeof tag === 'object') {
      provenance ??= tag.provenance
      months.set(month, indexed(tag, stamps[k] ?? '', files.sizeOf(path) ?? 0))
    } else if (kept !== undefined) months.set(month, kept)
  }
  const missing = new Map([...held].filter(([month]) => !names.includes(month)))
  const changed = [...held].filter(([month, { crc32 }]) => months.has(month) && months.get(month)?.crc32 !== crc32)
  // A file that has been exchanged since, as for that of a backup, may lack what a download brought.
  const spans = withoutSpans(
    manifest?.downloaded ?? [],
    changed.map(([month]) => spanOfMonth(month)),
  )
  return { provenance, months, broken, missing, downloaded: spans }
}

/** Writes what is known of a key. */
export function writeIndex(
  files: LakeFiles,
  key: LakeKey,
  { provenance, months, downloaded }: Pick<KeyIndex, 'months' | 'downloaded'> & { readonly provenance: Provenance },
): void {
  const { exchange, market, symbol, timeframe } = key
  const ascending = [...months].sort(([a], [b]) => (a < b ? -1 : 1))
  const manifest: Manifest = {
    format: 1,
    exchange,
    market,
    symbol,
    timeframe,
    provenance,
    months: Object.fromEntries(ascending),
    downloaded: unionOf(downloaded),
  }
  files.writeManifest(key, `${JSON.stringify(manifest, null, 2)}\n`)
}

/** The figures of a file as the manifest keeps them. */
export function indexed(tag: MonthMetadata, stamp: string, bytes: number): IndexedMonth {
  const { bars, from, to, gaps, missingBars, crc32, sources } = tag
  return { bars, from, to, gaps, missingBars, crc32, sources, stamp, bytes }
}

function readManifest(files: LakeFiles, key: LakeKey): Manifest | undefined {
  const text = files.readManifest(key)
  const manifest = text === undefined ? undefined : manifestSchema.safeParse(jsonOf(text)).data
  if (manifest !== undefined) refuseOtherKey(files, key, manifest)
  return manifest
}

/** A folder that was renamed or copied holds the candles that its manifest names, whatever it is called. */
function refuseOtherKey(files: LakeFiles, key: LakeKey, { exchange, market, symbol, timeframe }: Manifest): void {
  const named = formatLakeKey({ exchange, market, symbol, timeframe })
  if (named === formatLakeKey(key)) return
  throw new PlimsollError(
    'data',
    `${files.pathOf(key)} is the folder of ${formatLakeKey(key)}, and its manifest.json says that it holds ${named}`,
    'Move the folder to where it was; if its files are others than the manifest says, delete manifest.json.',
  )
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Damaged by someone's editor: it is made anew of the files.
    return undefined
  }
}
