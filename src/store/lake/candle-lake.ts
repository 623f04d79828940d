import { PlimsollError } from '../../core/errors.ts'
import { Bars } from '../../market/bars.ts'
import { checkTimes, type Gap } from '../../market/time-quality.ts'
import { rowsOfBars } from './check-bars.ts'
import { BucketFiles } from './files/bucket-files.ts'
import type { LakeFiles } from './files/lake-files.ts'
import { parseLakeRoot } from './files/lake-root.ts'
import { LocalFiles } from './files/local-files.ts'
import { indexOfKey } from './key-index.ts'
import { entryOf, type LakeEntry } from './lake-entry.ts'
import { checkedLakeKey, formatLakeKey, type LakeKey } from './lake-key.ts'
import { brokenError, type LakeParts, monthPath, untrusted } from './lake-parts.ts'
import { spanOfMonth } from './months.ts'
import { Duck } from './parquet/duck.ts'
import { ParquetMonths } from './parquet/parquet-months.ts'
import type { Provenance } from './provenance.ts'
import { type RepairReport, repairKey } from './repair-key.ts'
import { type UpsertOptions, type UpsertReport, upsertBars } from './upsert-bars.ts'
import { type KeyReport, verifyKey } from './verify-key.ts'

/** Times [fromMs, toMs) at which bars open; either end may be left out. */
export interface TimeRange {
  readonly fromMs?: number
  readonly toMs?: number
}

/** Reading between two writes of another process may meet one month before and the next after: it is tried again. */
const READ_ATTEMPTS = 3

/**
 * Candles as Parquet files, a month each: `<root>/<exchange>/<market>/<symbol>/<timeframe>/2024-01.parquet`. DuckDB reads and writes
 * them, and is loaded when it is first needed. Every file tells what it is and carries a checksum, without which no bar is read.
 */
export class CandleLake {
  readonly #parts: LakeParts

  private constructor(parts: LakeParts) {
    this.#parts = parts
  }

  /** Opens the lake in a folder, which need not be there yet, or in a bucket: `s3://bucket/candles`. */
  static async open(root: string, options: { readonly now?: () => number } = {}): Promise<CandleLake> {
    const place = parseLakeRoot(root)
    if (place.kind === 'folder') return CandleLake.#over(new LocalFiles(place.path), new Duck(), options)
    const duck = new Duck(['httpfs'])
    return CandleLake.#over(new BucketFiles(place.url, duck), duck, options)
  }

