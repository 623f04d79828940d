import { PlimsollError } from '../../core/errors.ts'
import type { AccessRecord } from '../../store/vault/access-log.ts'
import { lastUses, summariesOf } from '../../store/vault/key-summary.ts'
import { defineCommand } from '../command.ts'
import { type FlagsOf, on } from '../flag.ts'
import { formatTable, printJson, printLine, printNote } from '../output.ts'
import { findVault } from './vault-of-user.ts'

const flags = { json: on('print the list as one JSON document') }

/** `plimsoll keys list`. */
export const command = defineCommand({
  about: 'Lists the keys without their secrets. Needs no master key.',
  examples: ['keys list', 'keys list --json'],
  flags,
  run: list,
})

async function list({ userdir, json }: FlagsOf<typeof flags> & { userdir: string }): Promise<void> {
  const { place } = await findVault(userdir)
  const file = await place.store.load()
  const uses = lastUses(readLog(() => place.accessLog.read()))
  const keys = summariesOf(file ?? { entries: [] }).map((key) => ({ ...key, lastUsedAt: uses.get(key.id) ?? null }))
  if (json)
    return printJson({ lockedWith: file?.masters[0]?.kind ?? null, isBeingRelocked: file?.masters.length === 2, keys })
  if (keys.length === 0) return printLine('no keys yet: plimsoll keys add --exchange binance --label main')
  const rows = keys.map(({ id, exchange, label, lastFour, version, createdAt, rotatedAt, lastUsedAt }) => {
    const times = [createdAt, rotatedAt, lastUsedAt].map((at) => (at === null ? '-' : timeOf(at)))
    return [id, exchange, label, lastFour === '' ? '-' : `…${lastFour}`, version, ...times]
  })
  printLine(formatTable(['id', 'exchange', 'label', 'api key', 'version', 'added', 'replaced', 'last used'], rows))
  if (file?.masters.length === 2)
    printNote('note: a change of the master key is not finished; give the same keys rotate again')
}

/** The keys can be listed without the log; that it is broken is said. */
function readLog(read: () => readonly AccessRecord[]): readonly AccessRecord[] {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof PlimsollError)) throw error
    printNote(`warning: ${error.message}\n  ${error.cure}`)
    return []
  }
}

function timeOf(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ')
}
