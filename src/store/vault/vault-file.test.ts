import { createHash } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { PlimsollError } from '../../core/errors.ts'
import { Secret } from '../../core/secret.ts'
import { createVault, openVault, type VaultPlace } from './open-vault.ts'
import { failureOf, testFields, testPlace, testUser } from './testing/vault-in-folder.ts'
import { checkNames, formatVault, parseVault, sealVault } from './vault-file.ts'
import { FileVaultStore } from './vault-store.ts'

async function twoKeys(): Promise<{ place: VaultPlace; text: string }> {
  const place = testPlace()
  const vault = await createVault(place, testUser())
  await vault.add({ exchange: 'binance', label: 'main', fields: testFields('first') })
  const fields = { ...testFields('second'), passphrase: new Secret('third part') }
  await vault.add({ exchange: 'okx', label: 'swing', fields })
  return { place, text: readFileSync(place.store.place, 'utf8') }
}

test('reads what it wrote, letter for letter', async () => {
  const { text } = await twoKeys()
  expect(formatVault(parseVault(text, 'vault.json'))).toBe(text)
})

test('holds no part of a secret, and only its owner may read it', async () => {
  const { place, text } = await twoKeys()
  expect(text).not.toMatch(/secret-0|api-key-0|third/)
  expect(text).toContain('"lastFour": "6789"')
  if (process.platform !== 'win32') expect(statSync(place.store.place).mode & 0o777).toBe(0o600)
})

test('every changed byte is found, and the place is named', async () => {
  const { place, text } = await twoKeys()
  const bytes = Buffer.from(text)
  const named = new Map<string, number>()
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ (at % 8 === 7 ? 0x80 : 0x01)
    writeFileSync(place.store.place, changed)
    const store = new FileVaultStore(place.store.place)
    const failure = await failureOf(() => openVault({ ...place, store }, testUser()))
    const [, what = failure] = /^data: \S+ was changed or damaged: (.*)$/.exec(failure) ?? []
    const kind = what.replaceAll(/\d+/g, 'N').replaceAll(/key-\w+|master-\w+/g, 'ID')
    named.set(kind, (named.get(kind) ?? 0) + 1)
  }
  expect(
    [...named].filter(([kind]) => kind.startsWith('data:') || kind.startsWith('usage:') || kind === 'none'),
  ).toEqual([])
  expect([...named.keys()]).toEqual(
    expect.arrayContaining([
      'the key "main" of binance (ID)',
      'the key "swing" of okx (ID)',
      'the record of ID',
      'line N is no JSON',
    ]),
  )
})

test('names the key, the record and the line', async () => {
  const { text } = await twoKeys()
  const file = parseVault(text, 'vault.json')
  const refused = (changed: string) => failureOf(() => parseVault(changed, 'vault.json'))
  const second = file.entries[1]
  const sealed = second?.versions[0]?.fields.secret ?? ''
  expect(await refused(text.replace(sealed, `${sealed[0] === 'A' ? 'B' : 'A'}${sealed.slice(1)}`))).toBe(
    `data: vault.json was changed or damaged: the key "swing" of okx (${second?.id})`,
  )
  expect(await refused(text.replace('"kind": "file"', '"kind": "environment"'))).toBe(
    `data: vault.json was changed or damaged: the record of ${file.masters[0]?.id}`,
  )
  expect(await refused(text.replace('"revision": 3', '"revision": 4'))).toBe(
    'data: vault.json was changed or damaged: its head (format, id, revision, seal) or the list of its keys',
  )
  expect(await refused(text.replace('"label"', '"lable"'))).toBe(
    'data: vault.json was changed or damaged: entries.0.label: invalid type',
  )
  expect(await refused(text.replace('\n  "id"', '\n   "id"'))).toBe(
    'data: vault.json was changed or damaged: line 3 is not as it was written',
  )
  expect(await refused(text.slice(0, 500))).toMatch(
    /^data: vault.json was changed or damaged: (line \d+|it) is no JSON$/,
  )
  expect(await refused('')).toBe('data: vault.json was changed or damaged: it is no JSON')
})

test('who takes out a key and corrects every checksum is found by the seal', async () => {
  const { place, text } = await twoKeys()
  const file = parseVault(text, 'vault.json')
  const forged = sealVault(
    { ...file, entries: file.entries.slice(0, 1) },
    createHash('sha256').update('guess').digest(),
  )
  writeFileSync(place.store.place, formatVault(forged))
  parseVault(formatVault(forged), 'vault.json')
  expect(await failureOf(() => openVault(place, testUser()))).toBe(
    `data: ${place.store.place} was changed or damaged: somebody changed it without the master key (its seal does not fit)`,
  )
})

test('refuses names that a vault cannot hold', () => {
  const refusal = (exchange: string, label: string) => {
    try {
      checkNames({ exchange, label })
    } catch (error) {
      if (error instanceof PlimsollError) return error.message
    }
    return 'none'
  }
  expect([
    refusal('binance', 'Haupt-Konto 1'),
    refusal('Binance', 'x'),
    refusal('okx', ''),
    refusal('okx', 'a\nb'),
  ]).toEqual(['none', '"Binance" is no exchange', 'the label "" cannot be used', 'the label "a\nb" cannot be used'])
})
