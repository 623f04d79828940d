import { describe, expect, test } from 'vitest'
import type { SessionEvent } from '../../core/session-event.ts'
import { LedgerBooks } from './ledger-books.ts'
import { deposit, exit, fill, funding, HOUR, START, started } from './testing/events.ts'
import { written, writtenBalances } from './testing/written-down.ts'

/** The postings of the last event, after the session was started and the others came. */
function lastOf(...events: readonly SessionEvent[]): string[] {
  const books = new LedgerBooks()
  let last: string[] = []
  for (const event of [started(), ...events]) last = written(books.post(event))
  return last
}

function booksAfter(...events: readonly SessionEvent[]): LedgerBooks {
  const books = new LedgerBooks()
  for (const event of [started(), ...events]) books.post(event)
  return books
}

/** A spot market: 0.02 BTC at 50,000. */
const bought = fill({ symbol: 'BTC/USDT', quantity: 0.02, contractSize: 1, leverage: 1, fee: 1 })
const sold = exit({ symbol: 'BTC/USDT', quantity: 0.02, contractSize: 1, leverage: 1, fee: 1.02 })

describe('money that comes and goes', () => {
  test('the capital comes from outside', () => {
    expect(new LedgerBooks().post(started())).toEqual([
      {
        at: START,
        account: 'external',
        asset: 'USDT',
        amount: '-1000',
        kind: 'capital',
        symbol: null,
        reference: 'capital#0',
      },
      {
        at: START,
        account: 'cash',
        asset: 'USDT',
        amount: '1000',
        kind: 'capital',
        symbol: null,
        reference: 'capital#0',
      },
    ])
  })

  test('a deposit is taken to its last digit, a withdrawal goes the other way', () => {
    expect(lastOf(deposit('0.100000000000000000000000000001'))).toEqual([
      'external -0.100000000000000000000000000001 USDT',
      'cash 0.100000000000000000000000000001 USDT',
    ])
    expect(lastOf(deposit('-250.50'))).toEqual(['external 250.5 USDT', 'cash -250.5 USDT'])
  })

  test('their kinds and references tell them apart', () => {
    const books = booksAfter()
    const postings = [deposit('1'), deposit('-1', START + HOUR)].flatMap((event) => books.post(event))
    expect(postings.map(({ at, kind, reference }) => [at - START, kind, reference])).toEqual([
      [0, 'deposit', 'deposit#1'],
      [0, 'deposit', 'deposit#1'],
      [HOUR, 'withdrawal', 'withdrawal#2'],
      [HOUR, 'withdrawal', 'withdrawal#2'],
    ])
  })

  test('a deposit before the first bar has the time of the start', () => {
    expect(
      booksAfter()
        .post(deposit('1', null))
        .map(({ at }) => at),
    ).toEqual([START, START])
  })

  test('a deposit that is no amount is refused', () => {
    expect(() => lastOf(deposit('1e3'))).toThrow('"1e3" is not a plain decimal')
  })

  test('a command without an amount moves nothing', () => {
    expect(lastOf({ type: 'command', at: START, command: 'halt', by: 'operator', reason: 'news' })).toEqual([])
  })
})

