import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { SmallDisk } from '../testing/small-disk.ts'
import { userFolder } from '../user-folder.ts'
import { createVault, openVault, vaultPlace } from './open-vault.ts'
import { failureOf, testFields, testUser } from './testing/vault-in-folder.ts'

const disk = new SmallDisk('64k')
afterAll(() => disk.remove())

test('a full disk leaves the vault as it was and no half line in the access log', async ({ skip }) => {
  disk.need({ skip })
  const place = vaultPlace(userFolder(disk.folder))
  const vault = await createVault(place, testUser())
  const { id } = await vault.add({ exchange: 'binance', label: 'main', fields: testFields('first') })
  writeFileSync(join(disk.folder, 'ballast'), Buffer.alloc(32_768))
  const fill = async () => {
    for (;;) await vault.reveal(id, 'x'.repeat(500))
  }
  expect(await failureOf(fill)).toMatch(/^io: cannot write .*vault-access\.log: no space left on the disk$/)
  const stored = readFileSync(place.store.place, 'utf8')
  const add = () => vault.add({ exchange: 'binance', label: 'second', fields: testFields('second') })
  expect(await failureOf(add)).toMatch(/no space left on the disk$/)
  expect(readFileSync(place.store.place, 'utf8')).toBe(stored)
  expect(readFileSync(join(disk.folder, 'data', 'vault-access.log'), 'utf8')).toMatch(/\}\n$/)
  rmSync(join(disk.folder, 'ballast'))
  await (await openVault(place, testUser())).reveal(id, 'there is room again')
  const actions = new Set(place.accessLog.read().map(({ action }) => action))
  expect(actions).toEqual(new Set(['added', 'revealed']))
})
