import { describe, expect, test } from 'vitest'
import { findAuditFlaw } from './audit-log.ts'
import { openDatabase } from './open-database.ts'
import { SessionProjection } from './projection/session-projection.ts'
import { storableText, storableValues } from './storable-text.ts'
import { minute, story, storyPostings } from './testing/session-story.ts'
import { testBackends } from './testing/test-database.ts'

test('only what cannot be kept is replaced', () => {
  expect(storableText('a\0b\ud800c 😀 \n')).toBe('a\uFFFDb\uFFFDc 😀 \n')
  const values = ['plain', 1, null]
  expect(storableValues(values)).toBe(values)
  expect(storableValues(['a\0', 1, null])).toEqual(['a\uFFFD', 1, null])
})

for (const { label, isThere, make } of await testBackends()) {
  test.skipIf(!isThere)(`whatever a strategy or a person writes is taken in by ${label}`, async () => {
    const place = await make()
    const database = await openDatabase({ url: place.url })
    try {
      const reason = 'zero \0, half \ud800, whole 😀'
      const [first, second, ...rest] = story.slice(0, 4)
      const command = { type: 'command', at: minute(1), command: 'halt', by: 'an\0na\ud800', reason, state: 'halted' }
      const events = [first?.event, second?.event, { ...rest[0]?.event, reason }, command]
      const journal = events.map((event, k) => ({ sequence: k + 1, event: event as never }))
      await new SessionProjection(database, { session: 'story', postingsOf: storyPostings }).apply(journal)
      const { reader } = database
      expect(await reader.selectFrom('signals').select('reason').execute()).toEqual([
        { reason: 'zero \uFFFD, half \uFFFD, whole 😀' },
      ])
      const actors = await reader.selectFrom('auditLog').select('actor').orderBy('number').execute()
      expect(actors).toEqual([{ actor: 'engine' }, { actor: 'an\uFFFDna\uFFFD' }])
      expect(await findAuditFlaw(reader)).toBeUndefined()
    } finally {
      await database.close()
      await place.drop()
    }
  })
}

describe('a filter', () => {
  test('that holds what no row can hold finds nothing', async () => {
    for (const { isThere, make } of await testBackends()) {
      if (!isThere) continue
      const place = await make()
      const database = await openDatabase({ url: place.url })
      try {
        const query = database.reader.selectFrom('signals').select('id').where('symbol', '=', 'BTC\0')
        expect(await query.execute()).toEqual([])
      } finally {
        await database.close()
        await place.drop()
      }
    }
  })
})
