import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createInstrument } from '../../core/instrument.ts'
import { Account } from '../../engine/account.ts'
import { lookAt } from '../../engine/account-view.ts'
import { Order } from '../../engine/order.ts'
import { OrderRegistry } from '../../engine/order-registry.ts'
import type { EngineObserver } from '../../engine/ports.ts'
import { exitRequest } from '../../engine/protection.ts'
import { fillOf, ScriptedVenue } from '../../engine/testing/scripted-venue.ts'
import { viewOf as viewWith } from '../../risk/testing/entries.ts'
import { booksOf, emptyAccount, type KnownAccount, type KnownPosition, marginOf, viewOf } from './known-account.ts'

const SYMBOLS = ['BTC/USDT:USDT', 'ETH/USDT:USDT', 'BTC/USDT']
const INSTRUMENTS = SYMBOLS.map((symbol) => createInstrument({ symbol, tickSize: 0, lotSize: 0.25 }))

const position: KnownPosition = {
  symbol: 'ETH/USDT:USDT',
  side: 'long',
  quantity: 2,
  entryPrice: 3000,
  price: 3100,
  stopPrice: 2900,
  leverage: 5,
}

const LONG_OF_BTC = { symbols: SYMBOLS, marketCount: 3, market: 0, side: 'long' } as const

test('what is held counts at its price now, what it may lose down to its stop', () => {
  const account = { ...emptyAccount(10_000), freeCash: 8800, positions: [position] }
  expect(viewOf(account, { ...LONG_OF_BTC, past: booksOf(account, SYMBOLS) })).toMatchObject({
    equity: 10_000,
    freeCash: 8800,
    positionCount: 1,
    grossNotional: 6200,
    netNotional: 6200,
    symbolNotional: 0,
    atRisk: 400,
    notionals: Float64Array.of(0, 6200, 0),
  })
})

test('a position that the entry turns around gives its margin and profit back', () => {
  const account = { ...emptyAccount(10_000), freeCash: 8800, positions: [position] }
  const outlook = { ...LONG_OF_BTC, market: 1, side: 'short', past: booksOf(account, SYMBOLS) } as const
  expect(viewOf(account, outlook)).toMatchObject({ freeCash: 8800 + 1200 + 200, positionCount: 0, grossNotional: 0 })
})

test('the books know the trades by their market, and the levels', () => {
  const trade = { symbol: 'ETH/USDT:USDT', side: 'long', exitAt: 5, returnPct: -1, exitReason: 'stop_loss' } as const
  const account = { ...emptyAccount(900), dayStartEquity: 950, monthStartEquity: 960, peakEquity: 970, entriesToday: 2 }
  const books = booksOf({ ...account, trades: [trade] }, SYMBOLS)
  expect(books).toMatchObject({ dayStartEquity: 950, monthStartEquity: 960, peakEquity: 970, entriesToday: 2 })
  expect(books.trades).toEqual([
    { market: 1, strategy: 0, side: 'long', exitAt: 5, returnPct: -1, exitReason: 'stop_loss' },
  ])
})

/** Whole numbers, so that both ways of summing up round nothing. */
const positions: fc.Arbitrary<KnownPosition[]> = fc
  .tuple(
    ...SYMBOLS.map((symbol) =>
      fc.option(
        fc.record({
          symbol: fc.constant(symbol),
          side: fc.constantFrom('long', 'short'),
          quantity: fc.integer({ min: 1, max: 50 }),
          entryPrice: fc.integer({ min: 50, max: 150 }),
          price: fc.integer({ min: 50, max: 150 }),
          stopPrice: fc.integer({ min: 50, max: 150 }),
          leverage: fc.constantFrom(1, 2, 4),
        }),
      ),
    ),
  )
  .map((some) => some.filter((one) => one !== null) as KnownPosition[])

test('an account is seen as the engine sees it', () => {
  fc.assert(
    fc.property(positions, fc.nat(2), fc.constantFrom('long', 'short'), (held, market, side) => {
      const account: KnownAccount = { ...emptyAccount(10_000), freeCash: 1000, positions: held }
      const past = booksOf(account, SYMBOLS)
      const seen = viewOf(account, { symbols: SYMBOLS, marketCount: 3, market, side, past })
      const { equity, ...engine } = engineViewOf(account, market, side)
      expect({ ...seen, past: undefined, returns: undefined }).toEqual({ ...engine, equity: 10_000, past: undefined })
      // The equity of a file is taken as it is: it can know more than its positions, as fees that are due.
      expect(equity).toBe(1000 + held.reduce((sum, one) => sum + marginOf(one) + profitOf(one), 0))
    }),
    { numRuns: 500 },
  )
})

function profitOf({ side, quantity, price, entryPrice }: KnownPosition): number {
  return quantity * (side === 'long' ? price - entryPrice : entryPrice - price)
}

/** The same account with the books of the engine. A position on the other side of the entry is on its way out. */
function engineViewOf({ freeCash, positions: held }: KnownAccount, market: number, side: 'long' | 'short') {
  const margins = held.reduce((sum, one) => sum + marginOf(one), 0)
  const account = new Account(freeCash + margins, INSTRUMENTS)
  const marks = new Float64Array(3)
  const closing: (Order | undefined)[] = [undefined, undefined, undefined]
  for (const one of held) {
    const place = SYMBOLS.indexOf(one.symbol)
    const opened = account.enter(place, one.side, planWith(one.leverage), fillOf(one.quantity, one.entryPrice))
    opened.stopPrice = one.stopPrice
    marks[place] = one.price
    if (place === market && one.side !== side)
      closing[place] = new Order(1, exitRequest(opened, 'market', 'exit_signal'), 0)
  }
  const view = { ...viewWith({ notionals: new Float64Array(3) }), returns: undefined }
  const orders = new OrderRegistry(new ScriptedVenue(), {} as EngineObserver, booksOf(emptyAccount(1), SYMBOLS))
  const way = { market, side, strategy: 0, orders, closing, reducing: [], reversals: [], instruments: INSTRUMENTS }
  lookAt(account, marks, way, view)
  return view
}

function planWith(leverage: number) {
  return {
    strategy: 0,
    confidence: 1,
    reason: '',
    leverage,
    stopPrice: 1,
    stopPct: Number.NaN,
    targets: [],
    adds: false,
    maxHoldMs: Number.POSITIVE_INFINITY,
    invalidWhen: [],
    contributions: undefined,
  }
}
