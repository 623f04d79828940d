import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { DeafProxy } from '../../cache/testing/deaf-proxy.ts'
import { openDatabase } from '../open-database.ts'
import { testBackends } from '../testing/test-database.ts'

const PORTS = { sqlite: 0, postgres: 5432, mysql: 3306 } as const

for (const { backend, label, isThere, make } of await testBackends()) {
  if (backend === 'sqlite') continue
  test.skipIf(!isThere)(
    `a connection on which ${label} answers no more is not used again`,
    async () => {
      const place = await make()
      const proxy = await DeafProxy.start(PORTS[backend])
      const url = new URL(place.url)
      url.port = new URL(proxy.url).port
      const database = await openDatabase({ url: url.href, poolSize: 1, statementTimeoutMs: 200 })
      try {
        const ask = () => database.writer.selectFrom('users').select('id').execute()
        expect(await ask()).toEqual([])
        proxy.deafen()
        await expect(ask()).rejects.toMatchObject({ message: expect.stringContaining('the server took too long') })
        expect(await ask()).toEqual([])
        proxy.deafen()
        const half = database.transaction(async (transaction) => {
          await sql`update accounts set max_positions = 1`.execute(transaction)
        })
        await expect(half).rejects.toMatchObject({ code: 'io' })
        expect(await ask()).toEqual([])
      } finally {
        proxy.close()
        await database.close()
        await place.drop()
      }
    },
    40_000,
  )
}
