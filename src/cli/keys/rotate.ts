import { PlimsollError } from '../../core/errors.ts'
import { retireMasterKeyFile } from '../../store/vault/master-key-file.ts'
import { type MasterSource, nextFileSource } from '../../store/vault/master-source.ts'
import { settleMasterKeyFile, type VaultPlace } from '../../store/vault/open-vault.ts'
import type { Vault } from '../../store/vault/vault.ts'
import type { MasterKind } from '../../store/vault/vault-file.ts'
import { defineCommand } from '../command.ts'
import { choice, type FlagsOf } from '../flag.ts'
import { printLine } from '../output.ts'
import { openSecretInput, type SecretInput } from './secret-input.ts'
import {
  findVault,
  MASTER_VARIABLE,
  NEXT_MASTER_VARIABLE,
  newPassphrase,
  openUserVault,
  placeOf,
  readKeyId,
  variableSource,
  vaultFlags,
} from './vault-of-user.ts'

const flags = {
  to: choice('kind', 'where the new master key is; otherwise where the old one was', ['file', 'env', 'passphrase']),
  ...vaultFlags,
}

/** `plimsoll keys rotate`. */
export const command = defineCommand({
  about: 'Changes the master key of the vault, or with the id of a key puts a new version of that key into use.',
  examples: ['keys rotate', 'keys rotate --to passphrase', 'keys rotate key-1a2b3c4d < new-key.json'],
  takes: '[id...]',
  takesAbout: 'the key of an exchange that has been made anew there',
  flags,
  run: rotate,
})

type Given = FlagsOf<typeof flags> & { userdir: string }

async function rotate(given: Given, words: readonly string[]): Promise<void> {
  if (words.length > 0) return rotateKey(given, readKeyId(words))
  const { place, kind } = await findVault(given.userdir)
  const input = openSecretInput()
  const vault = await openUserVault(given, input)
  await rotateMasterKey(vault, place, { from: kind ?? 'file', to: given.to, input })
}

async function rotateKey({ to, ...given }: Given, id: string): Promise<void> {
  if (to !== undefined) throw new PlimsollError('usage', '--to is for the master key', `Leave out --to, or ${id}.`)
  const input = openSecretInput()
  const vault = await openUserVault(given, input)
  const before = (await vault.list()).find((key) => key.id === id)
  const fields = await input.fields(before?.exchange ?? 'the exchange')
  input.close()
  const { version, exchange, label } = await vault.replace(id, fields)
  printLine(`${id}: version ${version} of the key "${label}" of ${exchange} is in use`)
  printLine(`Delete the old key at ${exchange}, then: plimsoll keys remove ${id} --old-versions --yes`)
}

interface MasterChange {
  readonly from: MasterKind
  readonly to: Given['to']
  readonly input: SecretInput
}

async function rotateMasterKey(
  vault: Vault,
  place: VaultPlace,
  { from, to: given, input }: MasterChange,
): Promise<void> {
  const to = given === undefined ? from : given === 'env' ? 'environment' : given
  const source = await nextSource(place, { from, to, input })
  input.close()
  let rows = 0
  await vault.rotateMaster(source, (_, all) => {
    rows = all
  })
  const now = Date.now()
  const retired =
    to === 'file'
      ? await settleMasterKeyFile(place, now)
      : from === 'file'
        ? retireMasterKeyFile(place.masterKey, now)
        : undefined
  printLine(`${rows} ${rows === 1 ? 'key is' : 'keys are'} locked with the new master key in ${placeOf(to)}`)
  if (retired !== undefined) printLine(`The old one is kept as ${retired}: only backups from before need it.`)
  if (from === 'environment' && to === 'environment')
    printLine(`Set ${MASTER_VARIABLE} to the value of ${NEXT_MASTER_VARIABLE} now.`)
}

async function nextSource(
  { masterKey }: VaultPlace,
  { from, to, input }: { from: MasterKind; to: MasterKind; input: SecretInput },
): Promise<MasterSource> {
  if (to === 'file') return nextFileSource(masterKey)
  if (to === 'passphrase') return newPassphrase(input)
  return variableSource([from === 'environment' ? NEXT_MASTER_VARIABLE : MASTER_VARIABLE])
}
