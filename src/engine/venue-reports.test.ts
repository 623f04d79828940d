import { describe, expect, test } from 'vitest'
import { createInstrument } from '../core/instrument.ts'
import type { Signal } from '../core/signal.ts'
import type { Trade } from '../core/trade.ts'
import { Bars } from '../market/bars.ts'
import { fixedNotional } from '../risk/rules/fixed-notional.ts'
import { Bar } from '../strategies/bar.ts'
import { Engine } from './engine.ts'
import type { Order } from './order.ts'
import { fillAt, fillOf, ScriptedVenue } from './testing/scripted-venue.ts'

const LONG: Signal = { side: 'long', confidence: 0.5, stopLoss: 95, reason: 'test' }
const SHORT: Signal = { side: 'short', confidence: 0.5, stopLoss: 105, reason: 'test' }
const FLAT: Signal = { side: 'flat', reason: 'test' }
const MINUTE = 60_000

/** An engine with one strategy that says what the test says, for every market, at a price of 100, with positions of 200. */
function play({ markets = 1, maxHoldMs = Number.POSITIVE_INFINITY } = {}) {
  const venue = new ScriptedVenue()
  const trades: Trade[] = []
  const orders: Order[] = []
  const refusals: string[] = []
  const stopped: string[] = []
  const bars = new Bars('1m')
  bars.append(0, 100, 100, 100, 100, 1)
  let signal: Signal | undefined
  let now = 0
  const engine = new Engine(
    {
      capital: 10_000,
      instruments: Array.from({ length: markets }, (_, k) =>
        createInstrument({ symbol: `SYM${k}/USDT:USDT`, tickSize: 0.01, lotSize: 0.1 }),
      ),
      strategyNames: ['test'],
      barMs: MINUTE,
      leverage: 1,
      feeRate: 0,
      maxHoldMs,
      rules: [fixedNotional(200)],
      venue,
      observer: {
        onSignal: () => {},
        onStopped: (_slot, error) => stopped.push(error.message),
        onRefusal: ({ rule }) => refusals.push(rule),
        onOrder: (order) => orders.push(order),
        onFill: () => {},
        onTrade: (trade) => trades.push(trade),
        onState: () => {},
      },
    },
    Array.from({ length: markets }, (_, market) => ({
      index: market,
      strategy: 0,
      strategyName: 'test',
      market,
      sizing: 'risk',
      bar: new Bar(bars),
      decide: () => signal,
    })),
  )
  venue.reports = engine
  engine.marks.fill(100)
  /** A bar closes and the strategy says `says`. */
  const close = (says?: Signal) => {
    signal = says
    const index = now / MINUTE
    now += MINUTE
    engine.step({ closesAt: now, closed: new Int32Array(markets).fill(index) })
  }
  const live = () => orders.filter((order) => !order.isEnded).map((order) => order.request.type)
  return { engine, venue, trades, refusals, stopped, orders, close, live, position: () => engine.account.position(0) }
}

/** A venue that takes everything and fills market orders at once. */
function quickly({ venue }: ReturnType<typeof play>) {
  venue.answer = (reports, id, request) =>
    request.type === 'market' ? fillAt(100)(reports, id, request) : reports.onAccepted(id)
}

