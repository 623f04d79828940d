import { randomBytes } from 'node:crypto'
import { PlimsollError } from '../../core/errors.ts'
import { didYouMean } from '../../core/nearest.ts'
import { registerSecret } from '../../core/redact.ts'
import { identityOf, type KeyFields, openFields, sealFields } from './exchange-key.ts'
import { type KeySummary, summariesOf, summaryOf } from './key-summary.ts'
import { type MasterSource, masterOf } from './master-source.ts'
import { rotateMaster } from './rotate-master.ts'
import { type ActiveMaster, type Change, type Note, VaultAccess, type VaultParts } from './vault-access.ts'
import { checkNames, damaged, sealVault, type VaultContent, type VaultFile, type VaultVersion } from './vault-file.ts'

/** A key that can sign. */
export interface RevealedKey extends KeyFields {
  readonly exchange: string
  readonly label: string
  readonly version: number
}

type Entry = VaultContent['entries'][number]

/**
 * The keys of exchanges. Each is encrypted with a key of its own, that one with the master key, and both are bound to the place
 * where they stand. Every call reads the stored vault anew and refuses it when somebody changed it without the master key; several
 * processes may work on one vault.
 */
export class Vault {
  readonly #access: VaultAccess

  private constructor(access: VaultAccess) {
    this.#access = access
  }

  /** Opens the stored vault. Throws when there is none, it was changed, or the master key is not the right one. */
  static async open(parts: VaultParts): Promise<Vault> {
    const access = new VaultAccess(parts)
    await access.load()
    return new Vault(access)
  }

  /** Makes an empty vault that is locked with the first source, or opens the one that another process made meanwhile. */
  static async create(parts: VaultParts): Promise<Vault> {
    const [source] = parts.sources
    if (source === undefined) throw new PlimsollError('usage', 'no master key was named', 'Name a source of it.')
    const id = `vault-${randomBytes(16).toString('hex')}`
    const { record, key } = masterOf(source, id, parts.now())
    const content: VaultContent = { format: 'plimsoll-vault-1', id, revision: 1, masters: [record], entries: [] }
    await parts.store.save(sealVault(content, key.seal), 0)
    return Vault.open(parts)
  }

