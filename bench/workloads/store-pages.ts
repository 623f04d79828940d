import { type Database, openDatabase } from '../../src/store/sql/open-database.ts'
import { pageOfTrades, type TradeFilter } from '../../src/store/sql/repositories/books.ts'
import type { PageEnd } from '../../src/store/sql/repositories/page.ts'
import { addManyTrades } from '../../src/store/sql/testing/many-trades.ts'
import { testBackends } from '../../src/store/sql/testing/test-database.ts'
import type { Prepare, Workload } from './workload.ts'

const TRADES = 10_000
const PAGE = { limit: 100 }
const WARMUPS = 1
const REPEATS = 5
/** Each is read to its tenth page. */
const FILTERS: readonly TradeFilter[] = [
  {},
  { session: 'story' },
  { symbol: 'S1/USDT' },
  { strategy: 'trend', exitReason: 'stop_loss' },
  { from: 1_700_060_000_000, to: 1_700_240_000_000 },
]
const PAGES_EACH = 10

/** Pages of ten thousand trades, filtered in five ways, in a database of its own. Says `absent` where no server answers. */
export function prepareStorePages(which: string): Prepare {
  return () => preparePages(which)
}

async function preparePages(which: string): Promise<Workload> {
  const found = (await testBackends()).find(({ backend }) => backend === which)
  if (found === undefined) throw new Error(`unknown backend "${which}"`)
  const workload = { items: FILTERS.length * PAGES_EACH, warmups: WARMUPS, repeats: REPEATS }
  if (!found.isThere) return { ...workload, run: () => ({ absent: found.label }) }
  const place = await found.make()
  const database = await openDatabase({ url: place.url })
  await addManyTrades(database, TRADES)
  let runs = 0
  const run = async () => {
    const rows = await readPages(database)
    if (++runs === WARMUPS + REPEATS) {
      await database.close()
      await place.drop()
    }
    return { trades: TRADES, rows }
  }
  return { ...workload, run }
}

async function readPages(database: Database): Promise<number> {
  let rows = 0
  for (const filter of FILTERS) {
    let after: PageEnd | undefined
    for (let page = 0; page < PAGES_EACH; page++) {
      const found = await pageOfTrades(database, filter, { ...PAGE, ...(after && { after }) })
      rows += found.rows.length
      after = found.next
    }
  }
  return rows
}