describe('a venue that answers at once', () => {
  test('goes through entry, turn-around and exit like one that answers later', () => {
    const run = play()
    quickly(run)
    run.close(LONG)
    expect(run.position()?.side).toBe('long')
    run.close(SHORT)
    expect(run.position()?.side).toBe('short')
    run.close(FLAT)
    run.close(LONG)
    run.close(FLAT)
    expect(run.position()).toBeUndefined()
    expect(run.trades.map(({ side, exitReason }) => `${side} ${exitReason}`)).toEqual([
      'long exit_signal',
      'short exit_signal',
      'long exit_signal',
    ])
  })

  test('leaves no position without a stop when it refuses the stop', () => {
    const run = play()
    run.venue.answer = (reports, id, request) =>
      request.type === 'stop-market' ? reports.onRefused(id, 'price', 'no') : fillAt(100)(reports, id, request)
    run.close(LONG)
    expect(run.position()).toBeUndefined()
    expect(run.trades.map(({ exitReason }) => exitReason)).toEqual(['force_exit'])
    expect(run.refusals).toEqual(['price'])
  })

  test('is asked again at every bar while it refuses the emergency exit too', () => {
    const run = play()
    run.venue.answer = (reports, id, request) =>
      request.purpose.type === 'entry' ? fillAt(100)(reports, id, request) : reports.onRefused(id, 'closed', 'no')
    run.close(LONG)
    expect(run.position()?.quantity).toBe(2)
    const sent = run.venue.sent.length
    run.close()
    run.close()
    expect(run.venue.sent.slice(sent).map(({ request }) => `${request.side} ${request.quantity}`)).toEqual([
      'sell 2',
      'sell 2',
    ])
    quickly(run)
    run.close()
    expect(run.trades.map(({ exitReason }) => exitReason)).toEqual(['force_exit'])
    expect(run.position()).toBeUndefined()
  })

  test('closes all positions whose time is up in one go', () => {
    const run = play({ markets: 3, maxHoldMs: MINUTE })
    quickly(run)
    run.close(LONG)
    expect(run.engine.account.open.length).toBe(3)
    run.close()
    expect(run.trades.map(({ symbol, exitReason }) => `${symbol} ${exitReason}`)).toEqual([
      'SYM0/USDT:USDT timeout',
      'SYM1/USDT:USDT timeout',
      'SYM2/USDT:USDT timeout',
    ])
  })

  test('closes every position at once when all are closed', () => {
    const run = play({ markets: 3 })
    quickly(run)
    run.close(LONG)
    run.engine.closeAll('end_of_data')
    expect(run.trades.map(({ exitReason }) => exitReason)).toEqual(['end_of_data', 'end_of_data', 'end_of_data'])
  })
})

