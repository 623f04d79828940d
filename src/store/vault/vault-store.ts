import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
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
      writeFileAtomically(this.place, text, { mode: 0o600 })
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
