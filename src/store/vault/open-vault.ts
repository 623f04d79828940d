import { dirname, join } from 'node:path'
import { makeFolder } from '../make-folder.ts'
import type { UserFolder } from '../user-folder.ts'
import { AccessLog } from './access-log.ts'
import { matchMaster } from './master-key.ts'
import { makeMasterKeyFile, nextKeyFile, promoteNextKeyFile, readMasterKeyFile } from './master-key-file.ts'
import { fileSource, type MasterSource } from './master-source.ts'
import { Vault } from './vault.ts'
import { FileVaultStore, type VaultStore } from './vault-store.ts'
import { withLock } from './with-lock.ts'

/** The vault of a user and what belongs to it. */
export interface VaultPlace {
  readonly store: VaultStore
  readonly accessLog: AccessLog
  readonly masterKey: string
}

/** Who opens a vault, and with what beside the key file of the user. */
export interface VaultUser {
  readonly who: string
  readonly now: () => number
  readonly sources: readonly MasterSource[]
}

/** Where the vault of a user is. */
export function vaultPlace({ root, masterKey }: UserFolder): VaultPlace {
  const path = join(root, 'data', 'vault.json')
  return {
    store: new FileVaultStore(path),
    accessLog: new AccessLog(join(root, 'data', 'vault-access.log')),
    masterKey,
  }
}

/** Opens the vault of a user. A change of the master key file that a crash interrupted at its end is brought to its end. */
export async function openVault(place: VaultPlace, { sources, ...user }: VaultUser): Promise<Vault> {
  const vault = await Vault.open({ ...place, ...user, sources: [fileSource(place.masterKey), ...sources] })
  await settleMasterKeyFile(place, user.now())
  return vault
}

/** Makes the vault of a user, locked with the first of the sources; without one with a key file, which is made. */
export async function createVault(place: VaultPlace, { sources, ...user }: VaultUser): Promise<Vault> {
  const folder = dirname(place.store.place)
  makeFolder(folder)
  const isFile = sources.length === 0
  if (isFile) withLock(`${place.store.place}.lock`, () => makeMasterKeyFile(place.masterKey))
  return Vault.create({ ...place, ...user, sources: isFile ? [fileSource(place.masterKey)] : sources })
}

/**
 * When the vault is locked with the key file that waits, that file takes the place of the one before, which is kept under a name with
 * the time: backups from before need it. The name, where there is one.
 */
export async function settleMasterKeyFile({ store, masterKey }: VaultPlace, at: number): Promise<string | undefined> {
  const file = await store.load()
  const [active, coming] = file?.masters ?? []
  if (file === undefined || active === undefined || coming !== undefined) return undefined
  return withLock(`${store.place}.lock`, () => {
    const waiting = active.kind === 'file' ? readMasterKeyFile(nextKeyFile(masterKey)) : undefined
    if (waiting === undefined || matchMaster(waiting, active, file.id) === undefined) return undefined
    return promoteNextKeyFile(masterKey, at)
  })
}
