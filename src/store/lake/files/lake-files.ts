import { parseTimeframe, TIMEFRAMES } from '../../../core/timeframe.ts'
import { checkedLakeKey, type LakeKey, parseLakeMarket } from '../lake-key.ts'
import { folderOfSymbol, symbolOfFolder } from '../safe-symbol.ts'

/** The files of a lake, wherever they are. Paths are what DuckDB takes. */
export interface LakeFiles {
  /** The keys that have files. */
  keys(): Promise<LakeKey[]>
  /** The months of a key that have a file, ascending. */
  months(key: LakeKey): Promise<string[]>
  pathOf(key: LakeKey, ...names: string[]): string
  /** What changes whenever a file does; undefined when that cannot be told. */
  stampOf(path: string): string | undefined
  sizeOf(path: string): number | undefined
  /** `write` makes a file at the place that it is given; then that is the file, or on any failure nothing has changed. Gives what `write` does. */
  replace<T>(path: string, write: (target: string) => Promise<T>): Promise<T>
  /** Does `work` while nobody else writes to the key. */
  exclusively<T>(key: LakeKey, work: () => Promise<T>): Promise<T>
  readManifest(key: LakeKey): string | undefined
  writeManifest(key: LakeKey, text: string): void
  /** Throws when the file cannot be read at all: no permission, a broken disk. */
  refuseUnreadable(path: string): void
  /** Renames a file so that it is of the lake no more, and gives its new path. */
  setAside(path: string): string
  /** Deletes every file of the key. */
  remove(key: LakeKey): void
}

export const PARQUET_SUFFIX = '.parquet'
/** How deep the files are: exchange, market, symbol, timeframe. */
export const KEY_DEPTH = 4

/** The folders of a key below the root. */
export function foldersOf({ exchange, market, symbol, timeframe }: LakeKey): string[] {
  return [exchange, market, folderOfSymbol(symbol), timeframe]
}

/** The key whose folders these are, or undefined when they are none of the lake. */
export function keyOfFolders([exchange = '', market = '', folder = '', timeframe = '']: readonly string[]):
  | LakeKey
  | undefined {
  const symbol = symbolOfFolder(folder)
  if (symbol === undefined || !TIMEFRAMES.some((one) => one === timeframe)) return undefined
  try {
    return checkedLakeKey({
      exchange,
      market: parseLakeMarket(market),
      symbol,
      timeframe: parseTimeframe(timeframe),
    })
  } catch {
    // A folder that someone else has put there is none of ours.
    return undefined
  }
}
