import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Secret } from '../../core/secret.ts'
import { AccessLog } from './access-log.ts'
import { identityOf, openFields, sealFields, unlockDataKey } from './exchange-key.ts'
import { drawMasterKey, matchMaster } from './master-key.ts'
import { environmentSource, type MasterSource, masterOf, nextFileSource, passphraseSource } from './master-source.ts'
import { createVault, openVault, settleMasterKeyFile, type VaultPlace } from './open-vault.ts'
import { failureOf, MemoryStore, testFields, testFolder, testPlace, testUser } from './testing/vault-in-folder.ts'
import { Vault } from './vault.ts'
import { sealVault, type VaultFile } from './vault-file.ts'

const newKey = () => environmentSource([{ name: 'KEY', value: new Secret(drawMasterKey()) }])

async function memoryVault(keys: number, source: MasterSource) {
  const store = new MemoryStore()
  const { record, key } = masterOf(source, 'vault-00000000000000000000000000000000', 0)
  const head = { format: 'plimsoll-vault-1', id: 'vault-00000000000000000000000000000000', revision: 1 } as const
  const entries = Array.from({ length: keys }, (_, i) => {
    const entry = { id: `key-${String(i).padStart(8, '0')}`, exchange: 'binance', label: `k${i}` }
    const row = sealFields(testFields(`k${i}`), identityOf(head, entry, 1), { id: record.id, wrap: key.wrap }, 0)
    return { ...entry, createdAt: 0, versions: [row] }
  })
  store.file = sealVault({ ...head, masters: [record], entries }, key.seal)
  const parts = { ...testUser(source), store, accessLog: new AccessLog(`${testFolder()}/log`) }
  return { store, parts, vault: await Vault.open(parts) }
}

/** The part of the vault's locks that a source opens, without the vault's own way of finding it. */
function masterIn(file: VaultFile, source: MasterSource): { id: string; wrap: Uint8Array } | undefined {
  for (const record of file.masters) {
    const [bytes] = source.kind === record.kind ? source.keys(record.stretch) : []
    const key = bytes === undefined ? undefined : matchMaster(bytes, record, file.id)
    if (key !== undefined) return { id: record.id, wrap: key.wrap }
  }
  return undefined
}

/** How many keys a master key opens. */
function readable(file: VaultFile, source: MasterSource): number {
  const master = masterIn(file, source)
  if (master === undefined) return 0
  return file.entries.filter((entry) =>
    entry.versions.every((row) => {
      const fields = openFields(row, identityOf(file, entry, row.version), master)
      return typeof fields !== 'string' && fields.secret.reveal() === `${entry.label}-secret-0123456789`
    }),
  ).length
}

/** By how many master keys each row is locked. */
function locksOf(file: VaultFile | undefined): number[] {
  return (file?.entries ?? []).flatMap(({ versions }) => versions.map(({ keys }) => Object.keys(keys).length))
}

/** How many data keys a master key opens. */
function rowsLockedWith(file: VaultFile, source: MasterSource): number {
  const master = masterIn(file, source)
  if (master === undefined) return 0
  const rows = file.entries.flatMap((entry) => entry.versions.map((row) => ({ entry, row })))
  return rows.filter(({ entry, row }) => {
    const locked = row.keys[master.id]
    return (
      locked !== undefined && unlockDataKey(locked, master.wrap, identityOf(file, entry, row.version)) !== undefined
    )
  }).length
}

test('killed before any step, one master key opens every secret, and the same call ends the change', async () => {
  const [old, next] = [newKey(), newKey()]
  const { store, parts } = await memoryVault(12, old)
  const start = store.file
  const seen: string[] = []
  for (let steps = 0; steps <= 14; steps++) {
    store.file = start
    store.saves = 0
    store.diesAfter = steps
    const dying = await Vault.open({ ...parts, sources: [old] })
    const killed = await dying.rotateMaster(next).then(
      () => 'done',
      (error: Error) => error.message,
    )
    const left = store.file ?? expect.fail()
    seen.push(`${killed} ${readable(left, old)}/${readable(left, next)}`)
    store.diesAfter = Number.POSITIVE_INFINITY
    if (killed === 'done') continue
    await (await Vault.open({ ...parts, sources: [old] })).rotateMaster(next)
    expect([readable(store.file ?? left, old), readable(store.file ?? left, next)]).toEqual([0, 12])
  }
  const rows = Array.from({ length: 12 }, (_, row) => `killed 12/${row}`)
  expect(seen).toEqual(['killed 12/0', ...rows, 'killed 12/12', 'done 0/12'])
})

