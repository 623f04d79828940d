import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '../open-database.ts'
import { SessionProjection } from '../projection/session-projection.ts'
import { story, storyPostings } from '../testing/session-story.ts'
import { type TestDatabase, testBackends } from '../testing/test-database.ts'
import { verifyDatabase } from './verify-database.ts'

for (const { backend, label, isThere, make } of await testBackends()) {
  describe.skipIf(!isThere)(`what is wrong with a database of ${label} is named`, () => {
    let place: TestDatabase
    let database: Database
    beforeEach(async () => {
      place = await make()
      database = await openDatabase({ url: place.url })
      await new SessionProjection(database, { session: 'story', postingsOf: storyPostings }).apply(story)
    })
    afterEach(async () => {
      await database.close()
      await place.drop()
    })

    test('nothing when it is right', async () => {
      expect(await verifyDatabase(database)).toEqual([])
    })

    test.each([
      ["update audit_log set actor = 'bob' where number = 10", 'audit log', 'row 10 was changed after it was written'],
      ['delete from audit_log where number = 5', 'audit log', 'row 5 is missing'],
      [
        'delete from audit_log where number = 12',
        'audit log',
        'it ends with row 11, and row 12 was the last that was written',
      ],
      ["update audit_log set previous_hash = 'x' where number = 3", 'audit log', 'row 3 does not follow on row 2'],
      ['update sessions set last_sequence = 18', 'cursors', 'session "story" is at 18, and audit'],
      ['update sessions set last_sequence = 13', 'cursors', 'session "story" is at 13, and fills has entry 14'],
      ['update sessions set trade_count = 2', 'cursors', 'session "story" has counted 2 trades, and 1 are there'],
      ['update sessions set ended_at = null', 'cursors', 'session "story" is ended, and its end is null'],
      [
        "update orders set filled_quantity = '0.2' where number = 0",
        'orders',
        'order 1 is filled by 0.2, and its fills are 0.3',
      ],
    ])('%s', async (damage, check, problem) => {
      await sql.raw(damage).execute(database.writer)
      const findings = await verifyDatabase(database)
      // No table has a row of the last entry, the end of the session.
      if (problem.endsWith('audit')) expect(findings).toEqual([])
      else expect(findings[0]).toEqual({ check, problem })
    })

    test.each([
      ["update trades set pnl = '5'", 'trades, entry 15 of session "story": pnl is 5, and was -0.97'],
      ["update fills set price = '1' where sequence = 6", 'fills, entry 6 of session "story": price is 1, and was 100'],
      [
        "update orders set quantity = '99' where number = 1",
        'orders, entry 8 of session "story": quantity is 99, and was 0.3',
      ],
      ['delete from fills where sequence = 14', 'fills has no row of entry 14 of session "story"'],
      ['update trades set sequence = 16', 'trades has no row of entry 15 of session "story"'],
    ])('what the audit log knows better: %s', async (damage, problem) => {
      await sql.raw(damage).execute(database.writer)
      expect((await verifyDatabase(database))[0]).toEqual({ check: 'audit log', problem })
    })

    test('a row that the audit log knows nothing of', async () => {
      await sql
        .raw(
          `insert into fills (session_id, account_id, sequence, symbol, side, position_side, purpose, quantity, contract_size, price, leverage, fee, fee_asset, slippage, liquidity, at)
          select session_id, account_id, 99, symbol, side, position_side, purpose, quantity, contract_size, price, leverage, fee, fee_asset, slippage, liquidity, at from fills where sequence = 6`,
        )
        .execute(database.writer)
      expect(await verifyDatabase(database)).toContainEqual({
        check: 'audit log',
        problem: 'fills has 4 rows, and the audit log tells of 3',
      })
    })

    test('an amount that was changed shows in its transaction and in its asset', async () => {
      await sql
        .raw("update ledger_entries set amount = '0.03' where sequence = 7 and line = 1")
        .execute(database.writer)
      expect(await verifyDatabase(database)).toEqual([
        { check: 'ledger', problem: 'transaction 7 of session 1 leaves 0.01 USDT over' },
        { check: 'ledger', problem: 'all entries together leave 0.01 USDT over' },
      ])
    })

    test('an older schema', async () => {
      await sql.raw('delete from schema_versions where version = 2').execute(database.writer)
      expect(await verifyDatabase(database)).toEqual([
        { check: 'schema', problem: 'it is schema 1, and plimsoll db migrate brings it to 2' },
      ])
    })

    test.skipIf(backend !== 'sqlite')('a row that names one which is not there', async () => {
      await sql.raw('pragma foreign_keys = off').execute(database.writer)
      await sql.raw('update fills set order_id = 99 where sequence = 6').execute(database.writer)
      expect(await verifyDatabase(database)).toContainEqual({
        check: 'references',
        problem: 'row 1 of fills: its order_id is no row of orders',
      })
    })
  })
}
