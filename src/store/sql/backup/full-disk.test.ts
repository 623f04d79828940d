import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../open-database.ts'
import { backupDatabase } from './backup-database.ts'

const disk = mkdtempSync(join(tmpdir(), 'plimsoll-full-backup-'))
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

test('a backup that finds no space says where, and leaves nothing behind', async ({ skip }) => {
  skip(!isMounted, 'this user may not mount a small disk to fill')
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-full-'))
  const database = await openDatabase({ url: join(folder, 'plimsoll.db') })
  try {
    await expect(backupDatabase(database, disk, 0)).rejects.toMatchObject({
      code: 'io',
      message: `database ${database.place}, copied to ${disk}: no space left on the disk`,
    })
    expect(readdirSync(disk)).toEqual([])
  } finally {
    await database.close()
    rmSync(folder, { recursive: true })
  }
})