  static #over(files: LakeFiles, duck: Duck, { now = Date.now }: { readonly now?: () => number }): CandleLake {
    return new CandleLake({ files, duck, parquet: new ParquetMonths(duck), now })
  }

  /**
   * Adds bars, or replaces those that open at the same time; what they were is written to a revisions file. A month is written as a
   * whole or not at all, and one process at a time writes to a key.
   * @param source where the bars come from, as a person is told: the name of a file, of an exchange
   */
  upsert(
    key: LakeKey,
    bars: Bars,
    provenance: Provenance,
    source: string,
    options?: UpsertOptions,
  ): Promise<UpsertReport> {
    this.#refuseOtherTimeframe(key, bars)
    return this.#exclusively(key, () => upsertBars(this.#parts, key, { bars, provenance, source }, options))
  }

  /** The bars that open in the range, none when there are none. Refuses a range with a month that cannot be trusted. */
  async read(key: LakeKey, { fromMs, toMs }: TimeRange = {}): Promise<Bars> {
    const bars = await this.#readMonths(checkedLakeKey(key), monthsWithin(fromMs, toMs))
    if (fromMs === undefined && toMs === undefined) return bars
    return bars.between(fromMs ?? Number.NEGATIVE_INFINITY, toMs ?? Number.POSITIVE_INFINITY)
  }

  /** What the lake holds, by exchange, market, symbol and timeframe. */
  async list(): Promise<readonly LakeEntry[]> {
    const entries: LakeEntry[] = []
    for (const key of await this.#parts.files.keys()) {
      const entry = await entryOf(this.#parts, key)
      if (entry !== undefined) entries.push(entry)
    }
    return entries
  }

  /** What the lake holds of one key; undefined when nothing. */
  entry(key: LakeKey): Promise<LakeEntry | undefined> {
    return entryOf(this.#parts, checkedLakeKey(key))
  }

  /** The entry of a key, or an error that says what there is instead. */
  async requireEntry(key: LakeKey): Promise<LakeEntry> {
    const entry = await this.entry(key)
    if (entry !== undefined) return entry
    const others = (await this.#parts.files.keys()).map(formatLakeKey)
    throw new PlimsollError(
      'data',
      `the lake has no candles ${formatLakeKey(key)}`,
      others.length === 0
        ? 'It is empty: plimsoll data import FILE puts candles into it.'
        : `It has ${others.slice(0, 5).join(', ')}${others.length > 5 ? ' and more: see plimsoll data list' : ''}.`,
    )
  }

  /** The holes in the candles of a key. */
  async gaps(key: LakeKey): Promise<readonly Gap[]> {
    const bars = await this.read(key)
    return checkTimes(rowsOfBars(bars), bars.timeframeMs, undefined).gapList
  }

  /** Reads every file of a key and says which cannot be trusted. */
  verify(key: LakeKey): Promise<KeyReport> {
    return verifyKey(this.#parts, checkedLakeKey(key))
  }

  /** Puts broken months aside, takes rows out that can be no bars, and says which times to fetch again. */
  repair(key: LakeKey): Promise<RepairReport> {
    return this.#exclusively(key, () => repairKey(this.#parts, key))
  }

  /** Writes bars as one Parquet file of its own. */
  async exportParquet(path: string, bars: Bars): Promise<void> {
    const { parquet } = this.#parts
    await new LocalFiles('.').replace(path, (target) => parquet.export(target, bars))
  }

  /** Deletes the candles of a key, and its revisions with them. */
  remove(key: LakeKey): Promise<void> {
    return this.#exclusively(key, async () => this.#parts.files.remove(key))
  }

  /** Lets the memory of DuckDB go. */
  close(): Promise<void> {
    return this.#parts.duck.close()
  }

  #exclusively<T>(key: LakeKey, work: () => Promise<T>): Promise<T> {
    return this.#parts.files.exclusively(checkedLakeKey(key), work)
  }

  async #readMonths(key: LakeKey, isWanted: (month: string) => boolean): Promise<Bars> {
    const { files, parquet } = this.#parts
    for (let attempt = 1; attempt <= READ_ATTEMPTS; attempt++) {
      const index = await indexOfKey(files, parquet, key, { trustsManifest: attempt === 1 })
      const broken = untrusted(this.#parts, key, index).filter(({ month }) => isWanted(month))
      if (broken.length > 0) throw brokenError(key, broken)
      const wanted = [...index.months].filter(([month]) => isWanted(month))
      if (wanted.length === 0) return new Bars(key.timeframe)
      const months = wanted.map(([month, figures]) => ({ path: monthPath(files, key, month), ...figures }))
      const found = await parquet.read(key.timeframe, months)
      if (found instanceof Bars) return found
      for (const { path } of found) files.refuseUnreadable(path)
      if (found.length > 0 && attempt > 1) throw brokenError(key, found)
    }
    throw new PlimsollError(
      'io',
      `the candles ${formatLakeKey(key)} were rewritten while they were read, ${READ_ATTEMPTS} times`,
      'Try again when whatever writes to them has ended.',
    )
  }

  #refuseOtherTimeframe({ timeframe }: LakeKey, bars: Bars): void {
    if (bars.timeframe === timeframe) return
    throw new PlimsollError(
      'usage',
      `bars of ${bars.timeframe} cannot be kept as ${timeframe}`,
      `Make bars of ${timeframe} first, or keep them as ${bars.timeframe}.`,
    )
  }
}

/** Which months have bars of [fromMs, toMs). */
function monthsWithin(fromMs = Number.NEGATIVE_INFINITY, toMs = Number.POSITIVE_INFINITY): (month: string) => boolean {
  return (month) => {
    const { from, to } = spanOfMonth(month)
    return from < toMs && to > fromMs
  }
}
