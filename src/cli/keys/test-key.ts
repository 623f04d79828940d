import { defineCommand } from '../command.ts'
import { type FlagsOf, on } from '../flag.ts'
import { formatTable, printJson, printLine } from '../output.ts'
import { checkFields, type KeyCheck } from './key-rules.ts'
import { checkOnline, onlineFlags } from './online-check.ts'
import { openSecretInput } from './secret-input.ts'
import { openUserVault, readKeyId, vaultFlags } from './vault-of-user.ts'

const flags = { ...onlineFlags, json: on('print the checks as one JSON document'), ...vaultFlags }

/** `plimsoll keys test`. */
export const command = defineCommand({
  about: 'Checks that a key can be read and looks as keys of its exchange do; with --online also what it may do there.',
  examples: ['keys test key-1a2b3c4d', 'keys test key-1a2b3c4d --online'],
  takes: '<id...>',
  takesAbout: 'the key, as keys list shows it',
  flags,
  run: test,
})

async function test(given: FlagsOf<typeof flags> & { userdir: string }, words: readonly string[]): Promise<void> {
  const id = readKeyId(words)
  const input = openSecretInput()
  const vault = await openUserVault(given, input)
  input.close()
  const isOnline = given.online || given.exchangeUrl !== undefined
  const key = await vault.reveal(id, isOnline ? 'test it at the exchange' : 'test it')
  const checks: readonly KeyCheck[] = [
    { name: 'can be read', outcome: 'ok', detail: `version ${key.version}` },
    ...checkFields(key.exchange, key),
    ...(isOnline ? await checkOnline(key.exchange, key, given.exchangeUrl) : []),
  ]
  const failed = checks.filter(({ outcome }) => outcome === 'failed').length
  if (failed > 0) process.exitCode = 1
  const { exchange, label } = key
  if (given.json) return printJson({ id, exchange, label, checks })
  printLine(`${id}: the key "${label}" of ${exchange}`)
  printLine(
    formatTable(
      ['check', 'outcome', 'detail'],
      checks.map(({ name, outcome, detail }) => [name, outcome, detail]),
    ),
  )
}