describe('a perpetual', () => {
  test('an entry locks its margin and pays its fee', () => {
    const postings = booksAfter().post(fill())
    expect(written(postings)).toEqual([
      'cash -500 USDT',
      'margin:BTC/USDT:USDT 500 USDT',
      'cash -3 USDT',
      'fees 3 USDT',
    ])
    expect(new Set(postings.map(({ kind, symbol, reference }) => `${kind} ${symbol} ${reference}`))).toEqual(
      new Set(['entry BTC/USDT:USDT order-0#1']),
    )
  })

  test('an exit gives the margin back with the profit', () => {
    expect(lastOf(fill(), exit({ fee: 3.06 }))).toEqual([
      'margin:BTC/USDT:USDT -500 USDT',
      'cash 500 USDT',
      'realised-pnl -100 USDT',
      'cash 100 USDT',
      'cash -3.06 USDT',
      'fees 3.06 USDT',
    ])
  })

  test('a short gains when the price falls', () => {
    const short = { positionSide: 'short' } as const
    expect(lastOf(fill({ side: 'sell', ...short }), exit({ side: 'buy', price: 49_000, fee: 0, ...short }))).toEqual([
      'margin:BTC/USDT:USDT -500 USDT',
      'cash 500 USDT',
      'realised-pnl -100 USDT',
      'cash 100 USDT',
    ])
  })

  test('a part of it takes the same part of margin and cost, and the last one all that is left', () => {
    const entry = fill({ quantity: 3, price: 10_000, leverage: 3, fee: 0 })
    const part = (order: number) => exit({ order, quantity: 1, price: 10_001, fee: 0 })
    const wanted = (margin: string) => [
      `margin:BTC/USDT:USDT -${margin} USDT`,
      `cash ${margin} USDT`,
      'realised-pnl -0.01 USDT',
      'cash 0.01 USDT',
    ]
    expect(lastOf(entry)).toEqual(['cash -100 USDT', 'margin:BTC/USDT:USDT 100 USDT'])
    expect(lastOf(entry, part(1))).toEqual(wanted('33.333333333333333333333333333333'))
    expect(lastOf(entry, part(1), part(2))).toEqual(wanted('33.333333333333333333333333333334'))
    expect(lastOf(entry, part(1), part(2), part(3))).toEqual(wanted('33.333333333333333333333333333333'))
  })

  test('entries at two prices are closed at their mean cost', () => {
    const events = [fill({ fee: 0 }), fill({ order: 1, price: 52_000, fee: 0 })]
    expect(lastOf(...events, exit({ order: 2, quantity: 10, price: 53_000, fee: 0 }))).toEqual([
      'margin:BTC/USDT:USDT -510 USDT',
      'cash 510 USDT',
      'realised-pnl -200 USDT',
      'cash 200 USDT',
    ])
  })

  test('funding goes into the margin, and out with it', () => {
    expect(lastOf(fill(), funding(-1.25))).toEqual(['funding 1.25 USDT', 'margin:BTC/USDT:USDT -1.25 USDT'])
    expect(lastOf(fill(), funding(2), exit({ quantity: 5, fee: 0 }))).toEqual([
      'margin:BTC/USDT:USDT -251 USDT',
      'cash 251 USDT',
      'realised-pnl -50 USDT',
      'cash 50 USDT',
    ])
  })

  test('funding that comes when it is flat, or in another asset, goes into the cash', () => {
    expect(lastOf(funding(0.5))).toEqual(['funding -0.5 USDT', 'cash 0.5 USDT'])
    expect(lastOf(fill(), funding(0.5, { asset: 'BNB' }))).toEqual(['funding -0.5 BNB', 'cash 0.5 BNB'])
  })

  test('a liquidation is an exit without an order', () => {
    const books = booksAfter(fill())
    const postings = books.post(exit({ order: null, price: 45_000, fee: 2.7 }))
    expect(written(postings)).toEqual([
      'margin:BTC/USDT:USDT -500 USDT',
      'cash 500 USDT',
      'realised-pnl 500 USDT',
      'cash -500 USDT',
      'cash -2.7 USDT',
      'fees 2.7 USDT',
    ])
    expect(postings[0]).toMatchObject({ kind: 'liquidation', reference: 'liquidation#2' })
  })

  test('a rebate comes out of the fees, a fee in a third asset out of the cash in that asset', () => {
    expect(lastOf(fill({ fee: -0.5 })).slice(2)).toEqual(['cash 0.5 USDT', 'fees -0.5 USDT'])
    expect(lastOf(fill({ fee: 0.005, feeAsset: 'BNB' })).slice(2)).toEqual(['cash -0.005 BNB', 'fees 0.005 BNB'])
  })

  test('doubles are taken by their shortest decimal', () => {
    const events = [fill({ quantity: 0.1, contractSize: 1, price: 0.7, leverage: 1, fee: 1e-9 })]
    expect(lastOf(...events)).toEqual([
      'cash -0.07 USDT',
      'margin:BTC/USDT:USDT 0.07 USDT',
      'cash -0.000000001 USDT',
      'fees 0.000000001 USDT',
    ])
  })

  describe('whose quantities are on no grid', () => {
    const free = { fee: 0, contractSize: 1, price: 100, leverage: 1 }
    const sold = (order: number, quantity: number) => exit({ ...free, order, quantity })
    /** 0.30000000000000004, of which 0.1 and 0.2 leave 4e-17. */
    const nearlyFlat = [fill({ ...free, quantity: 0.1 + 0.2 }), sold(1, 0.1), sold(2, 0.2)]

    test('is flat when they miss it by rounding alone', () => {
      expect(writtenBalances(booksAfter(...nearlyFlat).ledger)).toEqual([
        'cash 999.999999999999996 USDT',
        'external -1000 USDT',
        'realised-pnl 0.000000000000004 USDT',
      ])
      expect(() => lastOf(...nearlyFlat, sold(3, 0.1))).toThrow('closes a position that the ledger does not hold')
      expect(
        booksAfter(...nearlyFlat)
          .equity('USDT', new Map())
          .toFixed(),
      ).toBe('999.999999999999996')
    })

    test('and what rounding has left may be closed, once or not at all', () => {
      expect(lastOf(...nearlyFlat, sold(3, 4e-17))).toEqual([
        'realised-pnl -0.000000000000004 USDT',
        'cash 0.000000000000004 USDT',
      ])
      expect(lastOf(...nearlyFlat, sold(3, 4e-17), sold(4, 4e-17))).toEqual([
        'realised-pnl -0.000000000000004 USDT',
        'cash 0.000000000000004 USDT',
      ])
    })

    test('can be entered again on either side', () => {
      const again = fill({ ...free, order: 3, quantity: 1 })
      const short = { positionSide: 'short' } as const
      expect(lastOf(...nearlyFlat, again, sold(4, 1)).slice(0, 2)).toEqual([
        'margin:BTC/USDT:USDT -100 USDT',
        'cash 100 USDT',
      ])
      expect(lastOf(...nearlyFlat, { ...again, ...short }, { ...sold(4, 1), ...short })).toEqual([
        'margin:BTC/USDT:USDT -100 USDT',
        'cash 100 USDT',
      ])
      expect(() => lastOf(...nearlyFlat, { ...again, ...short }, sold(4, 1))).toThrow(
        'is for a long position, which is short',
      )
    })

    test('and contracts may have another size once it is flat', () => {
      expect(lastOf(...nearlyFlat, fill({ ...free, quantity: 1, contractSize: 0.1 }))).toEqual([
        'cash -10 USDT',
        'margin:BTC/USDT:USDT 10 USDT',
      ])
    })
  })
})

