import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type {
  AccountSeen,
  OrderFilled,
  OrderSent,
  Refusal,
  SessionEvent,
  SessionStarted,
  SignalGiven,
} from '../../../core/session-event.ts'
import { type Database, openDatabase } from '../open-database.ts'
import { minute, story, storyTrade } from '../testing/session-story.ts'
import { SessionProjection } from './session-projection.ts'

const WHOSE = { symbol: 'ETH/USDT:USDT', strategy: 'momentum' }
const START = story[0]?.event as SessionEvent

const signal = (side: SignalGiven['side'], k: number): SignalGiven => ({
  ...{ type: 'signal', at: minute(k), ...WHOSE, side, confidence: null, stopPrice: null, stopPct: null },
  ...{ targets: [], reason: `at ${k}` },
})

const refusal = (stage: Refusal['stage'], rule: string, k: number): Refusal => ({
  ...{ type: 'refusal', at: minute(k), ...WHOSE, stage, rule, reason: `${rule} at ${k}` },
})

const order = (number: number, exitReason: OrderSent['exitReason'], k: number): OrderSent => ({
  ...{ type: 'order', at: minute(k), order: number, ...WHOSE, side: 'buy', orderType: 'market', quantity: 2 },
  ...{ limitPrice: null, triggerPrice: null, trailingPct: null, timeInForce: 'gtc', reduceOnly: false, leverage: 2 },
  ...{ purpose: exitReason === null ? 'entry' : 'exit', exitReason, plan: null },
})

const fill = (
  number: number | null,
  purpose: OrderFilled['purpose'],
  quantity: number,
  price: number,
): OrderFilled => ({
  ...{ type: 'fill', at: minute(9), order: number, symbol: WHOSE.symbol, side: 'buy', positionSide: 'short', purpose },
  ...{ quantity, contractSize: 0.1, price, leverage: 2, fee: 0.1, feeAsset: 'USDT', slippage: 0, liquidity: 'maker' },
})

const account = (equity: number, unrealisedPnl: number): AccountSeen => ({
  ...{ type: 'account', at: minute(9), moments: 9, equity, cash: 0 },
  positions: [
    {
      ...{ ...WHOSE, side: 'short', quantity: 2, contractSize: 0.1, entryPrice: 100, price: null, unrealisedPnl },
      ...{ margin: 10, stopPrice: 110, targetPrice: null, openedAt: minute(1) },
    },
  ],
})

