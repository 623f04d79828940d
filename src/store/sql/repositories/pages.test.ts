import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '../open-database.ts'
import type { JournalEntry } from '../projection/session-projection.ts'
import { SessionProjection } from '../projection/session-projection.ts'
import { addManyTrades } from '../testing/many-trades.ts'
import { minute, story, storyPostings, storyTrade } from '../testing/session-story.ts'
import { type TestDatabase, testBackends } from '../testing/test-database.ts'
import {
  pageOfFills,
  pageOfLedgerEntries,
  pageOfOrders,
  pageOfPositions,
  pageOfRiskEvents,
  pageOfSignals,
  pageOfTrades,
} from './books.ts'
import type { Page, PageEnd } from './page.ts'

const TRADES = 600
const ENTRIES = 40

/** Trades of four symbols and two strategies; some end in the same minute. */
function manyTrades(): JournalEntry[] {
  return Array.from({ length: TRADES }, (_, k) => {
    const [symbol, strategy] = [`S${k % 4}/USDT`, k % 3 === 0 ? 'momentum' : 'trend']
    const exitAt = minute(10 + (k >> 2))
    const exitReason = k % 5 === 0 ? ('take_profit' as const) : ('stop_loss' as const)
    const trade = { ...storyTrade, symbol, strategy, exitAt, exitReason, barsHeld: k }
    return { sequence: story.length + k + 1, event: { type: 'trade', at: exitAt, trade } }
  })
}

async function allPages<Row>(pageAfter: (after: PageEnd | undefined) => Promise<Page<Row>>): Promise<Row[]> {
  const rows: Row[] = []
  let after: PageEnd | undefined
  do {
    const page = await pageAfter(after)
    rows.push(...page.rows)
    after = page.next
  } while (after !== undefined)
  return rows
}