describe('a spot market', () => {
  test('a purchase turns quote into coins at their cost', () => {
    expect(lastOf(bought)).toEqual([
      'cash -1000 USDT',
      'trading:BTC/USDT 1000 USDT',
      'trading:BTC/USDT -0.02 BTC',
      'holdings:BTC 0.02 BTC',
      'cash -1 USDT',
      'fees 1 USDT',
    ])
  })

  test('a sale gives the cost back with the profit', () => {
    expect(lastOf(bought, sold)).toEqual([
      'trading:BTC/USDT -1000 USDT',
      'cash 1000 USDT',
      'trading:BTC/USDT 0.02 BTC',
      'holdings:BTC -0.02 BTC',
      'realised-pnl -20 USDT',
      'cash 20 USDT',
      'cash -1.02 USDT',
      'fees 1.02 USDT',
    ])
    expect(writtenBalances(booksAfter(bought, sold).ledger)).toEqual([
      'cash 1017.98 USDT',
      'external -1000 USDT',
      'fees 2.02 USDT',
      'realised-pnl -20 USDT',
    ])
  })

  test('a fee in the base asset is taken off the coins', () => {
    const books = booksAfter({ ...bought, fee: 0.00002, feeAsset: 'BTC' })
    expect(writtenBalances(books.ledger).filter((line) => line.endsWith('BTC'))).toEqual([
      'fees 0.00002 BTC',
      'holdings:BTC 0.01998 BTC',
      'trading:BTC/USDT -0.02 BTC',
    ])
    expect(books.equity('USDT', new Map([['BTC/USDT', 50_000]])).toFixed()).toBe('999')
  })
})

