import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { userFolder } from '../user-folder.ts'
import { createVault, openVault, vaultPlace } from './open-vault.ts'
import { failureOf, testFields, testUser } from './testing/vault-in-folder.ts'

const disk = mkdtempSync(join(tmpdir(), 'plimsoll-full-vault-'))
let isMounted = false

beforeAll(() => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], { stdio: 'ignore' })
    isMounted = true
  } catch {
    isMounted = false // no right to mount: the test below says that it is skipped
  }
})

afterAll(() => {
  if (isMounted) execFileSync('umount', [disk])
  rmSync(disk, { recursive: true })
})

test('a full disk leaves the vault as it was and no half line in the access log', async ({ skip }) => {
  skip(!isMounted, 'this user may not mount a small disk to fill')
  const place = vaultPlace(userFolder(disk))
  const vault = await createVault(place, testUser())
  const { id } = await vault.add({ exchange: 'binance', label: 'main', fields: testFields('first') })
  writeFileSync(join(disk, 'ballast'), Buffer.alloc(32_768))
  const fill = async () => {
    for (;;) await vault.reveal(id, 'x'.repeat(500))
  }
  expect(await failureOf(fill)).toMatch(/^io: cannot write .*vault-access\.log: no space left on the disk$/)
  const stored = readFileSync(place.store.place, 'utf8')
  const add = () => vault.add({ exchange: 'binance', label: 'second', fields: testFields('second') })
  expect(await failureOf(add)).toMatch(/no space left on the disk$/)
  expect(readFileSync(place.store.place, 'utf8')).toBe(stored)
  expect(readFileSync(join(disk, 'data', 'vault-access.log'), 'utf8')).toMatch(/\}\n$/)
  rmSync(join(disk, 'ballast'))
  await (await openVault(place, testUser())).reveal(id, 'there is room again')
  const actions = new Set(place.accessLog.read().map(({ action }) => action))
  expect(actions).toEqual(new Set(['added', 'revealed']))
})
