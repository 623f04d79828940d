import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { userFolder } from '../user-folder.ts'
import { decimalText } from './decimal-text.ts'
import { type Database, openDatabase } from './open-database.ts'
import { SessionProjection } from './projection/session-projection.ts'
import { story, storyPostings } from './testing/session-story.ts'
import { type TestDatabase, testBackends } from './testing/test-database.ts'

for (const { backend, label, isThere, make } of await testBackends()) {
  describe.skipIf(!isThere)(`a database of ${label}`, () => {
    let place: TestDatabase
    let database: Database
    beforeAll(async () => {
      place = await make()
      database = await openDatabase({ url: place.url })
      await new SessionProjection(database, { session: 'story', postingsOf: storyPostings }).apply(story)
    })
    afterAll(async () => {
      await database.close()
      await place.drop()
    })

    test('decimals come back exactly, as canonical text', async () => {
      const keep = async (balance: string) => {
        await database.writer.updateTable('accounts').set({ balance }).execute()
        return (await database.writer.selectFrom('accounts').select('balance').executeTakeFirstOrThrow()).balance
      }
      for (const text of ['0.0000000001', '1000000000000', '1000000000000.0000000001', '65000.5', '0', '120'])
        expect(await keep(text)).toBe(text)
      const number = fc.double({ min: 0, max: 1e15, noNaN: true })
      await fc.assert(
        fc.asyncProperty(number, async (value) => {
          const text = decimalText(value)
          expect(await keep(text)).toBe(text)
          if (value >= 1e-10 || value === 0) expect(Number(text)).toBe(value)
        }),
        { numRuns: 40 },
      )
      await keep('9999.03')
    })

    test('a time is a number of milliseconds', async () => {
      const { startedAt } = await database.reader.selectFrom('sessions').select('startedAt').executeTakeFirstOrThrow()
      expect(startedAt).toBe(1_700_000_000_000)
    })

    test.each([
      ['select count(*) as n from account where balance > 0 and balance < 10000 and risk_percentage = 1.0', 1],
      [
        "select count(*) as n from account where created_at >= '2023-11-14 22:13:20' and created_at < '2023-11-14 22:13:21'",
        1,
      ],
      ["select count(*) as n from trade where status = 'executed' and order_type = 'MARKET' and side = 'BUY'", 1],
      ['select sum(commission) as n from trade', 0.06],
      ['select max(total_value) as n from trade where quantity > 0.25', 30.3],
      [
        "select count(*) as n from trade where stop_loss < take_profit and executed_at > created_at and status <> 'pending'",
        1,
      ],
      ["select count(*) as n from position where status = 'closed' and entry_price > 99.5 and entry_trade_id = 1", 1],
      ['select sum(unrealized_pnl) as n from position', 0],
      ["select count(*) as n from risk_event where severity = 'critical' and account_id = 1", 1],
      ['select count(*) as n from ai_analysis where confidence_score > 75 and cost < 0.01', 1],
      ['select sum(pnl) as n from trades', -0.97],
    ])('a query of the documents works: %s', async (query, expected) => {
      await database.writer.deleteFrom('aiAnalyses').execute()
      await database.writer
        .insertInto('aiAnalyses')
        .values({
          ...{
            symbol: 'BTC/USDT',
            analysisType: 'technical',
            confidenceScore: '80.5',
            recommendation: 'BUY',
            cost: '0.0009',
          },
          ...{
            modelUsed: 'm',
            tokensUsed: 900,
            processingTime: '1.25',
            inputData: '{}',
            aiResponse: '{}',
            createdAt: 0,
          },
        })
        .execute()
      const { rows } = await sql<{ n: unknown }>`${sql.raw(query)}`.execute(database.reader)
      expect(Number(rows[0]?.n)).toBeCloseTo(expected, 10)
    })

    test('every column of the documents is there', async () => {
      const columns = {
        account:
          'id name exchange api_key_hash balance initial_balance risk_percentage max_positions status created_at updated_at',
        trade:
          'id account_id symbol side order_type quantity price total_value commission stop_loss take_profit status exchange_order_id created_at executed_at',
        position:
          'id account_id symbol side quantity entry_price current_price unrealized_pnl stop_loss take_profit status entry_trade_id created_at updated_at',
        ai_analysis:
          'id symbol analysis_type confidence_score recommendation model_used tokens_used cost processing_time input_data ai_response created_at',
        risk_event: 'id account_id event_type severity description data created_at',
      }
      for (const [view, names] of Object.entries(columns))
        await sql.raw(`select ${names.replaceAll(' ', ', ')} from ${view}`).execute(database.reader)
    })

    test.each([
      ['a side that is none', 'orders', { side: 'up' }],
      ['a status that is none', 'orders', { status: 'gone' }],
      ['a balance below zero', 'accounts', { balance: '-0.01' }],
      ['no capital', 'accounts', { initialBalance: '0' }],
      ['a session that is not there', 'orders', { sessionId: 99 }],
      ['a number that is taken', 'orders', { number: 7 }],
      ['a name that is too long', 'sessions', { name: 'x'.repeat(257) }],
      ['nothing where something must be', 'orders', { symbol: null }],
    ])('%s is refused', async (_name, table, values) => {
      const update = updateOf(database, table, values)
      await expect(update).rejects.toMatchObject({
        code: 'data',
        message: expect.stringContaining('it refuses a row'),
      })
    })

    test('pages are read from the replica', async () => {
      const replica = await make()
      await (await openDatabase({ url: replica.url })).close()
      const both = await openDatabase({ url: place.url, readUrl: replica.url })
      expect(await both.reader.selectFrom('fills').selectAll().execute()).toEqual([])
      expect(await both.writer.selectFrom('fills').selectAll().execute()).toHaveLength(3)
      await both.close()
      await replica.drop()
    })

    test('a transaction that fails leaves nothing', async () => {
      const failing = database.transaction(async (transaction) => {
        await transaction.updateTable('accounts').set({ maxPositions: 99 }).execute()
        throw new Error('stop')
      })
      await expect(failing).rejects.toThrow('stop')
      expect(await database.writer.selectFrom('accounts').select('maxPositions').execute()).toEqual([
        { maxPositions: 3 },
      ])
    })

    test('the reader cannot write', async () => {
      const write = database.reader.updateTable('accounts').set({ maxPositions: 4 }).execute()
      await expect(write).rejects.toMatchObject({ message: expect.stringContaining('it cannot be written to') })
    })

    test('what another transaction holds is waited for, and not for ever', async () => {
      const other = await openDatabase({ url: place.url, lockTimeoutMs: backend === 'mysql' ? 1000 : 200 })
      try {
        await database.transaction(async (transaction) => {
          await transaction.updateTable('accounts').set({ maxPositions: 5 }).execute()
          const startedAt = performance.now()
          const write = other.transaction((second) => second.updateTable('accounts').set({ maxPositions: 6 }).execute())
          await expect(write).rejects.toMatchObject({
            code: 'io',
            message: `database ${other.place}: another process holds it locked`,
          })
          expect(performance.now() - startedAt).toBeLessThan(4000)
        })
      } finally {
        await other.close()
        await database.writer.updateTable('accounts').set({ maxPositions: 3 }).execute()
      }
    })

    test.skipIf(backend === 'sqlite')('transactions that cross each other are done again', async () => {
      let tries = 0
      const cross = (first: 'users' | 'accounts') =>
        database.transaction(async (transaction) => {
          tries += 1
          const second = first === 'users' ? 'accounts' : 'users'
          for (const table of [first, second]) {
            await sql`update ${sql.table(table)} set updated_at = ${tries}`.execute(transaction)
            await new Promise((resolve) => setTimeout(resolve, 100))
          }
        })
      const user = { name: 'anna', createdAt: 0, updatedAt: 0 }
      await database.writer.insertInto('users').values(user).execute()
      await Promise.all([cross('users'), cross('accounts')])
      expect(tries).toBe(3)
    })

    test.skipIf(backend === 'sqlite')('a statement that takes too long is ended', async () => {
      const other = await openDatabase({ url: place.url, statementTimeoutMs: 300 })
      const sleep = backend === 'postgres' ? sql`select pg_sleep(20)` : sql`select sleep(20) from accounts`
      await expect(sleep.execute(other.reader)).rejects.toMatchObject({
        message: `database ${other.place}: the server took too long`,
      })
      await other.close()
    })
  })
}