  /** The keys as they can be shown, in the order in which they were added. */
  async list(): Promise<readonly KeySummary[]> {
    return summariesOf(await this.#access.load())
  }

  /** Keeps a new key. */
  async add(key: { exchange: string; label: string; fields: KeyFields }): Promise<KeySummary> {
    const { exchange, label, fields } = key
    checkNames(key)
    register(fields)
    const createdAt = this.#access.parts.now()
    const entry = { id: `key-${randomBytes(4).toString('hex')}`, exchange, label, createdAt }
    await this.#access.change((file, master) => {
      refuseSame(file, entry)
      const added = { ...entry, versions: [sealFields(fields, identityOf(file, entry, 1), master, createdAt)] }
      const content = { ...file, entries: [...file.entries, added] }
      return { content, note: noteOf('added', 'a new key', added) }
    })
    return this.#summary(entry.id)
  }

  /** Puts a new version of a key into use, after a new one was made at the exchange. Earlier versions are kept. */
  async replace(id: string, fields: KeyFields): Promise<KeySummary> {
    register(fields)
    await this.#access.change(
      changeOf(id, 'replaced', (entry, file, master) => {
        const version = currentOf(entry).version + 1
        const added = sealFields(fields, identityOf(file, entry, version), master, this.#access.parts.now())
        return { ...entry, versions: [...entry.versions, added] }
      }),
    )
    return this.#summary(id)
  }

  /** Forgets the versions of a key before the one in use. */
  async prune(id: string): Promise<KeySummary> {
    const only = (entry: Entry) => ({ ...entry, versions: [currentOf(entry)] })
    await this.#access.change(changeOf(id, 'old versions removed', only))
    return this.#summary(id)
  }

  /** Forgets a key with all its versions. */
  async remove(id: string): Promise<void> {
    await this.#access.change(changeOf(id, 'removed', () => undefined))
  }

  /**
   * The key that can sign. The access log has a line about it before it is given, and no text that passes `redactText` shows it from
   * then on.
   * @param purpose what it is for, in words: `sign the orders of session 7`
   * @param version an earlier version instead of the one in use
   */
  async reveal(id: string, purpose: string, version?: number): Promise<RevealedKey> {
    const file = await this.#access.load()
    const entry = entryOf(file, id)
    const chosen = version === undefined ? currentOf(entry) : versionOf(entry, version)
    this.#access.note(noteOf('revealed', purpose, entry, chosen.version))
    const opened = openFields(chosen, identityOf(file, entry, chosen.version), this.#access.active(file))
    if (typeof opened === 'string') {
      const what = `the ${opened} of "${entry.label}" of ${entry.exchange} (${id}), version ${chosen.version}`
      throw damaged(this.#access.parts.store.place, what)
    }
    register(opened)
    return { exchange: entry.exchange, label: entry.label, version: chosen.version, ...opened }
  }

  /**
   * Locks every key with the first master key of another source, row by row, while others go on reading. Until the last step the old
   * master key opens everything, from then on the new one; after a crash the same call goes on where it stopped.
   */
  rotateMaster(source: MasterSource, onRows?: (done: number, of: number) => void): Promise<void> {
    return rotateMaster(this.#access, source, onRows)
  }

  async #summary(id: string): Promise<KeySummary> {
    return summaryOf(entryOf(await this.#access.load(), id))
  }
}

/** A change of one entry; without a result it goes. */
function changeOf(
  id: string,
  action: Note['action'],
  edit: (entry: Entry, file: VaultFile, master: ActiveMaster) => Entry | undefined,
): Change {
  return (file, master) => {
    const entry = entryOf(file, id)
    const edited = edit(entry, file, master)
    const entries = file.entries.flatMap((other): readonly Entry[] => {
      if (other !== entry) return [other]
      return edited === undefined ? [] : [edited]
    })
    return { content: { ...file, entries }, note: noteOf(action, 'asked for', edited ?? entry) }
  }
}

function noteOf(action: Note['action'], purpose: string, entry: Entry, version = currentOf(entry).version): Note {
  return { action, purpose, entry: entry.id, exchange: entry.exchange, label: entry.label, version }
}

function entryOf(file: VaultFile, id: string): VaultFile['entries'][number] {
  const entry = file.entries.find((one) => one.id === id)
  if (entry !== undefined) return entry
  const known = file.entries.map((one) => one.id)
  const cure = known.length === 0 ? 'The vault is empty.' : didYouMean(id, known)
  throw new PlimsollError('usage', `there is no key "${id}"`, cure)
}

function currentOf({ id, versions }: Entry): VaultVersion {
  return versions.at(-1) ?? damagedEntry(id)
}

function versionOf({ id, versions }: Entry, version: number): VaultVersion {
  const found = versions.find((one) => one.version === version)
  if (found !== undefined) return found
  const kept = versions.map((one) => one.version).join(', ')
  throw new PlimsollError('usage', `${id} has no version ${version}`, `Versions kept: ${kept}.`)
}

function damagedEntry(id: string): never {
  throw damaged('the vault', `${id} has no version`)
}

function refuseSame(file: VaultFile, { exchange, label }: Pick<Entry, 'exchange' | 'label'>): void {
  const same = file.entries.find((one) => one.exchange === exchange && one.label === label)
  if (same === undefined) return
  throw new PlimsollError(
    'usage',
    `there is a key "${label}" of ${exchange} already (${same.id})`,
    `Give another --label, or put a new version of it into use: plimsoll keys rotate ${same.id}`,
  )
}

function register({ apiKey, secret, passphrase }: KeyFields): void {
  for (const field of [apiKey, secret, passphrase]) if (field !== undefined) registerSecret(field)
}
