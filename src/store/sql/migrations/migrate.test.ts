import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { connect } from '../connect.ts'
import { openDatabase } from '../open-database.ts'
import { parseDatabaseUrl } from '../parse-database-url.ts'
import { SessionProjection } from '../projection/session-projection.ts'
import { story, storyPostings } from '../testing/session-story.ts'
import { type TestBackend, testBackends } from '../testing/test-database.ts'
import { migrate } from './migrate.ts'
import { allTables, HEAD, migrations } from './migrations.ts'
import { quote } from './render-schema.ts'

const CHILD = fileURLToPath(new URL('../testing/migrate-and-die.ts', import.meta.url))

async function withDatabase(backend: TestBackend, work: (url: string) => Promise<void>): Promise<void> {
  const { url, drop } = await backend.make()
  try {
    await work(url)
  } finally {
    await drop()
  }
}

async function migrateTo(url: string, target: number): Promise<void> {
  if (target === 0) return
  const location = parseDatabaseUrl(url)
  const db = await connect(location)
  await migrate(db, { backend: location.backend, place: location.place, target })
  await db.destroy()
}

/** Opens `url` in a process of its own that is killed before its `dieAt`th statement. */
function dieWhileMigrating(url: string, dieAt: number): Promise<{ signal: NodeJS.Signals | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD, url, String(dieAt)], {
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: 30_000,
    })
    let output = ''
    child.stdout.on('data', (data) => (output += data))
    child.on('error', reject)
    child.on('close', (_code, signal) => resolve({ signal, output }))
  })
}

/** That everything is there: the story goes in, and a query of the documents comes back. */
async function expectWhole(url: string): Promise<void> {
  const database = await openDatabase({ url })
  try {
    const { writer } = database
    expect(await writer.selectFrom('auditHeads').select('number').execute()).toEqual([{ number: 0 }])
    await new SessionProjection(database, { session: 'story', postingsOf: storyPostings }).apply(story)
    const { rows } = await sql<{
      price: unknown
    }>`select price from trade where status = 'executed' order by id`.execute(writer)
    expect(rows.map(({ price }) => Number(price))).toEqual([101, 98])
    const { rows: versions } = await sql`select version, name from schema_versions order by version`.execute(writer)
    expect(versions.map((row) => ({ ...(row as object) }))).toEqual(
      migrations.map(({ version, name }) => ({ version, name })),
    )
  } finally {
    await database.close()
  }
}

for (const backend of await testBackends()) {
  describe.skipIf(!backend.isThere)(`migrations of ${backend.label}`, () => {
    test.each([0, 1])(
      'a process killed at any statement after schema %i leaves what the next one finishes',
      async (schema) => {
        await withDatabase(backend, async (url) => {
          await migrateTo(url, schema)
          // All but MySQL take back the whole step wherever it ends, so a few places are enough there.
          const stride = backend.backend === 'mysql' ? 1 : schema > 0 ? 3 : 24
          let deaths = 0
          for (let dieAt = 0; ; dieAt += stride) {
            const { signal, output } = await dieWhileMigrating(url, dieAt)
            if (signal === null) {
              expect(Number(output)).toBeLessThanOrEqual(dieAt)
              break
            }
            deaths += 1
          }
          expect(deaths).toBeGreaterThanOrEqual(backend.backend === 'mysql' ? 8 : 3)
          await expectWhole(url)
        })
      },
      120_000,
    )

    test('two processes that open a new database at once both find it whole', async () => {
      await withDatabase(backend, async (url) => {
        const opened = await Promise.all([openDatabase({ url }), openDatabase({ url }), openDatabase({ url })])
        await Promise.all(opened.map((database) => database.close()))
        await expectWhole(url)
      })
    })

    test('a sample of schema 1 loads at the head', async () => {
      await withDatabase(backend, async (url) => {
        await migrateTo(url, 1)
        const db = await connect(parseDatabaseUrl(url))
        for (const statement of sampleStatements()) await sql.raw(statement).execute(db)
        await db.destroy()
        const database = await openDatabase({ url })
        expect(database.migrated).toEqual({ from: 1, to: HEAD, applied: migrations.slice(1).map(({ name }) => name) })
        const trades = await database.reader.selectFrom('trades').selectAll().execute()
        expect(trades).toMatchObject([{ entryPrice: '0.0000000001', quantity: '1000000000000', pnl: '-0.97' }])
        const { rows } = await sql<{ balance: unknown }>`select balance from account where balance > 0`.execute(
          database.reader,
        )
        expect(rows.map(({ balance }) => Number(balance))).toEqual([9999.03])
        await database.close()
      })
    })

    test('a newer schema is refused by name', async () => {
      await withDatabase(backend, async (url) => {
        const database = await openDatabase({ url })
        const values = sql`insert into schema_versions (version, name, applied_at) values (${HEAD + 1}, 'tax-lots', 0)`
        await values.execute(database.writer)
        await database.close()
        await expect(openDatabase({ url })).rejects.toMatchObject({
          code: 'data',
          message: expect.stringContaining(
            `has schema ${HEAD + 1} ("tax-lots"), and this Plimsoll knows schemas up to ${HEAD}`,
          ),
          cure: 'Update Plimsoll, or restore a backup that was made before the update.',
        })
      })
    })

    test('a database of another program is refused', async () => {
      await withDatabase(backend, async (url) => {
        const database = await openDatabase({ url })
        await sql`update schema_versions set name = 'other' where version = 1`.execute(database.writer)
        await database.close()
        await expect(openDatabase({ url })).rejects.toMatchObject({
          message: expect.stringContaining('has schema 1 ("other") where 1 ("books") is expected'),
        })
      })
    })

    test('an older schema is refused by who only reads', async () => {
      await withDatabase(backend, async (url) => {
        await migrateTo(url, 1)
        await expect(openDatabase({ url, schema: 'refuse' })).rejects.toMatchObject({
          cure: 'Run plimsoll db migrate.',
        })
      })
    })
  })
}

const [, postgres] = await testBackends()
test.skipIf(postgres?.isThere !== true)(
  'a database of PostgreSQL that cannot keep every letter is refused',
  async () => {
    await withDatabase(postgres as TestBackend, async (url) => {
      const name = `${new URL(url).pathname.slice(1)}_latin`
      const db = await connect(parseDatabaseUrl(url), { poolSize: 1 })
      const options = "encoding 'LATIN1' template template0 lc_collate 'C' lc_ctype 'C'"
      await sql.raw(`create database ${name} ${options}`).execute(db)
      try {
        await expect(openDatabase({ url: `${url}_latin` })).rejects.toMatchObject({
          code: 'data',
          message: expect.stringContaining('has the encoding LATIN1, and must have UTF8'),
        })
      } finally {
        await sql.raw(`drop database ${name}`).execute(db)
        await db.destroy()
      }
    })
  },
)

test('every index and constraint has a name that every server takes', () => {
  const names = allTables.flatMap(({ name, unique = [], indexes = [] }) =>
    [...unique, ...indexes].map((columns) => `${name}_${columns.join('_')}_index`),
  )
  expect(names.filter((name) => name.length > 63)).toEqual([])
  expect(new Set(names).size).toBe(names.length)
  expect(quote('mysql', 'at')).toBe('`at`')
})

/** One row of each of the tables that others hang on, as schema 1 kept them. */
function sampleStatements(): string[] {
  const text = readFileSync(new URL('../fixtures/schema-1.sql', import.meta.url), 'utf8')
  return text.split(/;\n/).filter((statement) => statement.trim() !== '')
}
