import { createHash } from 'node:crypto'
import type { Trade } from '../core/trade.ts'

/**
 * sha256 over every closed trade, in order: two runs with the same hash did the same. Numbers enter as their shortest text that
 * reads back to the same double, so a difference in the last bit shows.
 */
export function tradesHash(trades: readonly Trade[]): string {
  const hash = createHash('sha256')
  for (const trade of trades) hash.update(`${JSON.stringify(Object.values(trade))}\n`)
  return hash.digest('hex')
}
