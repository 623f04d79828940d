import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { PlimsollError } from '../../../core/errors.ts'
import { fileError } from '../../file-error.ts'
import { listFiles } from '../../list-files.ts'
import { writeFileAtomically } from '../../write-file.ts'
import type { LakeKey } from '../lake-key.ts'
import { isMonth } from '../months.ts'
import { foldersOf, KEY_DEPTH, keyOfFolders, type LakeFiles, PARQUET_SUFFIX } from './lake-files.ts'
import { withLock } from './lake-lock.ts'

const MANIFEST = 'manifest.json'
const LOCKS = '.locks'
const TEMPORARY = '.tmp'

/** A lake in a folder. */
export class LocalFiles implements LakeFiles {
  readonly #root: string

  constructor(root: string) {
    this.#root = root
  }

  async keys(): Promise<LakeKey[]> {
    return foldersBelow(this.#root, KEY_DEPTH).flatMap((folders) => keyOfFolders(folders) ?? [])
  }

  async months(key: LakeKey): Promise<string[]> {
    return listFiles(this.pathOf(key))
      .filter((name) => name.endsWith(PARQUET_SUFFIX))
      .map((name) => name.slice(0, -PARQUET_SUFFIX.length))
      .filter(isMonth)
  }

  pathOf(key: LakeKey, ...names: string[]): string {
    return join(this.#root, ...foldersOf(key), ...names)
  }

  stampOf(path: string): string | undefined {
    const stats = statsOf(path)
    return stats === undefined ? undefined : `${stats.ino}-${stats.size}-${stats.mtimeMs}`
  }

  sizeOf(path: string): number | undefined {
    return statsOf(path)?.size
  }

  async replace<T>(path: string, write: (target: string) => Promise<T>): Promise<T> {
    const temporary = join(dirname(path), `.${basename(path)}.${process.pid}${TEMPORARY}`)
    try {
      makeFolderDurably(dirname(path))
      const result = await write(temporary)
      await syncLater(temporary)
      renameSync(temporary, path)
      await syncLater(dirname(path))
      return result
    } catch (error) {
      rmSync(temporary, { force: true })
      throw error instanceof PlimsollError ? error : fileError('write', path, error)
    }
  }

  async exclusively<T>(key: LakeKey, work: () => Promise<T>): Promise<T> {
    const locks = join(this.#root, LOCKS)
    makeFolderDurably(locks)
    return withLock(join(locks, `${foldersOf(key).join('.')}.lock`), () => {
      this.#removeLeftovers(key)
      return work()
    })
  }

  readManifest(key: LakeKey): string | undefined {
    const path = this.pathOf(key, MANIFEST)
    if (!existsSync(path)) return undefined
    try {
      return readFileSync(path, 'utf8')
    } catch (error) {
      throw fileError('read', path, error)
    }
  }

  writeManifest(key: LakeKey, text: string): void {
    makeFolderDurably(this.pathOf(key))
    writeFileAtomically(this.pathOf(key, MANIFEST), text)
  }

  refuseUnreadable(path: string): void {
    try {
      closeSync(openSync(path, 'r'))
    } catch (error) {
      throw fileError('read', path, error)
    }
  }

  setAside(path: string): string {
    let count = 1
    while (existsSync(`${path}.broken-${count}`)) count++
    const aside = `${path}.broken-${count}`
    try {
      renameSync(path, aside)
      sync(dirname(path))
    } catch (error) {
      throw fileError('write', path, error)
    }
    return aside
  }

  remove(key: LakeKey): void {
    const folder = this.pathOf(key)
    try {
      rmSync(folder, { recursive: true, force: true })
      sync(dirname(folder))
    } catch (error) {
      throw fileError('write', folder, error)
    }
  }

  /** Files that a process was writing when it was killed: whoever holds the lock is the only one to write. */
  #removeLeftovers(key: LakeKey): void {
    const folder = this.pathOf(key)
    for (const name of listFiles(folder)) if (name.endsWith(TEMPORARY)) rmSync(join(folder, name), { force: true })
  }
}

/** What the file system says of a file; undefined when there is none. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch (error) {
    throw fileError('read', path, error)
  }
}

/** The folders that are `depth` deep below `root`, as the names on the way to them. */
function foldersBelow(root: string, depth: number): string[][] {
  if (depth === 0) return [[]]
  if (!existsSync(root)) return []
  try {
    const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    const names = folders.map(({ name }) => name).sort()
    return names.flatMap((name) => foldersBelow(join(root, name), depth - 1).map((rest) => [name, ...rest]))
  } catch (error) {
    throw fileError('read', root, error)
  }
}

/** Makes a folder and those above it, each of which is on the disk when this returns. */
function makeFolderDurably(path: string): void {
  try {
    const first = mkdirSync(path, { recursive: true })
    if (first === undefined) return
    for (let made = path; made.length >= first.length; made = dirname(made)) sync(dirname(made))
  } catch (error) {
    throw fileError('write', path, error)
  }
}

/** The same as `sync` while other work goes on. */
async function syncLater(path: string): Promise<void> {
  if (process.platform === 'win32' && statSync(path).isDirectory()) return
  const file = await open(path, process.platform === 'win32' ? 'r+' : 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A file or a folder goes to the disk. Windows cannot open folders and needs no such thing. */
function sync(path: string): void {
  if (process.platform === 'win32' && statSync(path).isDirectory()) return
  const file = openSync(path, process.platform === 'win32' ? 'r+' : 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
