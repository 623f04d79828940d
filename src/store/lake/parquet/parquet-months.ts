import { PlimsollError } from '../../../core/errors.ts'
import type { Timeframe } from '../../../core/timeframe.ts'
import { Bars } from '../../../market/bars.ts'
import { CANDLE_FIELDS } from '../../../market/candle-rows.ts'
import type { LakeKey } from '../lake-key.ts'
import type { Provenance } from '../provenance.ts'
import { type Duck, sqlText } from './duck.ts'
import { columnsOf, crc32OfBars, formatMetadata, type MonthMetadata, parseMetadata } from './month-metadata.ts'

/** Bars with what the tag of their file is to say. */
export interface MonthToWrite {
  readonly key: LakeKey
  readonly month: string
  readonly provenance: Provenance
  readonly sources: readonly string[]
  readonly bars: Bars
  readonly start: number
  readonly end: number
}

/** A file of the lake: its bars, which no one has judged yet, or what is wrong with it. */
export type MonthRead = { readonly path: string; readonly metadata: MonthMetadata; readonly bars: Bars } | BrokenFile

/** A file and what its tag says of its bars. */
export interface MonthFile {
  readonly path: string
  readonly bars: number
  readonly crc32: number
}

interface BrokenFile {
  readonly path: string
  readonly problem: string
}

const TAG = 'plimsoll'
/** The columns of a file as times in milliseconds and doubles. */
const COLUMNS = `epoch_ms("timestamp")::DOUBLE, ${CANDLE_FIELDS.slice(1)
  .map((field) => `"${field}"::DOUBLE`)
  .join(', ')}`
/** The same the other way. A `timestamp` in Parquet is what other programs understand as a time. */
const TYPED = `make_timestamp_ms("timestamp"::BIGINT)::TIMESTAMP_MS AS "timestamp", ${CANDLE_FIELDS.slice(1).join(', ')}`
/** The usual level, 3, takes longer and packs no better. A month is one row group, because it is read as a whole. */
const PARQUET = 'FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, PARQUET_VERSION v2, ROW_GROUP_SIZE 65536'
/** Files that are read by one query: DuckDB holds their columns a second time. */
const FILES_AT_A_TIME = 24

/** Parquet files of bars: one month each, tagged and with a checksum. A file that cannot be opened is a failure and not a broken one. */
export class ParquetMonths {
  readonly #duck: Duck

  constructor(duck: Duck) {
    this.#duck = duck
  }

  /** Writes one month. */
  async write(path: string, month: MonthToWrite): Promise<MonthMetadata> {
    const metadata = describe(month)
    const tag = `KV_METADATA {${TAG}: ${sqlText(formatMetadata(metadata))}}`
    await this.#duck.write(feedOf(month), TYPED, path, `${PARQUET}, ${tag}`)
    return metadata
  }

  /** Writes bars as one Parquet file that is not of the lake. */
  async export(path: string, bars: Bars): Promise<void> {
    await this.#duck.write(feedOf({ bars, start: 0, end: bars.length }), TYPED, path, PARQUET)
  }

  /** The tags of files in the order of `paths`; a text says what is wrong with one. */
  async metadataOf(paths: readonly string[]): Promise<(MonthMetadata | string)[]> {
    if (paths.length === 0) return []
    const tags = await this.#tagsOf(paths)
    return paths.map((path) => tags.get(nameOf(path)) ?? 'it carries no tag of Plimsoll, or a damaged one')
  }

  /**
   * The bars of the files of ascending months, which must be those that their figures tell of.
   * @returns the files that are damaged instead of bars; none of them when a file was replaced after its figures had been read
   */
  async read(timeframe: Timeframe, files: readonly MonthFile[]): Promise<Bars | readonly BrokenFile[]> {
    const bars = new Bars(
      timeframe,
      files.reduce((sum, file) => sum + file.bars, 0),
    )
    for (let first = 0; first < files.length; first += FILES_AT_A_TIME) {
      if (!(await this.#readInto(bars, files.slice(first, first + FILES_AT_A_TIME)))) return this.#diagnose(files)
    }
    return bars
  }

  /** One file: its tag and its bars, checksum and all. */
  async readOne(path: string): Promise<MonthRead> {
    const [metadata = ''] = await this.metadataOf([path])
    if (typeof metadata === 'string') return { path, problem: metadata }
    const bars = new Bars(metadata.timeframe, metadata.bars)
    const problem = await this.#load(bars, [path])
    if (problem !== undefined) return { path, problem }
    if (bars.length !== metadata.bars) return { path, problem: `it holds ${bars.length} bars of ${metadata.bars}` }
    if (crc32OfBars(bars, 0, bars.length) === metadata.crc32) return { path, metadata, bars }
    return { path, problem: 'its bars are not those that were written: the checksum differs' }
  }

  async #readInto(bars: Bars, files: readonly MonthFile[]): Promise<boolean> {
    let at = bars.length
    const paths = files.map(({ path }) => path)
    if ((await this.#load(bars, paths)) !== undefined) return false
    for (const file of files) {
      if (at + file.bars > bars.length || crc32OfBars(bars, at, at + file.bars) !== file.crc32) return false
      at += file.bars
    }
    return at === bars.length
  }

  /** Adds what the files hold behind the bars; gives what is wrong with one of them instead of throwing. */
  async #load(bars: Bars, paths: readonly string[]): Promise<string | undefined> {
    const from = bars.length
    try {
      await this.#duck.doubles(`SELECT ${COLUMNS} FROM read_parquet(${listOf(paths)})`, (rows) => {
        bars.reserve(from + rows)
        bars.length = from + rows
        return columnsOf(bars).map((column) => column.subarray(from, from + rows))
      })
      return undefined
    } catch (error) {
      refuseUnopened(paths, error)
      return reasonOf(error)
    }
  }

