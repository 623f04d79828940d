import { expect, test } from 'vitest'
import { openDatabase } from '../open-database.ts'
import { SessionProjection } from '../projection/session-projection.ts'
import { randomStory } from '../testing/random-story.ts'
import { storyPostings } from '../testing/session-story.ts'
import { testBackends } from '../testing/test-database.ts'
import { verifyDatabase } from './verify-database.ts'

/** Orders, fills and commands in turn: every entry goes into the audit log or moves the cursor. */
const journal = randomStory(Array.from({ length: 150 }, (_, k) => ({ kind: k % 13, of: k % 7 })))

for (const { label, isThere, make } of await testBackends()) {
  test.skipIf(!isThere)(
    `a session that ${label} takes in meanwhile is no finding`,
    async () => {
      const place = await make()
      const [writing, reading] = [await openDatabase({ url: place.url }), await openDatabase({ url: place.url })]
      try {
        let isWriting = true
        const write = async () => {
          const projection = new SessionProjection(writing, { session: 'story', postingsOf: storyPostings })
          for (const entry of journal) await projection.apply([entry])
          isWriting = false
        }
        const verify = async () => {
          while (isWriting) expect(await verifyDatabase(reading)).toEqual([])
        }
        await Promise.all([write(), verify()])
        expect(await verifyDatabase(reading)).toEqual([])
      } finally {
        await writing.close()
        await reading.close()
        await place.drop()
      }
    },
    60_000,
  )
}