for (const { backend, label, isThere, make } of await testBackends()) {
  describe.skipIf(!isThere)(`pages of ${label}`, () => {
    let place: TestDatabase
    let database: Database
    beforeAll(async () => {
      place = await make()
      database = await openDatabase({ url: place.url })
      const projection = new SessionProjection(database, { session: 'story', postingsOf: storyPostings })
      await projection.apply([...story, ...manyTrades()])
    })
    afterAll(async () => {
      await database.close()
      await place.drop()
    })

    test('every row comes once, the newest first, also where times are the same', async () => {
      const rows = await allPages((after) => pageOfTrades(database, {}, { limit: 7, ...(after && { after }) }))
      expect(rows).toHaveLength(TRADES + 1)
      expect(rows.map(({ barsHeld }) => barsHeld)).toEqual([
        ...Array.from({ length: TRADES }, (_, k) => TRADES - 1 - k),
        5,
      ])
    })

    test('filters hold together', async () => {
      const filter = { session: 'story', symbol: 'S3/USDT', strategy: 'momentum', exitReason: 'stop_loss' } as const
      const between = { from: minute(10), to: minute(40) }
      const rows = await allPages((after) =>
        pageOfTrades(database, { ...filter, ...between }, { limit: 2, ...(after && { after }) }),
      )
      const expected = Array.from({ length: 120 }, (_, k) => k).filter((k) => k % 4 === 3 && k % 3 === 0 && k % 5 !== 0)
      expect(rows.map(({ barsHeld }) => barsHeld).reverse()).toEqual(expected)
      expect((await pageOfTrades(database, { session: 'other' }, { limit: 5 })).rows).toEqual([])
    })

    test('each table has its pages', async () => {
      const request = { limit: 50 }
      const session = { session: 'story' }
      expect((await pageOfOrders(database, { ...session, status: 'filled' }, request)).rows).toHaveLength(2)
      expect((await pageOfFills(database, { ...session, strategy: 'momentum' }, request)).rows).toHaveLength(3)
      expect((await pageOfSignals(database, { ...session, status: 'refused' }, request)).rows).toHaveLength(1)
      expect((await pageOfPositions(database, { ...session, status: 'open' }, request)).rows).toEqual([])
      expect((await pageOfPositions(database, { status: 'closed' }, request)).rows).toHaveLength(1)
      const critical = await pageOfRiskEvents(database, { ...session, severity: 'critical' }, request)
      expect(critical.rows.map(({ eventType }) => eventType)).toEqual(['state_change'])
      const cash = await pageOfLedgerEntries(database, { ...session, account: 'cash', asset: 'USDT' }, request)
      expect(cash.rows.map(({ amount }) => amount)).toEqual(['-0.03', '-0.02', '-0.01', '10000'])
      const capital = await pageOfLedgerEntries(database, { kind: 'capital' }, { limit: 1 })
      expect([capital.rows.length, capital.next?.at]).toEqual([1, minute(0)])
    })

    test('a page is of a bounded size', async () => {
      for (const limit of [0, 1001, 2.5]) {
        await expect(pageOfTrades(database, {}, { limit })).rejects.toMatchObject({
          message: `a page of ${limit} rows cannot be given`,
        })
      }
    })
  })

  describe.skipIf(!isThere)(`a page of ten thousand trades in ${label}`, () => {
    let place: TestDatabase
    let database: Database
    beforeAll(async () => {
      place = await make()
      database = await openDatabase({ url: place.url })
      await addManyTrades(database, 10_000)
    })
    afterAll(async () => {
      await database.close()
      await place.drop()
    })

    test.each([
      ['nothing', {}],
      ['a session', { session: 'story' }],
      ['a symbol', { symbol: 'S1/USDT' }],
      ['a strategy', { strategy: 'momentum' }],
      ['a reason', { exitReason: 'stop_loss' as const }],
      ['a span', { from: minute(20), to: minute(60) }],
      ['a symbol after a page', { symbol: 'S1/USDT', after: { at: minute(3000), id: 6000 } }],
    ])('by %s is found by an index, without sorting', async (_name, { after, ...filter }: Asked) => {
      const request = { limit: ENTRIES, ...(after && { after }) }
      const plan = await planOf(database, 'trades', () => pageOfTrades(database, filter, request))
      if (backend === 'sqlite') {
        expect(plan).toMatch(/(SEARCH|SCAN) trades USING INDEX/)
        expect(plan).not.toContain('TEMP B-TREE')
      } else if (backend === 'postgres') {
        expect(plan).toContain('"Node Type":"Index Scan"')
        // The one session is found by reading the one row of its table.
        expect(plan).not.toMatch(/"Seq Scan"[^}]*"Relation Name":"trades"|Sort"/)
      } else {
        expect(plan).toMatch(/"key":"trades_/)
        expect(plan).not.toContain('filesort')
      }
    })
  })
}

test('every filter of every table is answered by an index of SQLite, without sorting', async () => {
  const database = await openDatabase({ url: 'sqlite::memory:' })
  await new SessionProjection(database, { session: 'story', postingsOf: storyPostings }).apply(story)
  const request = { limit: 20, after: { at: minute(9), id: 1000 } }
  type Ask = [index: string, ask: () => Promise<unknown>]
  const [session, symbol, strategy] = [{ session: 'story' }, { symbol: 'BTC' }, { strategy: 'momentum' }]
  const common = (time: string, ask: (filter: object) => Promise<unknown>): Ask[] => [
    [time, () => ask({})],
    [time, () => ask({ from: 1, to: 2 })],
    [`session_id_${time}`, () => ask(session)],
    [`symbol_${time}`, () => ask(symbol)],
    [`strategy_${time}`, () => ask(strategy)],
  ]
  const tables: Readonly<Record<string, Ask[]>> = {
    trades: [
      ...common('exit_at', (filter) => pageOfTrades(database, filter, request)),
      ['exit_reason_exit_at', () => pageOfTrades(database, { exitReason: 'roi' }, request)],
    ],
    orders: [
      ...common('created_at', (filter) => pageOfOrders(database, filter, request)),
      ['status_created_at', () => pageOfOrders(database, { status: 'open' }, request)],
    ],
    fills: common('at', (filter) => pageOfFills(database, filter, request)),
    positions: [
      ...common('opened_at', (filter) => pageOfPositions(database, filter, request)),
      ['status_opened_at', () => pageOfPositions(database, { status: 'open' }, request)],
    ],
    signals: [
      ...common('at', (filter) => pageOfSignals(database, filter, request)),
      ['status_at', () => pageOfSignals(database, { status: 'placed' }, request)],
    ],
    risk_events: [
      ...common('created_at', (filter) => pageOfRiskEvents(database, filter, request)),
      ['severity_created_at', () => pageOfRiskEvents(database, { severity: 'info' }, request)],
    ],
    ledger_entries: [
      ...common('at', (filter) => pageOfLedgerEntries(database, filter, request)).slice(0, -1),
      ['account_at', () => pageOfLedgerEntries(database, { account: 'cash' }, request)],
      ['asset_at', () => pageOfLedgerEntries(database, { asset: 'USDT' }, request)],
      ['kind_at', () => pageOfLedgerEntries(database, { kind: 'fee' }, request)],
    ],
  }
  for (const [table, asks] of Object.entries(tables)) {
    for (const [index, ask] of asks) {
      const plan = await planOf(database, table, ask)
      expect(plan).toMatch(new RegExp(`(SEARCH|SCAN) ${table} USING INDEX ${table}_${index}_index`))
      expect(plan).not.toContain('TEMP B-TREE')
    }
  }
  await database.close()
})

interface Asked {
  readonly session?: string
  readonly symbol?: string
  readonly strategy?: string
  readonly exitReason?: 'stop_loss'
  readonly from?: number
  readonly to?: number
  readonly after?: PageEnd
}

/** How the server goes about the query on `table` that `ask` makes: its own words, as text. */
async function planOf({ backend, reader }: Database, table: string, ask: () => Promise<unknown>): Promise<string> {
  const executor = reader.getExecutor()
  const queries: { sql: string; parameters: readonly unknown[] }[] = []
  const original = executor.executeQuery.bind(executor)
  executor.executeQuery = (query, ...rest) => {
    queries.push(query)
    return original(query, ...rest)
  }
  try {
    await ask()
  } finally {
    executor.executeQuery = original
  }
  const query = queries.at(-1) ?? { sql: '', parameters: [] }
  expect(query.sql).toContain(`from ${backend === 'mysql' ? `\`${table}\`` : `"${table}"`}`)
  const how = { sqlite: 'explain query plan', postgres: 'explain (format json)', mysql: 'explain' }[backend]
  return reader.connection().execute(async (connection) => {
    const { rows } = await connection.executeQuery({
      ...sql.raw(`${how} ${query.sql}`).compile(connection),
      parameters: query.parameters,
    })
    return JSON.stringify(rows)
  })
}
