import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { connect } from '../connect.ts'
import { openDatabase } from '../open-database.ts'
import { parseDatabaseUrl } from '../parse-database-url.ts'
import { testBackends } from '../testing/test-database.ts'

for (const { label, isThere, make } of await testBackends()) {
  test.skipIf(!isThere).each([
    ['users', ['create table users (uid integer, mail varchar(20))', "insert into users values (7, 'a@b.c')"]],
    [
      'trade',
      ['create table deals (uid integer)', 'insert into deals values (7)', 'create view trade as select * from deals'],
    ],
  ])(`"%s" of another program is neither taken for ours nor replaced in ${label}`, async (name, statements) => {
    const place = await make()
    const db = await connect(parseDatabaseUrl(place.url))
    try {
      for (const statement of statements) await sql.raw(statement).execute(db)
      await expect(openDatabase({ url: place.url })).rejects.toMatchObject({
        code: 'data',
        message: expect.stringContaining(`holds "${name}" of another program`),
        cure: 'Give Plimsoll an empty database of its own.',
      })
      const { rows } = await sql<{ uid: number }>`select uid from ${sql.table(name)}`.execute(db)
      expect(rows.map(({ uid }) => uid)).toEqual([7])
      await expect(sql`select * from schema_versions`.execute(db)).rejects.toThrow()
    } finally {
      await db.destroy()
      await place.drop()
    }
  })
}
