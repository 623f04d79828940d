import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backupDatabase } from './backup/backup-database.ts'
import { restoreDatabase } from './backup/restore-database.ts'
import { openDatabase } from './open-database.ts'
import { SessionProjection } from './projection/session-projection.ts'
import { insertInChunks, isStatementFull, lettersOf } from './statement-size.ts'
import { minute, story, storyPostings } from './testing/session-story.ts'
import { testBackends } from './testing/test-database.ts'

test('a statement ends with its rows or with its letters', async () => {
  const sizes: number[] = []
  const count = async (rows: readonly object[]) => void sizes.push(rows.length)
  await insertInChunks(
    Array.from({ length: 401 }, (_, id) => ({ id, reason: 'up' })),
    count,
  )
  await insertInChunks(
    Array.from({ length: 5 }, () => ({ reason: 'x'.repeat(400_000) })),
    count,
  )
  await insertInChunks([], count)
  expect(sizes).toEqual([200, 200, 1, 3, 2])
  expect([isStatementFull(199, 999_999), isStatementFull(1, 1_000_000)]).toEqual([false, true])
  expect(lettersOf(['abc', 12, null, 'd'])).toBe(4)
})

for (const { label, isThere, make } of await testBackends()) {
  test.skipIf(!isThere)(
    `hundreds of long texts go into ${label}, and come back from a backup`,
    async () => {
      const [place, empty] = [await make(), await make()]
      const folder = mkdtempSync(join(tmpdir(), 'plimsoll-long-'))
      const database = await openDatabase({ url: place.url })
      try {
        const reason = '€'.repeat(90_000) // 54 MB in all
        const signals = Array.from({ length: 200 }, (_, k) => ({ ...story[2]?.event, at: minute(k), reason }) as never)
        const journal = [story[0]?.event as never, ...signals].map((event, k) => ({ sequence: k + 1, event }))
        await new SessionProjection(database, { session: 'story', postingsOf: storyPostings }).apply(journal)
        const { file } = await backupDatabase(database, folder, 0)
        await restoreDatabase({ file, url: empty.url, mayReplace: false, now: 0 })
        const restored = await openDatabase({ url: empty.url })
        const rows = await restored.reader.selectFrom('signals').select('reason').execute()
        await restored.close()
        expect([rows.length, rows.every((row) => row.reason === reason)]).toEqual([200, true])
      } finally {
        await database.close()
        await place.drop()
        await empty.drop()
        rmSync(folder, { recursive: true })
      }
    },
    60_000,
  )
}