describe('a SQLite file', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'plimsoll-sqlite-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  test('is made in the user folder, for its owner alone, and keeps every promise of durability', async () => {
    const { database: url } = userFolder(folder)
    const database = await openDatabase({ url })
    const pragma = async (name: string) =>
      Object.values((await sql.raw(`pragma ${name}`).execute(database.writer)).rows[0] ?? {})
    expect(await pragma('journal_mode')).toEqual(['wal'])
    expect(await pragma('synchronous')).toEqual([2])
    expect(await pragma('foreign_keys')).toEqual([1])
    await database.close()
    expect(statSync(url).mode & 0o777).toBe(0o600)
  })

  test('is not made by who only reads', async () => {
    const url = join(folder, 'none.db')
    await expect(openDatabase({ url, schema: 'any' })).rejects.toMatchObject({
      message: `database ${url}: there is no such file`,
    })
    expect(existsSync(url)).toBe(false)
  })

  test('that is no database is refused', async () => {
    const url = join(folder, 'text.db')
    writeFileSync(
      url,
      'not a database, but long enough to be looked at by those who read the head of a file'.repeat(20),
    )
    await expect(openDatabase({ url })).rejects.toMatchObject({
      code: 'data',
      message: `database ${url}: the file is damaged or is no SQLite database`,
    })
  })

  test('that another program locks is waited for, and not for ever', async () => {
    const url = join(folder, 'locked.db')
    await (await openDatabase({ url })).close()
    const other = new DatabaseSync(url)
    other.exec('pragma locking_mode = exclusive; begin exclusive; create table mine (x); commit')
    const database = await openDatabase({ url, lockTimeoutMs: 200 }).catch((error: unknown) => error)
    expect(database).toMatchObject({
      message: `database ${url}: another process holds it locked`,
      cure: 'Wait until that process is done, or stop it; then try again.',
    })
    other.close()
    await (await openDatabase({ url })).close()
  })

  test('that another program locks for a moment is waited for by every statement, also the first', async () => {
    const url = join(folder, 'new.db')
    const other = new DatabaseSync(url)
    other.exec('pragma journal_mode = wal; begin immediate')
    setTimeout(() => other.exec('commit'), 400)
    const database = await openDatabase({ url })
    other.exec('begin immediate')
    setTimeout(() => other.exec('commit'), 400)
    await database.writer.updateTable('accounts').set({ maxPositions: 4 }).execute()
    await database.close()
    other.close()
  })

  test('that finds no space says so, and leaves nothing of the transaction', async () => {
    const database = await openDatabase({ url: join(folder, 'full.db') })
    await sql`pragma max_page_count = 1`.execute(database.writer)
    const user = (k: number) => ({ name: `${k}`.padEnd(100, 'x'), createdAt: 0, updatedAt: 0 })
    const write = database.transaction(async (transaction) => {
      for (let k = 0; k < 500; k++) await transaction.insertInto('users').values(user(k)).execute()
    })
    await expect(write).rejects.toMatchObject({ message: `database ${database.place}: no space left on the disk` })
    await sql`pragma max_page_count = 100000`.execute(database.writer)
    expect(await database.writer.selectFrom('users').select('id').execute()).toEqual([])
    await database.transaction((transaction) => transaction.insertInto('users').values(user(1)).execute())
    await database.close()
  })

  test('may be in memory', async () => {
    const database = await openDatabase({ url: 'sqlite::memory:' })
    await new SessionProjection(database, { session: 'story', postingsOf: storyPostings }).apply(story)
    expect(await database.reader.selectFrom('fills').selectAll().execute()).toHaveLength(3)
    await database.close()
  })
})

/** An update of columns whose names are given as those of Kysely. */
async function updateOf(database: Database, table: string, values: object): Promise<void> {
  const columns = Object.entries(values).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  await sql`update ${sql.table(table)} set ${sql.join(columns)}`.execute(database.writer)
}

test('a replica must be of the same kind', async () => {
  const options = { url: 'sqlite::memory:', readUrl: 'postgres://reader:secret@127.0.0.1/books' }
  await expect(openDatabase(options)).rejects.toMatchObject({
    message:
      'the replica postgres://reader@127.0.0.1:5432/books is of another kind than the database the database in memory',
  })
})

test('where no server answers the message says so, without the password', async () => {
  for (const scheme of ['postgres', 'mysql']) {
    const error: unknown = await openDatabase({ url: `${scheme}://ann:s3cret@127.0.0.1:1/books` }).catch(
      (caught) => caught,
    )
    expect(error).toMatchObject({
      message: `database ${scheme}://ann@127.0.0.1:1/books: no server answers there`,
      cure: 'Start the server, or correct host and port.',
    })
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('s3cret')
  }
})
