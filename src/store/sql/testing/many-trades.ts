import { type Insertable, sql } from 'kysely'
import type { Database } from '../open-database.ts'
import { SessionProjection } from '../projection/session-projection.ts'
import type { TradesTable } from '../schema/order-rows.ts'
import { minute, story, storyPostings } from './session-story.ts'

const BATCH = 200

/** The session of the story with `count` trades more: four symbols, three strategies, now and then two in the same minute. */
export async function addManyTrades(database: Database, count: number): Promise<void> {
  await new SessionProjection(database, { session: 'story', postingsOf: storyPostings }).apply(story)
  for (let from = 0; from < count; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, count - from) }, (_, k) => tradeRow(from + k))
    await database.transaction((transaction) => transaction.insertInto('trades').values(rows).execute())
  }
  // Servers look at a table by themselves a minute after much has changed.
  await sql.raw(database.backend === 'mysql' ? 'analyze table trades' : 'analyze').execute(database.writer)
}

function tradeRow(k: number): Insertable<TradesTable> {
  return {
    ...{ sessionId: 1, accountId: 1, sequence: 1000 + k, positionId: null, symbol: `S${k % 4}/USDT` },
    ...{ strategy: ['momentum', 'trend', 'grid'][k % 3] ?? '', side: k % 2 === 0 ? 'long' : 'short' },
    ...{ quantity: '0.3', leverage: '3', entryAt: minute(k >> 1), exitAt: minute((k >> 1) + 10) },
    ...{ entryPrice: '101.25', exitPrice: '98.5', stopPrice: '95', targetPrice: null, grossPnl: '-0.9', fees: '0.06' },
    ...{ slippage: '1', funding: '-0.01', pnl: '-0.97', returnPct: '-3.2', barsHeld: k, entryReason: 'up' },
    ...{ exitReason: k % 5 === 0 ? 'take_profit' : 'stop_loss', confidence: '0.7', entries: 1, exits: 1 },
    contributions: null,
  }
}
