import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { allTables } from '../migrations/migrations.ts'
import { type Database, openDatabase } from '../open-database.ts'
import { SessionProjection } from '../projection/session-projection.ts'
import { story, storyPostings } from '../testing/session-story.ts'
import { type TestDatabase, testBackends } from '../testing/test-database.ts'
import { verifyDatabase } from '../verify/verify-database.ts'
import { backupDatabase } from './backup-database.ts'
import { restoreDatabase } from './restore-database.ts'

const NOW = Date.UTC(2024, 2, 1, 12, 30, 5)
const backends = await testBackends()

let folder = ''
let drops: (() => Promise<void>)[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-backup-'))
  drops = []
})
afterEach(async () => {
  for (const drop of drops) await drop()
  rmSync(folder, { recursive: true })
})

async function made(place: Promise<TestDatabase>): Promise<string> {
  const { url, drop } = await place
  drops.push(drop)
  return url
}

async function fill(url: string): Promise<void> {
  const database = await openDatabase({ url })
  await new SessionProjection(database, { session: 'story', postingsOf: storyPostings }).apply(story)
  await database.close()
}

/** Every row of every table. */
async function contentOf(url: string): Promise<unknown> {
  return using(url, async (database) => {
    const tables: Record<string, unknown> = {}
    for (const { name } of allTables) {
      const { rows } = await sql<object>`select * from ${sql.table(name)} order by id`.execute(database.reader)
      tables[name] = rows.map((row) => ({ ...row }))
    }
    return tables
  })
}

async function using<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase({ url, schema: 'any' })
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

const backUp = (url: string) => using(url, (database) => backupDatabase(database, join(folder, 'backups'), NOW))

for (const { backend, label, isThere, make } of backends) {
  describe.skipIf(!isThere)(`a backup of ${label}`, () => {
    test('holds everything, is named by its time, and comes back', async () => {
      const url = await made(make())
      await fill(url)
      const { file, schema } = await backUp(url)
      expect(readdirSync(join(folder, 'backups'))).toEqual([
        `plimsoll-2024-03-01T12-30-05Z.${backend === 'sqlite' ? 'db' : 'jsonl.gz'}`,
      ])
      expect([schema, statSync(file).mode & 0o777]).toEqual([2, 0o600])
      const target = backend === 'sqlite' ? join(folder, 'new', 'plimsoll.db') : await made(make())
      expect(await restoreDatabase({ file, url: target, mayReplace: false, now: NOW })).toMatchObject({ schema: 2 })
      expect(await contentOf(target)).toEqual(await contentOf(url))
      expect(await using(target, verifyDatabase)).toEqual([])
    })

    test('goes on where it ended: new rows get new numbers', async () => {
      const url = await made(make())
      const database = await openDatabase({ url })
      await new SessionProjection(database, { session: 'story', postingsOf: storyPostings }).apply(story.slice(0, 9))
      await database.close()
      const { file } = await backUp(url)
      const target = backend === 'sqlite' ? join(folder, 'plimsoll.db') : await made(make())
      await restoreDatabase({ file, url: target, mayReplace: false, now: NOW })
      const restored = await openDatabase({ url: target })
      await new SessionProjection(restored, { session: 'story', postingsOf: storyPostings }).apply(story)
      await restored.close()
      expect(await using(target, verifyDatabase)).toEqual([])
    })
  })
}