  async #tagsOf(paths: readonly string[]): Promise<Map<string, MonthMetadata | string>> {
    const sql = `SELECT file_name, decode(value) FROM parquet_kv_metadata(${listOf(paths)}) WHERE key = '${TAG}'::BLOB`
    try {
      const rows = await this.#duck.texts(sql)
      return new Map(rows.flatMap(([path = '', text = '']) => tagEntry(path, text)))
    } catch (error) {
      refuseUnopened(paths, error)
      const [path = ''] = paths
      if (paths.length === 1) return new Map([[nameOf(path), reasonOf(error)]])
      const single = new Map<string, MonthMetadata | string>()
      for (const one of paths) for (const [name, tag] of await this.#tagsOf([one])) single.set(name, tag)
      return single
    }
  }

  async #diagnose(files: readonly MonthFile[]): Promise<BrokenFile[]> {
    const broken: BrokenFile[] = []
    for (const { path } of files) {
      const found = await this.readOne(path)
      if ('problem' in found) broken.push(found)
    }
    return broken
  }
}

function tagEntry(path: string, text: string): [string, MonthMetadata][] {
  const metadata = parseMetadata(text)
  return metadata === undefined ? [] : [[nameOf(path), metadata]]
}

function describe({ key, month, provenance, sources, bars, start, end }: MonthToWrite): MonthMetadata {
  const { exchange, market, symbol, timeframe } = key
  return {
    format: 1,
    exchange,
    market,
    symbol,
    timeframe,
    month,
    provenance,
    bars: end - start,
    from: bars.time[start] as number,
    to: bars.time[end - 1] as number,
    ...countHoles(bars, start, end),
    crc32: crc32OfBars(bars, start, end),
    sources,
  }
}

function countHoles({ time, timeframeMs }: Bars, start: number, end: number): { gaps: number; missingBars: number } {
  let gaps = 0
  let missingBars = 0
  for (let i = start + 1; i < end; i++) {
    const missing = ((time[i] as number) - (time[i - 1] as number)) / timeframeMs - 1
    if (missing <= 0) continue
    gaps++
    missingBars += missing
  }
  return { gaps, missingBars }
}

function feedOf({ bars, start, end }: Pick<MonthToWrite, 'bars' | 'start' | 'end'>) {
  return { names: CANDLE_FIELDS, columns: columnsOf(bars), start, end }
}

/** A path as a name for what was found in its file: DuckDB tells some of them without their `file://`. */
function nameOf(path: string): string {
  return path.replace(/^[a-z0-9]+:\/\//, '')
}

/** DuckDB takes paths for patterns: what means something in one is put into brackets, where it means itself. */
function listOf(paths: readonly string[]): string {
  return `[${paths.map((path) => sqlText(path.replaceAll(/[*?[]/g, '[$&]'))).join(', ')}]`
}

/**
 * What DuckDB says when it did not come to see what is in a file: no permission, too many open files, a failing disk, no memory. An
 * invalid argument comes of a file that names a place outside of itself.
 */
const UNOPENED =
  /^IO Error: (Cannot open file|No files found|Could not read from file .*: (?!Invalid argument))|^(HTTP|Out of Memory) Error/

function refuseUnopened(paths: readonly string[], error: unknown): void {
  const reason = reasonOf(error)
  if (!UNOPENED.test(reason)) return
  const path = paths.find((one) => reason.includes(one)) ?? paths[0]
  const cure = 'Check that the file can be read, and the disk; it was left as it is.'
  throw new PlimsollError('io', `cannot read ${path}: ${reason}`, cure, { cause: error })
}

/** The first line of what DuckDB says. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return (text.split('\n')[0] ?? '').slice(0, 300)
}
