import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../open-database.ts'
import { SessionProjection } from '../projection/session-projection.ts'
import { story, storyPostings } from '../testing/session-story.ts'
import { verifyDatabase } from '../verify/verify-database.ts'
import { backupDatabase } from './backup-database.ts'
import { restoreDatabase } from './restore-database.ts'

const NOW = Date.UTC(2024, 2, 1, 12, 30, 5)

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-remains-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Makes `backup` of a session, changes more, and leaves the files `killed.db` as a killed process leaves them. */
async function killAfterBackup(): Promise<{ backup: string; killed: string }> {
  const [url, killed] = [join(folder, 'live.db'), join(folder, 'killed.db')]
  const database = await openDatabase({ url })
  await new SessionProjection(database, { session: 'story', postingsOf: storyPostings }).apply(story)
  const { file } = await backupDatabase(database, join(folder, 'backups'), NOW)
  await database.writer.updateTable('accounts').set({ maxPositions: 77 }).execute()
  for (const suffix of ['', '-wal']) copyFileSync(`${url}${suffix}`, `${killed}${suffix}`)
  await database.close()
  return { backup: file, killed }
}

async function positionsOf(url: string): Promise<number[]> {
  const database = await openDatabase({ url })
  try {
    expect(await verifyDatabase(database)).toEqual([])
    const rows = await database.reader.selectFrom('accounts').select('maxPositions').execute()
    return rows.map(({ maxPositions }) => maxPositions)
  } finally {
    await database.close()
  }
}

test('what a deleted database left beside it gets into no restored one', async () => {
  const { backup, killed } = await killAfterBackup()
  rmSync(killed)
  await restoreDatabase({ file: backup, url: killed, mayReplace: false, now: NOW })
  expect(await positionsOf(killed)).toEqual([3])
  expect(readdirSync(folder)).toContain('killed.db.before-2024-03-01T12-30-05Z-wal')
})

test('a database that was killed is replaced as a whole, and kept as a whole', async () => {
  const { backup, killed } = await killAfterBackup()
  const { kept = '' } = await restoreDatabase({ file: backup, url: killed, mayReplace: true, now: NOW })
  expect([await positionsOf(killed), await positionsOf(kept)]).toEqual([[3], [77]])
})

test('a file that is in use, or was killed, is taken for no backup', async () => {
  const { killed } = await killAfterBackup()
  const url = join(folder, 'new.db')
  await expect(restoreDatabase({ file: killed, url, mayReplace: false, now: NOW })).rejects.toMatchObject({
    code: 'data',
    message: `${killed} is no finished backup: a part of it is in ${killed}-wal`,
    cure: `Make a backup of it first: plimsoll db backup --database ${killed}`,
  })
  expect(existsSync(url)).toBe(false)
})
