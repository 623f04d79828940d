import { expect, test } from 'vitest'
import { keepSegments } from './journal-segments.ts'
import { openDatabase } from './open-database.ts'

test('the index of a journal is replaced as a whole, and those of others stay', async () => {
  const database = await openDatabase({ url: 'sqlite::memory:' })
  const first = { number: 1, firstSequence: 1, lastSequence: 9, bytes: 4096, hash: 'a', createdAt: 5, closedAt: null }
  const second = { ...first, number: 2, firstSequence: 10, lastSequence: 12, createdAt: 7 }
  await keepSegments(database, 'one', [first])
  await keepSegments(database, 'two', [first])
  await keepSegments(database, 'one', [{ ...first, closedAt: 7 }, second])
  const rows = await database.reader
    .selectFrom('journalSegments')
    .selectAll()
    .orderBy('session')
    .orderBy('number')
    .execute()
  expect(rows.map(({ session, number, closedAt }) => [session, number, closedAt])).toEqual([
    ['one', 1, 7],
    ['one', 2, null],
    ['two', 1, null],
  ])
  await database.close()
})
