import { PlimsollError } from '../../core/errors.ts'
import { defineCommand } from '../command.ts'
import { type FlagsOf, on } from '../flag.ts'
import { printLine } from '../output.ts'
import { openSecretInput } from './secret-input.ts'
import { openUserVault, readKeyId, vaultFlags } from './vault-of-user.ts'

const flags = {
  yes: on('do it: nothing brings a removed key back'),
  oldVersions: on('remove only the versions before the one in use'),
  ...vaultFlags,
}

/** `plimsoll keys remove`. */
export const command = defineCommand({
  about: 'Forgets a key for good. Delete it at the exchange too.',
  examples: ['keys remove key-1a2b3c4d --yes', 'keys remove key-1a2b3c4d --old-versions --yes'],
  takes: '<id...>',
  takesAbout: 'the key, as keys list shows it',
  flags,
  run: remove,
})

async function remove(
  { yes, oldVersions, ...given }: FlagsOf<typeof flags> & { userdir: string },
  words: readonly string[],
) {
  const id = readKeyId(words)
  if (!yes) throw new PlimsollError('usage', `${id} would be gone for good`, 'Add --yes when you mean it.')
  const input = openSecretInput()
  const vault = await openUserVault(given, input)
  input.close()
  if (oldVersions) {
    const { version } = await vault.prune(id)
    return printLine(`${id}: only version ${version} is kept`)
  }
  await vault.remove(id)
  printLine(`${id} is removed`)
}
