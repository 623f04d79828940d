import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Database, openDatabase } from '../open-database.ts'
import { testBackends } from '../testing/test-database.ts'

/** Ends every connection to the database but that of `database`, as a server does when it is stopped. */
async function endOthers({ backend, writer }: Database): Promise<void> {
  await writer.connection().execute(async (connection) => {
    if (backend === 'postgres') {
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`.execute(connection)
      return
    }
    const { rows } = await sql<{ id: number }>`select id from information_schema.processlist
      where db = database() and id <> connection_id()`.execute(connection)
    for (const { id } of rows) await sql.raw(`kill ${id}`).execute(connection)
  })
}

for (const { backend, label, isThere, make } of await testBackends()) {
  if (backend === 'sqlite') continue
  test.skipIf(!isThere)(`a connection that ${label} ends leaves nothing, and another takes its place`, async () => {
    const place = await make()
    const [database, other] = [await openDatabase({ url: place.url }), await openDatabase({ url: place.url })]
    try {
      const user = (name: string) => ({ name, createdAt: 0, updatedAt: 0 })
      const half = database.transaction(async (transaction) => {
        await transaction.insertInto('users').values(user('anna')).execute()
        await endOthers(other)
        await pause(100) // until the news is here
        await transaction.insertInto('users').values(user('berta')).execute()
      })
      await expect(half).rejects.toMatchObject({
        code: 'io',
        message: `database ${database.place}: the connection broke off`,
        cure: 'Look whether the server runs. What was not committed is not there.',
      })
      expect(await database.writer.selectFrom('users').select('name').execute()).toEqual([])
      await endOthers(other)
      await pause(100)
      await database.writer.insertInto('users').values(user('clara')).execute()
      expect(await database.writer.selectFrom('users').select('name').execute()).toEqual([{ name: 'clara' }])
    } finally {
      await database.close()
      await other.close()
      await place.drop()
    }
  })
}
