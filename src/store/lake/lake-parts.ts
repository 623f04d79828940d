import { PlimsollError } from '../../core/errors.ts'
import type { LakeFiles } from './files/lake-files.ts'
import type { BrokenMonth, KeyIndex } from './key-index.ts'
import { formatLakeKey, type LakeKey } from './lake-key.ts'
import type { Duck } from './parquet/duck.ts'
import type { ParquetMonths } from './parquet/parquet-months.ts'

/** What the work on a lake is done with. */
export interface LakeParts {
  readonly files: LakeFiles
  readonly duck: Duck
  readonly parquet: ParquetMonths
  /** The clock: what has not closed by now is no bar. */
  readonly now: () => number
}

export function monthPath(files: LakeFiles, key: LakeKey, month: string): string {
  return files.pathOf(key, `${month}.parquet`)
}

/** The months of a key that are damaged or gone, ascending. */
export function untrusted({ files }: LakeParts, key: LakeKey, { broken, missing }: KeyIndex): BrokenMonth[] {
  const gone = [...missing.keys()].map((month) => ({
    month,
    path: monthPath(files, key, month),
    problem: 'its file is gone',
  }))
  return [...broken, ...gone].sort((a, b) => (a.month < b.month ? -1 : 1))
}

/** The failure of work that needs a month that cannot be trusted. */
export function brokenError(key: LakeKey, broken: readonly Pick<BrokenMonth, 'path' | 'problem'>[]): PlimsollError {
  const [first] = broken
  const others = broken.length > 1 ? ` (and ${broken.length - 1} more files)` : ''
  return new PlimsollError(
    'data',
    `${first?.path} cannot be trusted: ${first?.problem}${others}`,
    `Run plimsoll data repair ${formatLakeKey(key)}, which puts it aside and says what to import or download again.`,
  )
}