test('a thousand keys: killed at each step, none is ever unreadable', async () => {
  const [old, next] = [newKey(), newKey()]
  const { store, parts } = await memoryVault(1000, old)
  store.diesAfter = 1
  let steps = 0
  for (let isDone = false; !isDone; steps++) {
    store.saves = 0
    const dying = await Vault.open({ ...parts, sources: [old, next] })
    await expect(dying.rotateMaster(next)).rejects.toThrow('killed')
    const file = store.file ?? expect.fail()
    isDone = file.entries.every(({ versions }) => versions.every(({ keys }) => Object.keys(keys).length === 2))
    expect(rowsLockedWith(file, old)).toBe(1000)
  }
  // One step to note the new key, 63 with 16 rows each.
  expect(steps).toBe(64)
  store.saves = 0
  await (await Vault.open({ ...parts, sources: [old] })).rotateMaster(next)
  const file = store.file ?? expect.fail()
  expect([store.saves, readable(file, next), readable(file, old)]).toEqual([1, 1000, 0])
})

test('keys that are added meanwhile by others who know only the old key are locked with the new one too', async () => {
  const [old, next] = [newKey(), newKey()]
  const { parts, vault, store } = await memoryVault(3, old)
  const other = await Vault.open({ ...parts, sources: [old] })
  const add = (label: string) => other.add({ exchange: 'okx', label, fields: testFields(label) })
  const seen: string[] = []
  await vault.rotateMaster(next, (done, of) => {
    seen.push(`${done} of ${of}`)
    // In the midst, and when all rows are locked but the old key is not taken away yet.
    if (seen.length === 2) store.meanwhile = () => add('midst')
    if (seen.length === 4) store.meanwhile = () => add('last')
  })
  const file = store.file ?? expect.fail()
  expect(seen).toEqual(['1 of 3', '2 of 3', '3 of 4', '4 of 4', '5 of 5'])
  expect([file.entries.length, readable(file, next), file.masters.length]).toEqual([5, 5, 1])
})

test('a vault opens while its master key is changed between the reading of the vault and of the key', async () => {
  const [old, next] = [newKey(), newKey()]
  const { parts, store, vault } = await memoryVault(2, old)
  const before = store.file
  await vault.rotateMaster(next)
  const after = store.file
  store.file = before
  const source: MasterSource = {
    ...next,
    keys: (stretch) => {
      store.file = after
      return next.keys(stretch)
    },
  }
  const opened = await Vault.open({ ...parts, sources: [source] })
  expect((await opened.reveal('key-00000001', 'sign')).secret.reveal()).toBe('k1-secret-0123456789')
  expect(parts.accessLog.read().map(({ action }) => action)).not.toContain('unlock refused')
  expect(await failureOf(() => Vault.open({ ...parts, sources: [old] }))).toContain('the vault is not locked with')
  expect(parts.accessLog.read().at(-1)?.action).toBe('unlock refused')
})

test('a change that was begun with another key is given up, and of two at once the later one ends', async () => {
  const [old, first, second] = [newKey(), newKey(), newKey()]
  const { parts, store } = await memoryVault(4, old)
  store.saves = 0
  store.diesAfter = 3
  await expect((await Vault.open({ ...parts, sources: [old] })).rotateMaster(first)).rejects.toThrow('killed')
  store.diesAfter = 4
  const vault = await Vault.open({ ...parts, sources: [old] })
  await expect(vault.rotateMaster(second)).rejects.toThrow('killed')
  expect(locksOf(store.file)).toEqual([1, 1, 1, 1])
  store.diesAfter = Number.POSITIVE_INFINITY
  await vault.rotateMaster(second)
  const file = store.file ?? expect.fail()
  expect(locksOf(file)).toEqual([1, 1, 1, 1])
  expect([readable(file, old), readable(file, first), readable(file, second)]).toEqual([0, 0, 4])

  const third = newKey()
  let overtaking: Promise<void> | undefined
  const late = await Vault.open({ ...parts, sources: [second] })
  const overtaken = vault.rotateMaster(old, (done) => {
    if (done === 1) overtaking = late.rotateMaster(third)
  })
  expect(await failureOf(() => overtaken)).toBe(
    'usage: another process is changing the master key too, and was quicker',
  )
  await overtaking
  expect(readable(store.file ?? file, third)).toBe(4)
})

