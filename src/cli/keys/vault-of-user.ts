import { userInfo } from 'node:os'
import { environmentVariable } from '../../config/environment.ts'
import { PlimsollError } from '../../core/errors.ts'
import { registerSecret } from '../../core/redact.ts'
import { Secret } from '../../core/secret.ts'
import { userFolder } from '../../store/user-folder.ts'
import {
  checkPassphrase,
  environmentSource,
  type MasterSource,
  passphraseSource,
} from '../../store/vault/master-source.ts'
import { createVault, openVault, type VaultPlace, type VaultUser, vaultPlace } from '../../store/vault/open-vault.ts'
import type { Vault } from '../../store/vault/vault.ts'
import type { MasterKind } from '../../store/vault/vault-file.ts'
import { on } from '../flag.ts'
import type { SecretInput } from './secret-input.ts'

/** The variable that may hold the master key, and the one that holds the next while the key is changed. */
export const MASTER_VARIABLE = 'PLIMSOLL_MASTER_KEY'
export const NEXT_MASTER_VARIABLE = 'PLIMSOLL_MASTER_KEY_NEXT'

/** Flags of every verb that opens the vault. */
export const vaultFlags = {
  passphrase: on('the master key is a passphrase: asked for, or the first line of the input'),
}

interface Given {
  readonly userdir: string
  readonly passphrase: boolean
}

/** Where the vault is, and what locks it; undefined when there is none. */
export async function findVault(userdir: string): Promise<{ place: VaultPlace; kind: MasterKind | undefined }> {
  const place = vaultPlace(userFolder(userdir))
  return { place, kind: (await place.store.load())?.masters[0]?.kind }
}

/** Opens the vault of the user with the master key that it is locked with. */
export async function openUserVault({ userdir, passphrase }: Given, input: SecretInput): Promise<Vault> {
  const { place, kind } = await findVault(userdir)
  if (passphrase && kind !== undefined && kind !== 'passphrase') {
    throw new PlimsollError(
      'usage',
      `the vault is locked with a key in ${placeOf(kind)}, not with a passphrase`,
      'Leave out --passphrase.',
    )
  }
  const isAsked = passphrase || (kind === 'passphrase' && process.stdin.isTTY === true)
  const typed = isAsked ? [passphraseSource(await input.next('passphrase'))] : []
  return openVault(place, {
    ...vaultUser(),
    sources: [variableSource([MASTER_VARIABLE, NEXT_MASTER_VARIABLE]), ...typed],
  })
}

/** Opens the vault of the user, or makes it where there is none: locked with what is given, without anything with a key file. */
export async function openOrCreateVault(given: Given, input: SecretInput): Promise<Vault> {
  const { place, kind } = await findVault(given.userdir)
  if (kind !== undefined) return openUserVault(given, input)
  return createVault(place, { ...vaultUser(), sources: await firstSources(given.passphrase, input) })
}

async function firstSources(isPassphrase: boolean, input: SecretInput): Promise<readonly MasterSource[]> {
  if (isPassphrase) return [await newPassphrase(input)]
  return environmentVariable(MASTER_VARIABLE) === undefined ? [] : [variableSource([MASTER_VARIABLE])]
}

/** A passphrase to lock the vault with from now on. */
export async function newPassphrase(input: SecretInput): Promise<MasterSource> {
  const typed = await input.nextNew('new passphrase of the vault')
  checkPassphrase(typed)
  return passphraseSource(typed)
}

/** The master key in the first of these variables that is set. */
export function variableSource(names: readonly string[]): MasterSource {
  return environmentSource(
    names.map((name) => {
      const text = environmentVariable(name)
      const value = text === undefined ? undefined : new Secret(text)
      if (value !== undefined) registerSecret(value)
      return { name, value }
    }),
  )
}

/** What a kind of master key is called. */
export function placeOf(kind: MasterKind): string {
  return { file: 'a file', environment: `the variable ${MASTER_VARIABLE}`, passphrase: 'a passphrase' }[kind]
}

/** Refuses what does not look like the id of a key, without quoting it: it may be a secret. */
export function readKeyId(words: readonly string[]): string {
  const [id = ''] = words
  if (words.length === 1 && /^key-[0-9a-f]{8}$/.test(id)) return id
  throw new PlimsollError(
    'usage',
    'give the id of one key, as key-1a2b3c4d',
    'See plimsoll keys list for the ids. A secret is never given as an argument.',
  )
}

function vaultUser(): Pick<VaultUser, 'who' | 'now'> {
  return { who: `${userName()}, command line`, now: Date.now }
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    // In a container the user may have a number and no name.
    return `user ${process.getuid?.() ?? 'unknown'}`
  }
}