describe('the projection', () => {
  let database: Database
  beforeEach(async () => {
    database = await openDatabase({ url: 'sqlite::memory:' })
  })
  afterEach(() => database.close())

  async function play(...events: readonly SessionEvent[]): Promise<void> {
    const projection = new SessionProjection(database, { session: 'story', account: 'main', postingsOf: () => [] })
    await projection.apply([START, ...events].map((event, k) => ({ sequence: k + 1, event })))
  }

  const statuses = async () => {
    const rows = await database.reader.selectFrom('signals').select(['reason', 'status']).orderBy('id').execute()
    return rows.map(({ reason, status }) => `${reason} ${status}`)
  }

  test('a name that no row can hold is refused at the start of a session', async () => {
    const started = START as SessionStarted
    const long = { ...started, strategies: ['momentum', 's'.repeat(101)] }
    const projection = new SessionProjection(database, { session: 'story', postingsOf: () => [] })
    await expect(projection.apply([{ sequence: 1, event: long }])).rejects.toMatchObject({
      code: 'data',
      message: `session "story": the name "${'s'.repeat(101)}" has 101 letters, and the database keeps 100`,
      cure: 'Give it a shorter name, or use --no-database.',
    })
    const market = { ...started.markets[0], symbol: 'B'.repeat(51) } as SessionStarted['markets'][number]
    await expect(projection.apply([{ sequence: 1, event: { ...started, markets: [market] } }])).rejects.toMatchObject({
      message: expect.stringContaining('has 51 letters, and the database keeps 50'),
    })
    const fits = { ...started, strategies: ['é'.repeat(100)] }
    expect(await projection.apply([{ sequence: 1, event: fits }])).toMatchObject({ applied: 1 })
  })

  test('a refusal belongs to the newest signal, that of a reversal to the oldest', async () => {
    await play(signal('long', 1), signal('long', 2), refusal('allowed', 'cooldown', 2))
    expect(await statuses()).toEqual(['at 1 pending', 'at 2 refused'])
  })

  test('the entry that waited for its market is the oldest', async () => {
    await play(signal('long', 1), signal('long', 2), refusal('placed', 'reversal_dropped', 2))
    expect(await statuses()).toEqual(['at 1 refused', 'at 2 pending'])
  })

  test('an entry without a fill is refused in the end', async () => {
    await play(signal('long', 1), order(0, null, 1), refusal('filled', 'expired', 2))
    expect(await statuses()).toEqual(['at 1 refused'])
    const decisions = await database.reader.selectFrom('decisions').selectAll().execute()
    expect(decisions).toMatchObject([{ outcome: 'refused', stage: 'filled', rule: 'expired', orderId: 1 }])
  })

  test('signals to leave are decided by exits alone, also where the order is told first', async () => {
    await play(
      signal('long', 1),
      order(0, 'partial_exit', 2),
      signal('flat', 2),
      signal('flat', 3),
      refusal('left', 'held', 3),
    )
    expect(await statuses()).toEqual(['at 1 pending', 'at 2 placed', 'at 3 refused'])
  })

  test('a stop that fires decides no signal', async () => {
    await play(signal('flat', 1), order(0, 'stop_loss', 2), signal('flat', 3), order(1, 'exit_signal', 3))
    expect(await statuses()).toEqual(['at 1 pending', 'at 3 placed'])
  })

  test('a refused order is a warning and no decision', async () => {
    await play(signal('long', 1), refusal('order', 'stop_refused', 1))
    expect(await statuses()).toEqual(['at 1 pending'])
    const events = await database.reader.selectFrom('riskEvents').selectAll().execute()
    expect(events).toMatchObject([{ eventType: 'order_refusal', severity: 'warning', rule: 'stop_refused' }])
  })

  test('a position grows, shrinks, and is closed by force', async () => {
    const position = async () => database.reader.selectFrom('positions').selectAll().executeTakeFirst()
    await play(order(0, null, 1), fill(0, 'entry', 1, 100), fill(0, 'entry', 1, 103), fill(null, 'exit', 0.5, 90))
    expect(await position()).toMatchObject({
      ...{
        side: 'short',
        status: 'open',
        quantity: '1.5',
        entryPrice: '101.5',
        strategy: 'momentum',
        contractSize: '0.1',
      },
    })
    const fills = await database.reader.selectFrom('fills').select(['orderId', 'strategy']).orderBy('id').execute()
    expect(fills.at(-1)).toEqual({ orderId: null, strategy: 'momentum' })
  })

  test('a position that only a snapshot tells of is there, with its stop', async () => {
    await play(account(1000, -20))
    expect(await database.reader.selectFrom('positions').selectAll().execute()).toMatchObject([
      {
        quantity: '2',
        stopPrice: '110',
        currentPrice: null,
        unrealisedPnl: '-20',
        openedAt: minute(1),
        entryOrderId: null,
      },
    ])
    expect(await database.reader.selectFrom('metrics').select(['exposure']).execute()).toEqual([{ exposure: '20' }])
    expect(await database.reader.selectFrom('accounts').select(['name', 'balance']).execute()).toEqual([
      { name: 'main', balance: '1020' },
    ])
  })

  test('an account that owes is kept at zero, and what it owes is a critical event', async () => {
    await play(account(-50, 0))
    expect(await database.reader.selectFrom('accounts').select('balance').execute()).toEqual([{ balance: '0' }])
    expect(await database.reader.selectFrom('riskEvents').selectAll().execute()).toMatchObject([
      { eventType: 'owes', severity: 'critical', description: 'the account owes 50 USDT: its balance is kept as 0' },
    ])
  })

  test('profit and loss are counted apart', async () => {
    const trade = (pnl: number): SessionEvent => ({ type: 'trade', at: minute(9), trade: { ...storyTrade, pnl } })
    await play(trade(30), trade(-10), trade(-5), trade(0), account(1000, 0))
    expect(await database.reader.selectFrom('metrics').selectAll().execute()).toMatchObject([
      { tradeCount: 4, winRatePct: '25', profitFactor: '2', realisedPnl: '15', drawdownPct: '90' },
    ])
  })

  test('an order that was never sent, and a state that is none, are refused', async () => {
    await expect(play({ type: 'orderChanged', at: 1, order: 7, status: 'open', reason: '' })).rejects.toMatchObject({
      message: 'session "story": entry 2 tells of order 7, which was never sent',
    })
    await expect(
      play({ type: 'state', at: 1, from: 'active', to: 'asleep', cause: '', reason: '' }),
    ).rejects.toMatchObject({
      message: 'session "story": "asleep" is no trading state',
    })
  })

  test('sessions of one account share it, unless they count in another coin', async () => {
    await play()
    const second = { ...START, session: 'second' } as SessionEvent
    const options = { session: 'second', account: 'main', postingsOf: () => [] }
    await new SessionProjection(database, options).apply([{ sequence: 1, event: second }])
    const third = { ...START, session: 'third', quote: 'USDC' } as SessionEvent
    const projection = new SessionProjection(database, { ...options, session: 'third' })
    await expect(projection.apply([{ sequence: 1, event: third }])).rejects.toMatchObject({
      message: 'account "main" at simulated is kept in USDT, and the session "third" in USDC',
    })
    expect(await database.reader.selectFrom('accounts').selectAll().execute()).toHaveLength(1)
  })
})
