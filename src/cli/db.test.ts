import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCli } from '../../test/cli/run-cli.ts'
import { openDatabase } from '../store/sql/open-database.ts'
import { SessionProjection } from '../store/sql/projection/session-projection.ts'
import { story, storyPostings } from '../store/sql/testing/session-story.ts'

let cwd = ''
beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'plimsoll-db-'))
})
afterAll(() => rmSync(cwd, { recursive: true }))

const db = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  runCli(['db', ...args], { cwd, env: { PLIMSOLL_DATABASE_URL: '', ...env } })

test('a database is made, filled, backed up, damaged, found out and restored', async () => {
  expect(await db(['status'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('database plimsoll/data/plimsoll.db: there is no such file'),
  })
  expect(await db(['migrate'])).toMatchObject({
    code: 0,
    stdout: 'plimsoll/data/plimsoll.db has schema 2 (from schema 0: books, document-views)\n',
  })
  const url = join(cwd, 'plimsoll', 'data', 'plimsoll.db')
  const database = await openDatabase({ url })
  await new SessionProjection(database, { session: 'story', postingsOf: storyPostings }).apply(story)
  await database.close()

  const status = await db(['status'])
  expect(status.stdout).toContain('schema 2 of 2')
  expect(status.stdout).toMatch(/fills +3\n/)
  expect(status.stdout).toMatch(/story +paper +ended, halted +19\n/)
  expect(await db(['verify'])).toMatchObject({ code: 0, stdout: 'plimsoll/data/plimsoll.db: nothing is wrong\n' })

  const backup = JSON.parse((await db(['backup', '--json'])).stdout) as { file: string; schema: number }
  expect(backup.schema).toBe(2)
  expect(readdirSync(join(cwd, 'plimsoll', 'backups'))).toEqual([backup.file.split('/').at(-1)])

  const again = await openDatabase({ url })
  await sql`update audit_log set actor = 'nobody' where number = 2`.execute(again.writer)
  await again.close()
  expect(await db(['verify'])).toMatchObject({ code: 1, stdout: 'audit log: row 2 was changed after it was written\n' })

  const refused = await db(['restore', backup.file])
  expect([refused.code, refused.stderr]).toEqual([
    2,
    'error: database plimsoll/data/plimsoll.db is there already\n  Add --yes to replace it; what is there is then kept beside it.\n',
  ])
  const restored = await db(['restore', backup.file, '--yes'])
  expect(restored.code).toBe(0)
  expect(restored.stdout).toMatch(/what was there before is .*plimsoll\.db\.before-/)
  expect((await db(['verify', '--json'])).stdout).toContain('"findings": []')
})

test('the flag counts more than the environment, which counts more than the folder', async () => {
  const env = { PLIMSOLL_DATABASE_URL: 'env.db' }
  expect((await db(['migrate'], env)).stdout).toContain('env.db has schema 2')
  expect((await db(['migrate', '--database', 'sqlite:flag.db'], env)).stdout).toContain('flag.db has schema 2')
  expect((await db(['migrate', '--userdir', 'mine'])).stdout).toContain('mine/data/plimsoll.db has schema 2')
})

test('a password is in no message', async () => {
  const { code, stdout, stderr } = await db(['status'], {
    PLIMSOLL_DATABASE_URL: 'postgres://ann:s3cret@127.0.0.1:1/books',
  })
  expect([code, stdout, stderr]).toEqual([
    ...[
      1,
      '',
      'error: database postgres://ann@127.0.0.1:1/books: no server answers there\n  Start the server, or correct host and port.\n',
    ],
  ])
})

test('the replica of reports is told of: up to date, behind, or why it cannot be read', async () => {
  const env = { PLIMSOLL_DATABASE_URL: 'first.db', PLIMSOLL_DATABASE_READ_URL: 'replica.db' }
  await db(['migrate'], env)
  expect((await db(['status'], env)).stdout).toContain(
    '\nreplica: cannot be read: database replica.db: there is no such file\n',
  )
  await db(['migrate', '--database', 'replica.db'])
  expect((await db(['status'], env)).stdout).toContain('\nreplica: replica.db, up to date\n')
  const database = await openDatabase({ url: join(cwd, 'first.db') })
  await new SessionProjection(database, { session: 'story', postingsOf: storyPostings }).apply(story)
  await database.close()
  expect((await db(['status'], env)).stdout).toContain('\nreplica: replica.db, 19 entries behind\n')
  expect(JSON.parse((await db(['status', '--json'], env)).stdout)).toMatchObject({
    replica: { database: 'replica.db', entriesBehind: 19 },
  })
  expect(JSON.parse((await db(['status', '--json', '--database', 'first.db'])).stdout)).not.toHaveProperty('replica')
})

test('the number of connections is checked', async () => {
  const env = { PLIMSOLL_DATABASE_URL: 'pool.db', PLIMSOLL_DATABASE_POOL_SIZE: '0' }
  expect(await db(['migrate'], env)).toMatchObject({
    code: 2,
    stderr: 'error: PLIMSOLL_DATABASE_POOL_SIZE is "0"\n  Write a whole number from 1 to 100.\n',
  })
  expect((await db(['migrate'], { ...env, PLIMSOLL_DATABASE_POOL_SIZE: '3' })).code).toBe(0)
})
