import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SessionEvent } from '../../../core/session-event.ts'
import { type Database, openDatabase } from '../open-database.ts'
import { story, storyPostings } from '../testing/session-story.ts'
import { type TestDatabase, testBackends } from '../testing/test-database.ts'
import { SessionProjection } from './session-projection.ts'

const options = { session: 'story', postingsOf: storyPostings }

/** Everything that the session left, without the numbers that rows are given. */
async function contentOf({ writer }: Database): Promise<unknown> {
  const [sessions, orders, fills, ledger, audit, metrics] = await Promise.all([
    writer.selectFrom('sessions').selectAll().execute(),
    writer.selectFrom('orders').selectAll().orderBy('sequence').execute(),
    writer.selectFrom('fills').selectAll().orderBy('sequence').execute(),
    writer.selectFrom('ledgerEntries').selectAll().orderBy('sequence').orderBy('line').execute(),
    writer.selectFrom('auditLog').selectAll().orderBy('number').execute(),
    writer.selectFrom('metrics').selectAll().orderBy('sequence').execute(),
  ])
  const withoutIds = (rows: readonly object[]) =>
    rows.map((row) => ({ ...row, id: 0, orderId: 0, sessionId: 0, accountId: 0 }))
  return [sessions, orders, fills, ledger, audit, metrics].map(withoutIds)
}

for (const { label, isThere, make } of await testBackends()) {
  describe.skipIf(!isThere)(`the journal is taken in once by ${label}`, () => {
    let place: TestDatabase
    let database: Database
    beforeEach(async () => {
      place = await make()
      database = await openDatabase({ url: place.url })
    })
    afterEach(async () => {
      await database.close()
      await place.drop()
    })

    test('one by one, in overlapping batches and twice it comes to the same', async () => {
      await new SessionProjection(database, options).apply(story)
      const whole = await contentOf(database)
      const other = await make()
      const second = await openDatabase({ url: other.url })
      try {
        const first = new SessionProjection(second, options)
        for (const entry of story.slice(0, 7)) await first.apply([entry])
        expect(await first.apply(story.slice(2, 9))).toMatchObject({ applied: 2, skipped: 5, lastSequence: 9 })
        const restarted = new SessionProjection(second, options)
        expect(await restarted.apply(story)).toMatchObject({ applied: 10, skipped: 9, lastSequence: 19 })
        expect(await restarted.apply(story)).toMatchObject({ applied: 0, skipped: 19 })
        expect(await contentOf(second)).toEqual(whole)
      } finally {
        await second.close()
        await other.drop()
      }
    })

    test('two processes that hand in the same journal at once leave one copy', async () => {
      await new SessionProjection(database, options).apply(story.slice(0, 1))
      const other = await openDatabase({ url: place.url })
      const both = [database, other].map((one) => new SessionProjection(one, options).apply(story))
      const reports = await Promise.all(both)
      await other.close()
      expect(reports.map(({ applied }) => applied).sort()).toEqual([0, 18])
      expect(await database.writer.selectFrom('fills').selectAll().execute()).toHaveLength(3)
    })

    test('a gap is refused, and nothing of its batch stays', async () => {
      const projection = new SessionProjection(database, options)
      await projection.apply(story.slice(0, 3))
      const gap = [...story.slice(3, 6), ...story.slice(7, 9)]
      await expect(projection.apply(gap)).rejects.toMatchObject({
        message: 'session "story": the database has its journal up to 6, and 8 is the next that was handed in',
      })
      expect(await projection.cursor()).toEqual({ lastSequence: 3, lastHash: '3'.padStart(64, '0') })
      expect(await database.writer.selectFrom('orders').selectAll().execute()).toEqual([])
    })

    test('a journal that does not begin at its start is refused', async () => {
      await expect(new SessionProjection(database, options).apply(story.slice(2))).rejects.toMatchObject({
        message: 'session "story" is not in the database, and its journal begins with entry 3, signal',
      })
    })

    test('postings that leave something over are refused', async () => {
      const postingsOf = (event: SessionEvent) => storyPostings(event).slice(0, 1)
      const projection = new SessionProjection(database, { session: 'story', postingsOf })
      await expect(projection.apply(story)).rejects.toMatchObject({
        message: 'session "story": the postings of entry 1 leave -10000 USDT over',
      })
      expect(await projection.cursor()).toBeUndefined()
    })

    test('the ledger rules are told of each event once, also when a batch failed and comes again', async () => {
      const asked: string[] = []
      const postingsOf = (event: SessionEvent) => {
        asked.push(event.type)
        return storyPostings(event)
      }
      const projection = new SessionProjection(database, { session: 'story', postingsOf })
      const broken = story.slice(0, 6).map((entry) => ({ ...entry, hash: entry.sequence === 6 ? 'x'.repeat(200) : '' }))
      await expect(projection.apply(broken)).rejects.toMatchObject({ code: 'data' })
      await projection.apply(story)
      expect(asked).toEqual(story.flatMap(({ event }) => (event === null ? [] : [event.type])))
      expect(await database.writer.selectFrom('ledgerEntries').selectAll().execute()).toHaveLength(8)
    })
  })
}