describe('a SQLite file', () => {
  test('that is there is replaced only when that is allowed, and kept', async () => {
    const url = join(folder, 'plimsoll.db')
    await fill(url)
    const { file } = await backUp(url)
    const database = await openDatabase({ url })
    await database.writer.updateTable('accounts').set({ maxPositions: 77 }).execute()
    await expect(restoreDatabase({ file, url, mayReplace: true, now: NOW })).rejects.toMatchObject({
      message: `database ${url} is in use`,
    })
    await database.close()
    await expect(restoreDatabase({ file, url, mayReplace: false, now: NOW })).rejects.toMatchObject({
      code: 'usage',
      message: `database ${url} is there already`,
      cure: 'Add --yes to replace it; what is there is then kept beside it.',
    })
    const positions = (place: string) =>
      using(place, ({ reader }) => reader.selectFrom('accounts').select('maxPositions').execute())
    expect(await positions(url)).toEqual([{ maxPositions: 77 }])
    const { kept } = await restoreDatabase({ file, url, mayReplace: true, now: NOW })
    expect(kept).toBe(`${url}.before-2024-03-01T12-30-05Z`)
    expect([await positions(url), await positions(kept ?? '')]).toEqual([[{ maxPositions: 3 }], [{ maxPositions: 77 }]])
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([])
  })

  test('that is damaged is replaced too', async () => {
    const url = join(folder, 'plimsoll.db')
    await fill(url)
    const { file } = await backUp(url)
    writeFileSync(url, 'rubbish '.repeat(1000))
    const { kept } = await restoreDatabase({ file, url, mayReplace: true, now: NOW })
    expect(readFileSync(kept ?? '', 'utf8')).toContain('rubbish')
    expect(await using(url, verifyDatabase)).toEqual([])
  })

  test('is not replaced by a backup that is damaged', async () => {
    const url = join(folder, 'plimsoll.db')
    await fill(url)
    const { file } = await backUp(url)
    const bytes = readFileSync(file)
    bytes.fill(0xff, 8192, 60_000)
    writeFileSync(file, bytes)
    const before = await contentOf(url)
    await expect(restoreDatabase({ file, url, mayReplace: true, now: NOW })).rejects.toMatchObject({ code: 'data' })
    expect(await contentOf(url)).toEqual(before)
    expect(readdirSync(folder).filter((name) => !/^(backups$|plimsoll\.db)/.test(name))).toEqual([])
  })

  test('is no backup when it is something else', async () => {
    const file = join(folder, 'notes.txt')
    writeFileSync(file, 'remember the milk')
    const restore = restoreDatabase({ file, url: join(folder, 'x.db'), mayReplace: true, now: NOW })
    await expect(restore).rejects.toMatchObject({ message: `${file} is no backup of Plimsoll` })
    expect(existsSync(join(folder, 'x.db'))).toBe(false)
  })
})

const servers = backends.filter(({ backend }) => backend !== 'sqlite')
describe.each(servers)('a dump of $label', ({ isThere, make }) => {
  test.skipIf(!isThere)('loads into SQLite too', async () => {
    const url = await made(make())
    await fill(url)
    const { file } = await backUp(url)
    const target = join(folder, 'plimsoll.db')
    await restoreDatabase({ file, url: target, mayReplace: false, now: NOW })
    expect(await contentOf(target)).toEqual(await contentOf(url))
  })

  test.skipIf(!isThere)('does not go into a database that has rows', async () => {
    const url = await made(make())
    await fill(url)
    const { file } = await backUp(url)
    await expect(restoreDatabase({ file, url, mayReplace: true, now: NOW })).rejects.toMatchObject({
      message: expect.stringContaining('is not empty: accounts has rows'),
      cure: 'Make an empty database, and restore into that one.',
    })
  })

  test.skipIf(!isThere)('that was changed, or cut off, is refused before anything is written', async () => {
    const url = await made(make())
    await fill(url)
    const { file } = await backUp(url)
    const text = gunzipSync(readFileSync(file)).toString()
    const lines = text.trimEnd().split('\n')
    const target = join(folder, 'plimsoll.db')
    const damages = {
      'its hash is another': text.replace('momentum', 'momenlum'),
      'is not what a dump holds there': `${lines.slice(0, -1).join('\n')}\n`,
      'its last line is cut off': text.slice(0, -40),
      'line 2 is no JSON': text.replace('\n["accounts"', '\n[accounts'),
    }
    for (const [problem, damaged] of Object.entries(damages)) {
      writeFileSync(file, gzipSync(damaged))
      const restore = restoreDatabase({ file, url: target, mayReplace: false, now: NOW })
      await expect(restore).rejects.toMatchObject({ code: 'data', message: expect.stringContaining(problem) })
    }
    writeFileSync(file, gzipSync(text).subarray(0, 900))
    const restore = restoreDatabase({ file, url: target, mayReplace: false, now: NOW })
    await expect(restore).rejects.toMatchObject({
      code: 'data',
      message: expect.stringContaining('unexpected end of file'),
    })
    expect(existsSync(target)).toBe(false)
  })
})
