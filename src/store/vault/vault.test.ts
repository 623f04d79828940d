import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { redactText } from '../../core/redact.ts'
import { Secret } from '../../core/secret.ts'
import { identityOf, openFields, sealFields } from './exchange-key.ts'
import { drawMasterKey } from './master-key.ts'
import { environmentSource } from './master-source.ts'
import { createVault, openVault } from './open-vault.ts'
import { failureOf, testFields, testPlace, testUser } from './testing/vault-in-folder.ts'

test('keeps a key, lists it without its secrets and reveals it', async () => {
  const place = testPlace()
  const made = await createVault(place, testUser())
  const fields = { ...testFields('first'), passphrase: new Secret('pässword') }
  const { id } = await made.add({ exchange: 'okx', label: 'main', fields })
  const vault = await openVault(place, testUser())
  expect(await vault.list()).toEqual([
    {
      id,
      exchange: 'okx',
      label: 'main',
      createdAt: 2,
      version: 1,
      versionsKept: 1,
      rotatedAt: null,
      lastFour: '6789',
    },
  ])
  const key = await vault.reveal(id, 'sign orders')
  expect([key.apiKey, key.secret, key.passphrase].map((part) => part?.reveal())).toEqual([
    'first-api-key-0123456789',
    'first-secret-0123456789',
    'pässword',
  ])
  expect(inspect({ key, vault }, { depth: 9, showHidden: true })).not.toMatch(/0123456789|pässword/)
  expect(redactText(`failed: ${key.secret.reveal()}`)).toBe('failed: [secret]')
})

test('writes who revealed what and what for before it gives the key', async () => {
  const place = testPlace()
  const vault = await createVault(place, testUser())
  const { id } = await vault.add({ exchange: 'binance', label: 'main', fields: testFields('first') })
  await vault.reveal(id, 'sign the orders of session 7')
  const [, record] = place.accessLog.read()
  expect(record).toMatchObject({
    line: 2,
    who: 'test',
    action: 'revealed',
    purpose: 'sign the orders of session 7',
    entry: id,
    exchange: 'binance',
    label: 'main',
    version: 1,
  })
})

test('reveals nothing when the access log cannot be written', async () => {
  const place = testPlace()
  const vault = await createVault(place, testUser())
  const { id } = await vault.add({ exchange: 'binance', label: 'main', fields: testFields('first') })
  const { fs } = await import('../fs.ts')
  fs.writeFileSync(`${place.store.place.replace('vault.json', 'vault-access.log')}`, 'not a log\n')
  expect(await failureOf(() => vault.reveal(id, 'sign'))).toMatch(/^data: the access log .* was changed or damaged/)
})

test('a new version of a key is used from then on, the earlier ones are kept until they are pruned', async () => {
  const vault = await createVault(testPlace(), testUser())
  const { id } = await vault.add({ exchange: 'binance', label: 'main', fields: testFields('first') })
  expect(await vault.replace(id, testFields('second'))).toMatchObject({ version: 2, versionsKept: 2, rotatedAt: 4 })
  expect((await vault.reveal(id, 'sign')).secret.reveal()).toBe('second-secret-0123456789')
  expect((await vault.reveal(id, 'compare', 1)).secret.reveal()).toBe('first-secret-0123456789')
  expect(await vault.prune(id)).toMatchObject({ version: 2, versionsKept: 1 })
  expect(await failureOf(() => vault.reveal(id, 'compare', 1))).toBe(`usage: ${id} has no version 1`)
  expect(await vault.replace(id, testFields('third'))).toMatchObject({ version: 3, versionsKept: 2 })
})

test('forgets a removed key', async () => {
  const vault = await createVault(testPlace(), testUser())
  const { id } = await vault.add({ exchange: 'binance', label: 'main', fields: testFields('first') })
  await vault.remove(id)
  expect(await vault.list()).toEqual([])
  expect(await failureOf(() => vault.reveal(id, 'sign'))).toBe(`usage: there is no key "${id}"`)
})

test('what a writer that was killed left half-written goes with the next change', async () => {
  const place = testPlace()
  const vault = await createVault(place, testUser())
  const folder = dirname(place.store.place)
  writeFileSync(join(folder, '.vault.json.999999.tmp'), 'a key that is removed later')
  writeFileSync(join(folder, '.other.json.999999.tmp'), 'of somebody else')
  await vault.add({ exchange: 'binance', label: 'main', fields: testFields('first') })
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual(['.other.json.999999.tmp'])
})

