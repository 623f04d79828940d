import { PlimsollError } from '../../../core/errors.ts'
import type { LakeKey } from '../lake-key.ts'
import { isMonth } from '../months.ts'
import { type Duck, sqlText } from '../parquet/duck.ts'
import { foldersOf, KEY_DEPTH, keyOfFolders, type LakeFiles, PARQUET_SUFFIX } from './lake-files.ts'

/**
 * A lake in an object store, as far as DuckDB goes: an object appears as a whole once it has been sent, there are no locks beyond this
 * process, and nothing can be renamed or deleted.
 */
export class BucketFiles implements LakeFiles {
  readonly #url: string
  readonly #duck: Duck
  #last: Promise<unknown> = Promise.resolve()

  constructor(url: string, duck: Duck) {
    this.#url = url
    this.#duck = duck
  }

  async keys(): Promise<LakeKey[]> {
    const paths = await this.#glob([...Array(KEY_DEPTH).fill('*'), `*${PARQUET_SUFFIX}`])
    const folders = paths.map((parts) => parts.slice(0, KEY_DEPTH).join('/'))
    return [...new Set(folders)].sort().flatMap((one) => keyOfFolders(one.split('/')) ?? [])
  }

  async months(key: LakeKey): Promise<string[]> {
    const paths = await this.#glob([...foldersOf(key), `*${PARQUET_SUFFIX}`])
    const names = paths.map((parts) => (parts.at(-1) ?? '').slice(0, -PARQUET_SUFFIX.length))
    return names.filter(isMonth).sort()
  }

  pathOf(key: LakeKey, ...names: string[]): string {
    return [this.#url, ...foldersOf(key), ...names].join('/')
  }

  stampOf(): undefined {
    return undefined
  }

  sizeOf(): undefined {
    return undefined
  }

  replace<T>(path: string, write: (target: string) => Promise<T>): Promise<T> {
    return write(path)
  }

  exclusively<T>(_key: LakeKey, work: () => Promise<T>): Promise<T> {
    const own = this.#last.then(work)
    this.#last = own.catch(() => undefined)
    return own
  }

  /** The tags of the files say all that a manifest would. */
  readManifest(): undefined {
    return undefined
  }

  writeManifest(): void {}

  refuseUnreadable(): void {}

  setAside(path: string): never {
    throw notHere(path, 'renamed')
  }

  remove(key: LakeKey): never {
    throw notHere(this.pathOf(key), 'deleted')
  }

  /** The paths below the root that match, in their parts: as many as the pattern has. */
  async #glob(pattern: readonly string[]): Promise<string[][]> {
    const rows = await this.#duck.texts(`SELECT file FROM glob(${sqlText([this.#url, ...pattern].join('/'))})`)
    return rows.map(([path = '']) => path.split('/').slice(-pattern.length))
  }
}

function notHere(path: string, what: string): PlimsollError {
  return new PlimsollError(
    'io',
    `${path} cannot be ${what} from here`,
    'Use the tool of your object store, or copy the lake into a folder, repair it there and copy it back.',
  )
}