describe('balances and equity', () => {
  test('balances are what the venue holds: cash, margin and coins', () => {
    const books = booksAfter(fill({ feeAsset: 'BNB', fee: 0.01 }), bought, funding(-2))
    expect([...books.balances()].map(([asset, amount]) => `${amount.toFixed()} ${asset}`)).toEqual([
      '-3 USDT',
      '-0.01 BNB',
      '0.02 BTC',
    ])
  })

  test('equity adds the profit of open perpetuals and the value of coins', () => {
    const marks = new Map([
      ['BTC/USDT:USDT', 51_000],
      ['BTC/USDT', 50_500],
      ['BNB/USDT:USDT', 600],
    ])
    expect(booksAfter(fill()).equity('USDT', marks).toFixed()).toBe('1097')
    expect(
      booksAfter(fill({ side: 'sell', positionSide: 'short' }))
        .equity('USDT', marks)
        .toFixed(),
    ).toBe('897')
    expect(booksAfter(bought).equity('USDT', marks).toFixed()).toBe('1009')
    expect(
      booksAfter(fill({ fee: 0.01, feeAsset: 'BNB' }))
        .equity('USDT', marks)
        .toFixed(),
    ).toBe('1094')
  })

  test('equity without a price that it needs is refused', () => {
    expect(() => booksAfter(fill()).equity('USDT', new Map())).toThrow('without a price of BTC/USDT:USDT')
    expect(() => booksAfter(fill()).equity('USDT', new Map([['BTC/USDT:USDT', Number.NaN]]))).toThrow(
      'NaN is not a number',
    )
  })
})

describe('events that cannot follow on those before are refused, and the books stay as they were', () => {
  const cases: readonly [string, readonly SessionEvent[], SessionEvent, string][] = [
    ['an exit without a position', [], exit(), 'the fill of order 1 at 2024-01-31 23:00, 10 BTC/USDT:USDT, closes a'],
    [
      'an exit of more than is held',
      [fill()],
      exit({ quantity: 10.01 }),
      'closes more than the 10 that the ledger holds',
    ],
    ['an exit of hardly more', [fill()], exit({ quantity: 10.000000000001 }), 'closes more than the 10 that'],
    ['an exit of the other side', [fill()], exit({ positionSide: 'short' }), 'is for a short position, which is long'],
    ['an entry of the other side', [fill()], fill({ positionSide: 'short' }), 'is for a short position, which is long'],
    ['other contracts', [fill()], fill({ contractSize: 0.1 }), 'has contracts of 0.1, its position 0.01'],
    ['a liquidation of nothing', [], exit({ order: null }), 'the liquidation at 2024-01-31 23:00'],
    ['a fill of nothing', [], fill({ quantity: 0 }), 'has the quantity 0'],
    ['contracts of nothing', [], fill({ contractSize: -1 }), 'has the contractSize -1'],
    ['no leverage', [], fill({ leverage: 0 }), 'has the leverage 0'],
    ['a price that is none', [], fill({ price: Number.NaN }), 'NaN is not a number'],
    ['a fee that is none', [fill()], exit({ fee: Number.NaN }), 'NaN is not a number'],
    [
      'a second start',
      [],
      started({ session: 'paper-2' }),
      'session "paper-2" starts in the books of session "paper-1"',
    ],
    ['a market that is none', [], fill({ symbol: 'BTC' }), '"BTC" is not a symbol'],
  ]
  test.each(cases)('%s', (_name, before, event, message) => {
    const books = booksAfter(...before)
    const balances = writtenBalances(books.ledger)
    expect(() => books.post(event)).toThrow(message)
    expect(writtenBalances(books.ledger)).toEqual(balances)
    expect(books.post(deposit('1'))[0]?.reference).toBe(`deposit#${before.length + 1}`)
  })

  test.each([
    ['fill', fill()],
    ['funding', funding(1)],
    ['deposit', deposit('1')],
  ])('a %s before the start', (_name, event) => {
    const books = new LedgerBooks()
    expect(() => books.post(event)).toThrow('comes before the session was started')
    expect(books.post(started())).toHaveLength(2)
    expect(writtenBalances(books.ledger)).toEqual(['cash 1000 USDT', 'external -1000 USDT'])
  })
})

test('events that move no money have no postings', () => {
  const events: SessionEvent[] = [
    { type: 'state', at: START, from: 'active', to: 'halted', cause: 'operator', reason: 'news' },
    { type: 'stopped', at: START, symbol: 'BTC/USDT', strategy: 'momentum', error: 'x' },
    { type: 'account', at: START, moments: 1, equity: 1, cash: 1, positions: [] },
    { type: 'ended', at: START, end: 'stopped' },
  ]
  expect(events.flatMap((event) => lastOf(event))).toEqual([])
})