test('the same key again is refused', async () => {
  const old = newKey()
  const { vault } = await memoryVault(1, old)
  expect(await failureOf(() => vault.rotateMaster(old))).toBe(
    'usage: the vault is locked with the key in the environment variable KEY already',
  )
})

test('from file to file: the new file takes the place of the old, which is kept', async () => {
  const place = testPlace()
  const vault = await createVault(place, testUser())
  const { id } = await vault.add({ exchange: 'binance', label: 'main', fields: testFields('first') })
  await vault.rotateMaster(nextFileSource(place.masterKey))
  expect(existsSync(`${place.masterKey}.next`)).toBe(true)
  // A crash before the files change names: whoever opens the vault next does it.
  const opened = await openVault(place, { who: 'test', now: () => 77, sources: [] })
  expect((await opened.reveal(id, 'sign')).secret.reveal()).toBe('first-secret-0123456789')
  expect(keyFiles(place)).toEqual(['master.key', 'master.key.retired-77'])
  // Who had it open all the time reads on.
  expect((await vault.reveal(id, 'sign')).secret.reveal()).toBe('first-secret-0123456789')
  expect(await settleMasterKeyFile(place, 78)).toBeUndefined()
})

test('to a passphrase and back', async () => {
  const place = testPlace()
  const vault = await createVault(place, testUser())
  const { id } = await vault.add({ exchange: 'binance', label: 'main', fields: testFields('first') })
  const typed = passphraseSource(new Secret('four words of mine'))
  await vault.rotateMaster(typed)
  expect(await failureOf(() => openVault(place, testUser()))).toBe('usage: the vault is locked with a passphrase')
  const wrong = passphraseSource(new Secret('four words of yours'))
  expect(await failureOf(() => openVault(place, testUser(wrong)))).toBe('usage: the passphrase is wrong')
  const opened = await openVault(place, testUser(typed))
  expect((await opened.reveal(id, 'sign')).secret.reveal()).toBe('first-secret-0123456789')
})

test('a process that is killed at any moment leaves a vault that opens', async () => {
  const place = testPlace()
  const vault = await createVault(place, testUser())
  for (let i = 0; i < 20; i++) await vault.add({ exchange: 'binance', label: `k${i}`, fields: testFields(`k${i}`) })
  for (const rows of [1, 7, 13, 20]) {
    expect(await rotateAndDie(place, rows)).toBe('SIGKILL')
    const opened = await openVault(place, testUser())
    const secrets = await Promise.all(
      (await opened.list()).map(async ({ id }) => (await opened.reveal(id, 'look')).secret.reveal()),
    )
    expect(secrets).toEqual(Array.from({ length: 20 }, (_, i) => `k${i}-secret-0123456789`))
  }
  await (await openVault(place, testUser())).rotateMaster(nextFileSource(place.masterKey))
  expect((await place.store.load())?.masters.length).toBe(1)
})

/** Changes the master key in another process, which is killed once it has done so many rows. */
function rotateAndDie(place: VaultPlace, rows: number): Promise<NodeJS.Signals | null> {
  const script = `
    const { userFolder } = await import(${JSON.stringify(new URL('../user-folder.ts', import.meta.url).href)})
    const { openVault, vaultPlace } = await import(${JSON.stringify(new URL('./open-vault.ts', import.meta.url).href)})
    const { nextFileSource } = await import(${JSON.stringify(new URL('./master-source.ts', import.meta.url).href)})
    const place = vaultPlace(userFolder(process.argv[1]))
    const vault = await openVault(place, { who: 'victim', now: Date.now, sources: [] })
    await vault.rotateMaster(nextFileSource(place.masterKey), (done) => {
      if (done >= ${rows}) process.kill(process.pid, 'SIGKILL')
    })`
  return new Promise((resolve) => {
    const root = place.masterKey.replace('/master.key', '')
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, root], { stdio: 'inherit' })
    child.on('close', (_, signal) => resolve(signal))
  })
}

function keyFiles({ masterKey }: VaultPlace): string[] {
  return readdirSync(masterKey.replace('/master.key', ''))
    .filter((name) => name.startsWith('master.key'))
    .toSorted()
}