describe('a venue that answers later', () => {
  const entered = () => {
    const run = play()
    run.close(LONG)
    const entry = run.venue.last('market')
    run.engine.onAccepted(entry.id)
    run.engine.onFilled(entry.id, fillOf(2, 100))
    return run
  }

  test('cancels a stop by itself: the position is closed', () => {
    const run = entered()
    const stop = run.venue.last('stop-market')
    run.engine.onAccepted(stop.id)
    run.engine.onCancelled(stop.id, 'maintenance')
    expect(run.venue.last('market').request).toMatchObject({
      side: 'sell',
      quantity: 2,
      reduceOnly: true,
      purpose: { type: 'exit', reason: 'force_exit' },
    })
  })

  test('refuses the order that turns a position around: the entry that waited for it is dropped', () => {
    const run = entered()
    run.close(SHORT)
    run.engine.onRefused(run.venue.last('market').id, 'busy', 'try later')
    expect(run.refusals).toEqual(['busy', 'reversal_dropped'])
    expect(run.position()?.side).toBe('long')
    run.close(SHORT)
    expect(run.refusals).toEqual(['busy', 'reversal_dropped'])
    run.engine.onFilled(run.venue.last('market').id, fillOf(2, 100))
    expect(run.venue.last('market').request).toMatchObject({ side: 'sell', reduceOnly: false })
  })

  test('the same when it cancels that order half-way', () => {
    const run = entered()
    run.close(SHORT)
    const close = run.venue.last('market')
    run.engine.onFilled(close.id, fillOf(1, 100))
    run.engine.onCancelled(close.id, 'no liquidity')
    expect(run.position()?.quantity).toBe(1)
    expect(run.refusals).toEqual(['reversal_dropped'])
    run.close(FLAT)
    expect(run.venue.last('market').request.quantity).toBe(1)
  })

  test('an entry that is filling is called back when the stop begins to fill', () => {
    const run = play()
    run.close(LONG)
    const entry = run.venue.last('market')
    run.engine.onFilled(entry.id, fillOf(1, 100))
    run.engine.onFilled(run.venue.last('stop-market').id, fillOf(0.5, 95))
    expect(run.venue.cancelled).toContain(entry.id)
    // The cancel was too late for a part: it is protected like the rest.
    run.engine.onFilled(entry.id, fillOf(0.5, 96))
    run.engine.onCancelled(entry.id, 'as asked')
    expect(run.position()?.quantity).toBe(1)
    expect(run.venue.last('stop-market').request.quantity).toBe(1)
  })

  test('a distance follows the mean price of the fills; the record keeps the stop as it was first', () => {
    const run = play()
    run.close({ side: 'long', confidence: 0.5, stopLossPct: 5, takeProfitPct: 10, reason: 'test' })
    const entry = run.venue.last('market')
    run.engine.onFilled(entry.id, fillOf(1, 100))
    expect([run.venue.last('stop-market').request.triggerPrice, run.venue.last('limit').request.limitPrice]).toEqual([
      95, 110,
    ])
    run.engine.onFilled(entry.id, fillOf(1, 104))
    const stop = run.venue.last('stop-market')
    expect([stop.request.triggerPrice, run.venue.last('limit').request.limitPrice]).toEqual([96.9, 112.2])
    run.engine.onFilled(stop.id, fillOf(2, 96.9))
    expect(run.trades.map(({ stopPrice, targetPrice }) => [stopPrice, targetPrice])).toEqual([[95, 112.2]])
  })

  test('a fill that comes after the cancel is booked and protected', () => {
    const run = play()
    run.close(LONG)
    const entry = run.venue.last('market')
    run.close(FLAT)
    run.engine.onCancelled(entry.id, 'as asked')
    expect(run.live()).toEqual([])
    run.engine.onFilled(entry.id, fillOf(0.5, 100))
    expect(run.position()?.quantity).toBe(0.5)
    expect(run.venue.last('stop-market').request.quantity).toBe(0.5)
  })

  test('does not answer: the entry keeps its place and its cash until it is found', () => {
    const run = play()
    run.close(LONG)
    const entry = run.venue.last('market')
    run.engine.onTimedOut(entry.id)
    run.close(LONG)
    expect(run.refusals).toEqual(['entry_pending'])
    run.close(FLAT)
    expect(run.venue.cancelled).toEqual([])
    run.engine.onAccepted(entry.id)
    run.engine.onFilled(entry.id, fillOf(2, 100))
    expect(run.position()?.quantity).toBe(2)
  })

  test('an unknown entry that was not found is over', () => {
    const run = play()
    run.close(LONG)
    run.engine.onTimedOut(run.venue.last('market').id)
    run.engine.onRefused(run.venue.last('market').id, 'not_found', 'never arrived')
    run.close(LONG)
    expect(run.refusals).toEqual(['not_found'])
    expect(run.venue.sent.length).toBe(2)
  })

  test('tells of an order that was never sent: the engine stops', () => {
    expect(() => play().engine.onAccepted(7)).toThrow('the venue reports on order 7, which was never sent')
  })

  test('tells of funding where there is no position: the engine stops', () => {
    expect(() => play().engine.onFunding(0, 1)).toThrow('funding of 1 for market 0, which has no position')
  })
})

test('time does not go back', () => {
  const { engine } = play()
  engine.step({ closesAt: 1000, closed: Int32Array.of(-1) })
  engine.step({ closesAt: 1000, closed: Int32Array.of(-1) })
  expect(() => engine.step({ closesAt: 999, closed: Int32Array.of(-1) })).toThrow('time went back from 1000 to 999')
})

describe('a strategy that breaks its contract is named, with the bar, and not asked again:', () => {
  test.each([
    ['a promise', Promise.resolve(LONG), 'strategy test returned a promise at the bar of 1970-01-01T00:00:00.000Z'],
    ['null', null, 'strategy test returned null at the bar of 1970-01-01T00:00:00.000Z'],
    ['false', false, 'strategy test returned false at the bar of 1970-01-01T00:00:00.000Z'],
    ['a word', 'long', 'strategy test returned long at the bar of 1970-01-01T00:00:00.000Z'],
    [
      'an unknown side',
      { side: 'up' },
      'strategy test returned a signal with the side up at the bar of 1970-01-01T00:00:00.000Z',
    ],
  ])('%s', (_name, value, message) => {
    const run = play()
    run.close(value as Signal)
    run.close(LONG)
    expect(run.stopped).toEqual([message])
    expect(run.venue.sent).toEqual([])
  })
})
