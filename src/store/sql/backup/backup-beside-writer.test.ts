import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { openDatabase } from '../open-database.ts'
import { backupDatabase } from './backup-database.ts'

test('a SQLite file that is written to all the time is copied all the same', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-busy-'))
  const url = join(folder, 'plimsoll.db')
  const database = await openDatabase({ url })
  const other = new DatabaseSync(url)
  other.exec('create table ballast (text text)')
  const insert = other.prepare('insert into ballast values (?)')
  other.exec('begin')
  for (let k = 0; k < 5000; k++) insert.run('x'.repeat(2000))
  other.exec('commit; pragma synchronous = off')
  const writing = setInterval(() => insert.run('more'), 1)
  try {
    const { file } = await backupDatabase(database, folder, 0)
    expect(statSync(file).size).toBeGreaterThan(10_000_000)
  } finally {
    clearInterval(writing)
    other.close()
    await database.close()
    rmSync(folder, { recursive: true })
  }
}, 10_000)
