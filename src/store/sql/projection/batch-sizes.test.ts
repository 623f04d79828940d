import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findAuditFlaw } from '../audit-log.ts'
import { type Database, openDatabase } from '../open-database.ts'
import { randomStory } from '../testing/random-story.ts'
import { sessionContent } from '../testing/session-content.ts'
import { story, storyPostings } from '../testing/session-story.ts'
import { testBackends } from '../testing/test-database.ts'
import { type JournalEntry, SessionProjection } from './session-projection.ts'

const options = { session: 'story', postingsOf: storyPostings }

/** The journal in batches of these sizes, which are gone through again and again. */
async function contentInBatches(url: string, journal: readonly JournalEntry[], sizes: readonly number[]) {
  const database = await openDatabase({ url })
  try {
    const projection = new SessionProjection(database, options)
    for (let from = 0, k = 0; from < journal.length; k++) {
      const size = sizes[k % sizes.length] ?? 1
      await projection.apply(journal.slice(from, from + size))
      from += size
    }
    expect(await findAuditFlaw(database.writer)).toBeUndefined()
    return await sessionContent(database)
  } finally {
    await database.close()
  }
}

/** Numbers that look like chance and are always the same. */
function longJournal(length: number): readonly JournalEntry[] {
  let state = 7
  const next = () => {
    state = (state * 48_271) % 2_147_483_647
    return state
  }
  return randomStory(Array.from({ length }, () => ({ kind: next(), of: next() % 1000 })))
}

const choice = fc.record({ kind: fc.nat(12), of: fc.nat(999) })

test('whatever happens, batches of any size leave the rows that single entries leave', async () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(fc.array(choice, { minLength: 1, maxLength: 80 }), sizes, async (choices, some) => {
      const journal = randomStory(choices)
      const singly = await contentInBatches('sqlite::memory:', journal, [1])
      expect(await contentInBatches('sqlite::memory:', journal, [journal.length])).toEqual(singly)
      expect(await contentInBatches('sqlite::memory:', journal, some)).toEqual(singly)
    }),
    { numRuns: 60 },
  )
}, 60_000)

test('a long journal in one batch leaves the rows that single entries leave', async () => {
  const journal = longJournal(3000)
  const singly = await contentInBatches('sqlite::memory:', journal, [1])
  expect(await contentInBatches('sqlite::memory:', journal, [journal.length])).toEqual(singly)
  expect(await contentInBatches('sqlite::memory:', journal, [500])).toEqual(singly)
  expect(singly).toMatchObject({ sessions: [{ lastSequence: 3001 }] })
  expect(singly.orders.length).toBeGreaterThan(400) // so several statements add them
}, 60_000)

test('rows name the rows that they belong to', async () => {
  expect(await contentInBatches('sqlite::memory:', story, [story.length])).toMatchObject({
    positions: [{ sequence: 6, entryOrderId: 'order 0' }],
    decisions: [
      { signalId: 'signal 3', orderId: 'order 0' },
      { signalId: 'signal 10', orderId: null },
    ],
    fills: [{ orderId: 'order 0' }, { orderId: 'order 0' }, { orderId: 'order 1' }],
    trades: [{ positionId: 'position 6 BTC/USDT:USDT' }],
    accounts: [{ name: 'story' }],
  })
})

test('an order of an earlier batch that is found in two ways is one order', async () => {
  const [partialExit, change, flat, fill] = [
    { kind: 3, of: 0 },
    { kind: 5, of: 2 },
    { kind: 1, of: 0 },
    { kind: 7, of: 4 },
  ]
  const journal = randomStory([partialExit, fill, flat, change])
  expect(journal.map(({ event }) => event?.type)).toEqual(['started', 'order', 'fill', 'signal', 'orderChanged'])
  const content = await contentInBatches('sqlite::memory:', journal, [2, 3])
  expect(content).toEqual(await contentInBatches('sqlite::memory:', journal, [1]))
  expect(content.orders).toMatchObject([{ number: 0, status: 'cancelled', filledQuantity: '1.1' }])
})

for (const { label, isThere, make } of await testBackends()) {
  describe.skipIf(!isThere)(`batches in ${label}`, () => {
    test('of any size leave the rows that single entries in SQLite leave', async () => {
      const journal = longJournal(400)
      const expected = await contentInBatches('sqlite::memory:', journal, [1])
      for (const sizes of [[journal.length], [3, 40, 1, 17]]) {
        const place = await make()
        try {
          expect(await contentInBatches(place.url, journal, sizes)).toEqual(expected)
        } finally {
          await place.drop()
        }
      }
    }, 60_000)

    test('that are done again start afresh', async () => {
      const place = await make()
      const database = await openDatabase({ url: place.url })
      try {
        const expected = await contentInBatches('sqlite::memory:', story, [1])
        await new SessionProjection(doneTwice(database), options).apply(story)
        expect(await sessionContent(database)).toEqual(expected)
        expect(await findAuditFlaw(database.writer)).toBeUndefined()
      } finally {
        await database.close()
        await place.drop()
      }
    })
  })
}

/** The first try of every transaction is taken back, as a server does it when others are in the way. */
function doneTwice(database: Database): Database {
  const transaction: Database['transaction'] = async (work) => {
    const taken = database.transaction(async (first) => {
      await work(first)
      throw new Error('taken back')
    })
    await expect(taken).rejects.toThrow('taken back')
    return database.transaction(work)
  }
  return Object.create(database, { transaction: { value: transaction } })
}
