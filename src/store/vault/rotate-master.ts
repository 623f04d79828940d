import { PlimsollError } from '../../core/errors.ts'
import { identityOf, lockDataKey, unlockDataKey } from './exchange-key.ts'
import { type MasterKey, matchMaster } from './master-key.ts'
import { type MasterSource, masterOf } from './master-source.ts'
import type { ActiveMaster, VaultAccess } from './vault-access.ts'
import { damaged, type MasterRecord, type VaultContent, type VaultFile, type VaultVersion } from './vault-file.ts'

type Entry = VaultContent['entries'][number]

/** Each step writes the vault to the disk as a whole, so that a large one takes several rows a step. */
const MOST_STEPS = 64

type Progress = (done: number, of: number) => void

/**
 * Locks every key of a vault with a new master key. First the new one is noted beside the old; then the data keys are locked with
 * it, a row a step, and stay locked with the old one too; when none is left the old one goes, in one step.
 */
export async function rotateMaster(
  access: VaultAccess,
  source: MasterSource,
  onRows: Progress = () => {},
): Promise<void> {
  const next = await begin(access, source)
  for (;;) {
    const file = await access.change((stored, master) => lockRows(stored, master, next, access.parts.store.place))
    const left = rowsLeft(file, next.id)
    onRows(rowCount(file) - left, rowCount(file))
    if (left === 0 && (await finish(access, next.id))) return
  }
}

/** The record of the new master key: the one of a change that was begun before, or one that is made now. */
async function begin(access: VaultAccess, source: MasterSource): Promise<ActiveMaster> {
  const file = await access.load()
  const [current, coming] = file.masters
  if (current !== undefined && keyOf(source, current, file.id) !== undefined) {
    throw new PlimsollError(
      'usage',
      `the vault is locked with the key in ${source.place} already`,
      'Give a new master key; nothing was changed.',
    )
  }
  const begun = coming === undefined ? undefined : keyOf(source, coming, file.id)
  if (coming !== undefined && begun !== undefined) {
    access.learn(coming.id, begun)
    return { id: coming.id, ...begun }
  }
  const { record, key } = masterOf(source, file.id, access.parts.now())
  access.learn(record.id, key)
  await access.change((stored, master) => ({
    // A change that was begun with a key that is not given now is given up: its locks go.
    content: {
      ...stored,
      masters: [...stored.masters.slice(0, 1), record],
      entries: lockedOnlyWith(stored.entries, master.id),
    },
    note: { action: 'master key change begun', purpose: `from ${stored.masters[0]?.kind} to ${record.kind}` },
  }))
  return { id: record.id, ...key }
}

function keyOf(source: MasterSource, record: MasterRecord, vaultId: string): MasterKey | undefined {
  if (source.kind !== record.kind) return undefined
  // Only the first is the one to come: a file source also has the key that is in use.
  const [bytes] = source.keys(record.stretch)
  return bytes === undefined ? undefined : matchMaster(bytes, record, vaultId)
}

/** Locks the first rows that are not locked with the next master key: one, or one in 64 of a large vault. */
function lockRows(file: VaultFile, master: ActiveMaster, next: ActiveMaster, place: string) {
  if (!file.masters.some(({ id }) => id === next.id)) throw overtaken()
  const left = rowsLeft(file, next.id)
  if (left === 0) return undefined
  let budget = Math.ceil(rowCount(file) / MOST_STEPS)
  const lock = (entry: Entry, row: VaultVersion): VaultVersion => {
    if (next.id in row.keys || budget === 0) return row
    budget--
    const identity = identityOf(file, entry, row.version)
    const dataKey = unlockDataKey(row.keys[master.id] ?? '', master.wrap, identity)
    if (dataKey === undefined) throw damaged(place, `the data key of ${entry.id}, version ${row.version}`)
    const locked = lockDataKey(dataKey, next.wrap, identity)
    dataKey.fill(0)
    return { ...row, keys: { ...row.keys, [next.id]: locked } }
  }
  const entries = file.entries.map((entry): Entry => {
    const versions = entry.versions.map((row) => lock(entry, row))
    return versions.every((row, index) => row === entry.versions[index]) ? entry : { ...entry, versions }
  })
  return { content: { ...file, entries } }
}

/** Takes the old master key away, unless a row has come meanwhile that the new one does not open. */
async function finish(access: VaultAccess, nextId: string): Promise<boolean> {
  const file = await access.change((stored) => {
    const [current, coming] = stored.masters
    if (coming?.id !== nextId || rowsLeft(stored, nextId) > 0) return undefined
    return {
      content: { ...stored, masters: [coming], entries: lockedOnlyWith(stored.entries, nextId) },
      note: { action: 'master key changed', purpose: `from ${current?.kind} to ${coming.kind}` },
    }
  })
  if (!file.masters.some(({ id }) => id === nextId)) throw overtaken()
  return file.masters.length === 1
}

function overtaken(): PlimsollError {
  return new PlimsollError(
    'usage',
    'another process is changing the master key too, and was quicker',
    'Wait for it to end. The keys can be read as before; nothing is lost.',
  )
}

function rowCount({ entries }: VaultFile): number {
  return entries.reduce((sum, { versions }) => sum + versions.length, 0)
}

function rowsLeft({ entries }: VaultFile, masterId: string): number {
  return entries.reduce((sum, { versions }) => sum + versions.filter(({ keys }) => !(masterId in keys)).length, 0)
}

/** The same entries, their data keys locked with one master key only. */
function lockedOnlyWith(entries: readonly Entry[], masterId: string): readonly Entry[] {
  const only = (keys: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(keys).filter(([id]) => id === masterId))
  return entries.map((entry) => ({
    ...entry,
    versions: entry.versions.map((row) => ({ ...row, keys: only(row.keys) })),
  }))
}
