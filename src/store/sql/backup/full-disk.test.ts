import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { SmallDisk } from '../../testing/small-disk.ts'
import { openDatabase } from '../open-database.ts'
import { backupDatabase } from './backup-database.ts'

const disk = new SmallDisk('64k')
afterAll(() => disk.remove())

test('a backup that finds no space says where, and leaves nothing behind', async ({ skip }) => {
  disk.need({ skip })
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-full-'))
  const database = await openDatabase({ url: join(folder, 'plimsoll.db') })
  try {
    await expect(backupDatabase(database, disk.folder, 0)).rejects.toMatchObject({
      code: 'io',
      message: `database ${database.place}, copied to ${disk.folder}: no space left on the disk`,
    })
    expect(readdirSync(disk.folder)).toEqual([])
  } finally {
    await database.close()
    rmSync(folder, { recursive: true })
  }
})
