import { existsSync, lstatSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileError } from '../file-error.ts'
import { makeFolder } from '../make-folder.ts'
import { readTextFile } from '../read-file.ts'
import { writeFileAtomically } from '../write-file.ts'
import { formatVault, parseVault, type VaultFile } from './vault-file.ts'
import { withLock } from './with-lock.ts'

/** Where a vault is kept. */
export interface VaultStore {
  /** What to call it in messages. */
  readonly place: string
  /** The vault, undefined when there is none yet. */
  load(): Promise<VaultFile | undefined>
  /**
   * Stores the vault when the stored one still has revision `expected` (0: there is none), else changes nothing and says `conflict`:
   * somebody else was quicker, load and try again.
   */
  save(file: VaultFile, expected: number): Promise<'saved' | 'conflict'>
}

/** A vault in a file that only its owner may read, written whole or not at all. */
export class FileVaultStore implements VaultStore {
  readonly place: string
  /** What was read or written last: the same text need not be checked again. */
  #last: { readonly text: string; readonly file: VaultFile } | undefined

  constructor(path: string) {
    this.place = path
  }

  async load(): Promise<VaultFile | undefined> {
    return this.#read()
  }

  async save(file: VaultFile, expected: number): Promise<'saved' | 'conflict'> {
    makeFolder(dirname(this.place))
    return withLock(`${this.place}.lock`, () => {
      if ((this.#read()?.revision ?? 0) !== expected) return 'conflict'
      const text = formatVault(file)
      const path = linkedPath(this.place)
      removeLeftovers(path)
      writeFileAtomically(path, text, { mode: 0o600 })
      this.#last = { text, file }
      return 'saved'
    })
  }

  #read(): VaultFile | undefined {
    if (!existsSync(this.place)) return undefined
    const text = readTextFile(this.place)
    if (this.#last?.text !== text) this.#last = { text, file: parseVault(text, this.place) }
    return this.#last.file
  }
}

/** A link stays a link: put in its place, the vault would leave an older one with removed keys where the link leads. */
function linkedPath(path: string): string {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true ? realpathSync(path) : path
  } catch (error) {
    throw fileError('write', path, error)
  }
}

/** What a writer that was killed left half-written. Without this a key that is removed would stay in there. Call it under the lock. */
function removeLeftovers(path: string): void {
  const folder = dirname(path)
  const isLeftover = (name: string) => name.startsWith(`.${basename(path)}.`) && name.endsWith('.tmp')
  for (const name of readdirSync(folder).filter(isLeftover)) rmSync(join(folder, name), { force: true })
}