test.skipIf(process.platform === 'win32')(
  'a vault behind a link is changed where it is, and not made anew',
  async () => {
    const place = testPlace()
    const vault = await createVault(place, testUser())
    const { id } = await vault.add({ exchange: 'binance', label: 'main', fields: testFields('first') })
    const elsewhere = join(dirname(place.masterKey), 'elsewhere.json')
    renameSync(place.store.place, elsewhere)
    symlinkSync(elsewhere, place.store.place)
    await vault.remove(id)
    expect(readFileSync(elsewhere, 'utf8')).not.toContain(id)
    rmSync(elsewhere)
    expect(await failureOf(() => createVault(place, testUser()))).toBe(
      `io: cannot write ${place.store.place}: no such file or folder`,
    )
  },
)

test('refuses a second key of the same name, an unknown id, and a vault that is not there', async () => {
  const place = testPlace()
  expect(await failureOf(() => openVault(place, testUser()))).toBe(`usage: there is no vault ${place.store.place}`)
  const vault = await createVault(place, testUser())
  const key = { exchange: 'binance', label: 'main', fields: testFields('first') }
  const { id } = await vault.add(key)
  expect(await failureOf(() => vault.add(key))).toBe(`usage: there is a key "main" of binance already (${id})`)
  expect(await failureOf(() => vault.remove('key-00000000'))).toBe('usage: there is no key "key-00000000"')
  expect(place.accessLog.read().map(({ action }) => action)).toEqual(['added'])
})

test('a ciphertext that is moved to another key, field or version is refused', () => {
  const master = { id: 'master-1', wrap: new Uint8Array(32).fill(7) }
  const at = (id: string, label: string, version: number) =>
    identityOf({ id: 'vault-1' }, { id, exchange: 'binance', label }, version)
  const home = at('key-1', 'main', 1)
  const row = sealFields(testFields('first'), home, master, 0)
  const other = sealFields(testFields('second'), at('key-2', 'swing', 1), master, 0)
  expect(openFields(row, at('key-2', 'main', 1), master)).toBe('data key')
  expect(openFields(row, at('key-1', 'main', 2), master)).toBe('data key')
  expect(openFields({ ...row, keys: other.keys }, home, master)).toBe('data key')
  expect(openFields(row, at('key-1', 'swing', 1), master)).toBe('apiKey')
  expect(openFields({ ...row, fields: { ...row.fields, secret: row.fields.apiKey } }, home, master)).toBe('secret')
  expect(openFields({ ...row, fields: { ...row.fields, passphrase: row.fields.secret } }, home, master)).toBe(
    'passphrase',
  )
  expect(openFields({ ...row, fields: other.fields }, home, master)).toBe('apiKey')
  expect(openFields({ ...row, keys: {} }, home, master)).toBe('data key')
  expect(openFields(row, home, master)).toMatchObject({ apiKey: expect.any(Secret) })
})

test('the key in the environment opens a vault, another does not, and the refusal is in the access log', async () => {
  const place = testPlace()
  const source = (text: string) => environmentSource([{ name: 'PLIMSOLL_MASTER_KEY', value: new Secret(text) }])
  const text = drawMasterKey()
  await createVault(place, testUser(source(text)))
  await openVault(place, testUser(source(text)))
  const refusal = 'the vault is not locked with a key in the environment variable PLIMSOLL_MASTER_KEY'
  expect(await failureOf(() => openVault(place, testUser(source(drawMasterKey()))))).toBe(`usage: ${refusal}`)
  expect(place.accessLog.read()).toMatchObject([{ action: 'unlock refused', purpose: refusal }])
})

test('no change is lost when several processes add keys at once', async () => {
  const place = testPlace()
  const root = place.masterKey.replace('/master.key', '')
  await createVault(place, testUser())
  const script = `
    const { Secret } = await import(${JSON.stringify(new URL('../../core/secret.ts', import.meta.url).href)})
    const { userFolder } = await import(${JSON.stringify(new URL('../user-folder.ts', import.meta.url).href)})
    const { openVault, vaultPlace } = await import(${JSON.stringify(new URL('./open-vault.ts', import.meta.url).href)})
    const [root, name] = process.argv.slice(1)
    const vault = await openVault(vaultPlace(userFolder(root)), { who: name, now: Date.now, sources: [] })
    for (let i = 0; i < 8; i++) {
      const fields = { apiKey: new Secret('api-key-' + name + i), secret: new Secret('secret-' + name + i) }
      await vault.add({ exchange: 'binance', label: name + i, fields })
    }`
  const run = (name: string) =>
    new Promise<number | null>((resolve) => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script, root, name], { stdio: 'inherit' })
      child.on('close', resolve)
    })
  expect(await Promise.all(['a', 'b', 'c'].map(run))).toEqual([0, 0, 0])
  const labels = (await (await openVault(place, testUser())).list()).map(({ label }) => label)
  expect(labels.toSorted()).toEqual([...'abc'].flatMap((name) => [...'01234567'].map((i) => name + i)))
  expect(place.accessLog.read().length).toBe(24)
})
