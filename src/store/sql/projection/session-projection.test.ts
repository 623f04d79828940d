import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '../open-database.ts'
import { minute, story, storyPostings } from '../testing/session-story.ts'
import { type TestDatabase, testBackends } from '../testing/test-database.ts'
import { SessionProjection } from './session-projection.ts'

const options = { session: 'story', postingsOf: storyPostings }

for (const { label, isThere, make } of await testBackends()) {
  describe.skipIf(!isThere)(`a session in ${label}`, () => {
    let place: TestDatabase
    let database: Database
    beforeAll(async () => {
      place = await make()
      database = await openDatabase({ url: place.url })
      await new SessionProjection(database, options).apply(story)
    })
    afterAll(async () => {
      await database.close()
      await place.drop()
    })

    test('orders hold what came of them', async () => {
      const orders = await database.reader.selectFrom('orders').selectAll().orderBy('number').execute()
      expect(orders).toMatchObject([
        {
          ...{ number: 0, status: 'filled', filledQuantity: '0.3', meanPrice: '101', fees: '0.03', slippage: '1' },
          ...{ stopPrice: '95', targetPrice: '120', confidence: '0.7', acceptedAt: minute(1), executedAt: minute(2) },
        },
        { number: 1, status: 'filled', filledQuantity: '0.3', meanPrice: '98', triggerPrice: '95', reduceOnly: 1 },
      ])
    })

    test('fills name their orders', async () => {
      const fills = await database.reader.selectFrom('fills').selectAll().orderBy('id').execute()
      expect(fills.map(({ quantity, price, strategy }) => [quantity, price, strategy])).toEqual([
        ['0.1', '100', 'momentum'],
        ['0.2', '101.5', 'momentum'],
        ['0.3', '98', 'momentum'],
      ])
    })

    test('the position is closed by its trade', async () => {
      expect(await database.reader.selectFrom('positions').selectAll().execute()).toMatchObject([
        {
          ...{ status: 'closed', quantity: '0.3', entryPrice: '101', exitPrice: '98', stopPrice: '98' },
          ...{ realisedPnl: '-0.97', closeReason: 'stop_loss', openedAt: minute(2), closedAt: minute(6) },
        },
      ])
      const trades = await database.reader.selectFrom('trades').selectAll().execute()
      expect(trades).toMatchObject([{ pnl: '-0.97', grossPnl: '-0.9', funding: '-0.01', positionId: 1, barsHeld: 5 }])
    })

    test('each signal has its decision', async () => {
      const decisions = await database.reader.selectFrom('decisions').selectAll().orderBy('id').execute()
      expect(decisions).toMatchObject([
        { signalId: 1, outcome: 'placed', orderId: 1, rule: null },
        { signalId: 2, outcome: 'refused', orderId: null, stage: 'allowed', rule: 'max-positions' },
      ])
      const signals = await database.reader.selectFrom('signals').select('status').orderBy('id').execute()
      expect(signals.map(({ status }) => status)).toEqual(['placed', 'refused'])
    })

    test('risk events have their severity', async () => {
      const found = await database.reader.selectFrom('riskEvents').selectAll().orderBy('id').execute()
      expect(found.map(({ eventType, severity, description }) => [eventType, severity, description])).toEqual([
        ['refusal', 'info', '1 of 1 positions is open'],
        ['stop_moved', 'info', 'the stop moves from 95 to 98'],
        ['state_change', 'critical', 'active -> halted: lunch'],
      ])
    })

    test('metrics are snapshots of the account', async () => {
      expect(await database.reader.selectFrom('metrics').selectAll().orderBy('id').execute()).toMatchObject([
        {
          ...{ equity: '10002.67', cash: '9989.87', margin: '10.1', exposure: '33', unrealisedPnl: '2.7' },
          ...{ openPositions: 1, tradeCount: 0, winRatePct: null, peakEquity: '10002.67', drawdownPct: '0' },
          ...{ realisedPnl: '0', uptimeMs: 180_000 },
        },
        {
          ...{ equity: '9999.03', openPositions: 0, tradeCount: 1, winRatePct: '0', profitFactor: '0' },
          ...{ realisedPnl: '-0.97', drawdownPct: '0.036390283794' },
        },
      ])
    })

    test('the account and the session are up to date', async () => {
      expect(await database.reader.selectFrom('accounts').selectAll().execute()).toMatchObject([
        { name: 'story', balance: '9999.03', initialBalance: '10000', status: 'halted', updatedAt: minute(8) },
      ])
      expect(await database.reader.selectFrom('sessions').selectAll().execute()).toMatchObject([
        {
          ...{ name: 'story', status: 'ended', state: 'halted', endReason: 'stopped', endedAt: minute(8) },
          ...{
            lastSequence: 19,
            lastHash: '19'.padStart(64, '0'),
            firstAt: minute(1),
            lastAt: minute(8),
            settings: '{"seed":7}',
          },
        },
      ])
    })

    test('ledger entries are grouped by the sequence of their event', async () => {
      const entries = await database.reader.selectFrom('ledgerEntries').selectAll().orderBy('id').execute()
      expect(entries.map(({ sequence, line, account, amount }) => [sequence, line, account, amount])).toEqual([
        [1, 0, 'external', '-10000'],
        [1, 1, 'cash', '10000'],
        [6, 0, 'cash', '-0.01'],
        [6, 1, 'fees', '0.01'],
        [7, 0, 'cash', '-0.02'],
        [7, 1, 'fees', '0.02'],
        [14, 0, 'cash', '-0.03'],
        [14, 1, 'fees', '0.03'],
      ])
    })

    test('the audit log tells what was done, by whom', async () => {
      const rows = await database.reader.selectFrom('auditLog').selectAll().orderBy('number').execute()
      expect(rows.map(({ actor, action }) => `${actor} ${action}`)).toEqual([
        'engine session.started',
        'engine order.sent',
        'engine order.open',
        'engine order.fill',
        'engine order.fill',
        'engine order.sent',
        'engine order.open',
        'engine order.fill',
        'engine trade.closed',
        'anna command.halt',
        'engine account.state',
        'engine session.ended',
      ])
    })
  })
}
