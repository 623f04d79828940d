import { PlimsollError } from '../../core/errors.ts'
import type { Access, AccessLog } from './access-log.ts'
import type { MasterKey } from './master-key.ts'
import { findMaster, type MasterSource } from './master-source.ts'
import { damaged, isSealedWith, type MasterRecord, sealVault, type VaultContent, type VaultFile } from './vault-file.ts'
import type { VaultStore } from './vault-store.ts'

/** Each conflict is a change that another writer has done, so that this many mean hundreds of writers at once. */
const MOST_CONFLICTS = 200

/** What a vault works with. */
export interface VaultParts {
  readonly store: VaultStore
  readonly accessLog: AccessLog
  /** Where the master key is; of several, whichever fits the vault. */
  readonly sources: readonly MasterSource[]
  /** Who asks: goes to the access log. */
  readonly who: string
  readonly now: () => number
}

/** A line of the access log but for who and when. */
export type Note = Pick<Access, 'action' | 'purpose'> & Partial<Access>

/** The master key in use. */
export type ActiveMaster = MasterKey & { readonly id: string }

/** What a change of a vault makes of it, or undefined when there is nothing to do. `note` is for the access log. */
export type Change = (
  file: VaultFile,
  master: ActiveMaster,
) => { readonly content: VaultContent; readonly note?: Note } | undefined

/** A stored vault with its master key: loads it, checks its seal, changes it. */
export class VaultAccess {
  readonly parts: VaultParts
  /** By the id of its record, so that a passphrase is stretched once. */
  readonly #masters = new Map<string, MasterKey>()

  constructor(parts: VaultParts) {
    this.parts = parts
  }

  /** The stored vault. Throws when there is none, the master key is another, or somebody changed it without that key. */
  async load(): Promise<VaultFile> {
    const file = await this.#stored()
    try {
      if (isSealedWith(file, this.active(file).seal)) return file
    } catch (error) {
      // Between the vault and its key being read another process may have changed the master key.
      if ((await this.#stored()).revision !== file.revision) return this.load()
      this.note({ action: 'unlock refused', purpose: error instanceof Error ? error.message : String(error) })
      throw error
    }
    throw damaged(this.parts.store.place, 'somebody changed it without the master key (its seal does not fit)')
  }

  async #stored(): Promise<VaultFile> {
    const { store } = this.parts
    const file = await store.load()
    if (file !== undefined) return file
    const cure = 'Add a key: plimsoll keys add --exchange binance --label main'
    throw new PlimsollError('usage', `there is no vault ${store.place}`, cure)
  }

  /** The master key that a vault is sealed with. */
  active({ id, masters }: Pick<VaultFile, 'id' | 'masters'>): ActiveMaster {
    const [record] = masters
    if (record === undefined) throw damaged(this.parts.store.place, 'it has no master key')
    return { id: record.id, ...this.#master(record, id) }
  }

  /** From now on the master key of this record is known. */
  learn(id: string, key: MasterKey): void {
    this.#masters.set(id, key)
  }

  /** Loads, changes and stores the vault; again from the start when another writer was quicker. */
  async change(change: Change): Promise<VaultFile> {
    let isNoted = false
    for (let conflicts = 0; conflicts < MOST_CONFLICTS; conflicts++) {
      const file = await this.load()
      const changed = change(file, this.active(file))
      if (changed === undefined) return file
      if (changed.note !== undefined && !isNoted) this.note(changed.note)
      isNoted = true
      const content = { ...changed.content, revision: file.revision + 1 }
      const next = sealVault(content, this.#masterOf(content, file).seal)
      if ((await this.parts.store.save(next, file.revision)) === 'saved') return next
    }
    throw new PlimsollError(
      'io',
      `${this.parts.store.place} is changed by others without end`,
      'Stop them and try again.',
    )
  }

  /** Adds a line to the access log. */
  note(note: Note): void {
    const { accessLog, now, who } = this.parts
    accessLog.append({ at: now(), who, entry: null, exchange: null, label: null, version: null, ...note })
  }

  #masterOf(content: VaultContent, file: VaultFile): MasterKey {
    const known = this.#masters.get(content.masters[0]?.id ?? '')
    return known ?? this.active(file)
  }

  #master(record: MasterRecord, vaultId: string): MasterKey {
    const known = this.#masters.get(record.id)
    if (known !== undefined) return known
    const found = findMaster(this.parts.sources, record, vaultId)
    this.learn(record.id, found)
    return found
  }
}
