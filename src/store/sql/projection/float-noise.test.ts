import { expect, test } from 'vitest'
import type { SessionEvent } from '../../../core/session-event.ts'
import { openDatabase } from '../open-database.ts'
import { story, storyPostings } from '../testing/session-story.ts'
import { testBackends } from '../testing/test-database.ts'
import { verifyDatabase } from '../verify/verify-database.ts'
import { SessionProjection } from './session-projection.ts'

const NOISE = 1.1102230246251565e-16 // 32 decimals

/** The story with numbers that are what doubles leave over. */
function noisy(event: SessionEvent | null): SessionEvent | null {
  if (event?.type === 'fill') return { ...event, slippage: NOISE, fee: NOISE }
  if (event?.type !== 'account') return event
  return { ...event, positions: event.positions.map((seen) => ({ ...seen, unrealisedPnl: NOISE, margin: NOISE })) }
}

for (const { label, isThere, make } of await testBackends()) {
  test.skipIf(!isThere)(`what doubles leave over is the same in ${label} as everywhere`, async () => {
    const place = await make()
    const database = await openDatabase({ url: place.url })
    try {
      const journal = story.map((entry) => ({ ...entry, event: noisy(entry.event) }))
      const tiny = journal.map((entry) =>
        entry.sequence === 6
          ? { ...entry, event: { ...entry.event, quantity: 1.234567890123456e-16 } as never }
          : entry,
      )
      const postingsOf = (event: SessionEvent) => (event.type === 'fill' ? [] : storyPostings(event))
      await new SessionProjection(database, { session: 'story', postingsOf }).apply(tiny)
      const { reader } = database
      const orders = reader.selectFrom('orders').select(['fees', 'slippage', 'filledQuantity']).orderBy('number')
      const [kept, twice] = ['0.000000000000000111022302462516', '0.000000000000000222044604925032']
      expect(await orders.execute()).toEqual([
        { fees: twice, slippage: twice, filledQuantity: '0.200000000000000123456789012346' },
        { fees: kept, slippage: kept, filledQuantity: '0.3' },
      ])
      const metrics = reader.selectFrom('metrics').select(['margin', 'unrealisedPnl']).orderBy('id').limit(1)
      expect(await metrics.execute()).toEqual([{ margin: kept, unrealisedPnl: kept }])
      expect(await verifyDatabase(database)).toEqual([])
    } finally {
      await database.close()
      await place.drop()
    }
  })
}
