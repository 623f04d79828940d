import { describe, expect, test } from 'vitest'
import { AccountBooks } from './account-books.ts'
import { utcDateOf } from './risk-day.ts'
import { closedTrade } from './testing/entries.ts'

const at = Date.parse

describe('the levels', () => {
  test('begin at the first equity', () => {
    expect(new AccountBooks(10_000)).toMatchObject({
      state: 'active',
      stateReason: '',
      isNewMonth: false,
      dayStartEquity: 10_000,
      monthStartEquity: 10_000,
      peakEquity: 10_000,
    })
  })

  test('of the day begin anew at midnight, of the month with the month', () => {
    const books = new AccountBooks(10_000)
    expect(books.advance(at('2026-11-29T12:00Z'), 10_000)).toBe(true)
    books.onOrder(at('2026-11-29T12:00Z'), true)
    expect(books.advance(at('2026-11-29T23:59:59.999Z'), 9000)).toBe(false)
    expect(books).toMatchObject({ dayStartEquity: 10_000, monthStartEquity: 10_000, entriesToday: 1 })
    expect(books.advance(at('2026-11-30T00:00Z'), 9000)).toBe(true)
    expect(books).toMatchObject({ dayStartEquity: 9000, monthStartEquity: 10_000, entriesToday: 0, isNewMonth: false })
    expect(books.advance(at('2026-12-01T00:00Z'), 8000)).toBe(true)
    expect(books).toMatchObject({ dayStartEquity: 8000, monthStartEquity: 8000, peakEquity: 10_000, isNewMonth: true })
  })

  test('begin at midnight of the time zone', () => {
    const books = new AccountBooks(10_000, (moment) => utcDateOf(moment - 5 * 3_600_000))
    books.advance(at('2026-11-30T12:00Z'), 10_000)
    expect(books.advance(at('2026-12-01T04:59:59.999Z'), 9000)).toBe(false)
    expect(books.advance(at('2026-12-01T05:00Z'), 8000)).toBe(true)
    expect(books).toMatchObject({ dayStartEquity: 8000, monthStartEquity: 8000 })
  })

  test('of the peak only rise', () => {
    const books = new AccountBooks(10_000)
    books.mark(10_000.01)
    expect(books.peakEquity).toBe(10_000.01)
    books.mark(9000)
    expect(books).toMatchObject({ peakEquity: 10_000.01, dayStartEquity: 10_000, monthStartEquity: 10_000 })
  })

  test('begin anew where a person says so, the peak as well', () => {
    const books = new AccountBooks(10_000)
    books.measureFrom(9000)
    expect(books).toMatchObject({ dayStartEquity: 9000, monthStartEquity: 9000, peakEquity: 9000 })
  })

  test('move with what is paid in and taken out: it is no profit and no loss', () => {
    const books = new AccountBooks(10_000)
    books.advance(at('2026-11-29T12:00Z'), 10_000)
    books.advance(at('2026-11-30T12:00Z'), 9000)
    // 10 % below the peak before and after
    books.deposit(900, 9000)
    expect(books).toMatchObject({ dayStartEquity: 9900, monthStartEquity: 11_000, peakEquity: 11_000 })
    books.deposit(-8910, 9900)
    expect(books.dayStartEquity).toBeCloseTo(990, 9)
    expect(books.peakEquity).toBeCloseTo(1100, 9)
  })

  test('begin anew when all or more is taken out, or something is paid into nothing', () => {
    const books = new AccountBooks(1000)
    books.deposit(-1000, 1000)
    expect(books.peakEquity).toBe(0)
    books.deposit(500, 0)
    expect(books).toMatchObject({ dayStartEquity: 500, monthStartEquity: 500, peakEquity: 500 })
    books.mark(1000)
    books.deposit(-600, 500)
    expect(books).toMatchObject({ dayStartEquity: -100, monthStartEquity: -100, peakEquity: -100 })
  })
})

describe('orders', () => {
  test('are counted from a moment on, entries by the day', () => {
    const books = new AccountBooks(10_000)
    books.onOrder(1000, true)
    books.onOrder(2000, false)
    books.onOrder(2000, true)
    expect(books.ordersSince(1000)).toBe(3)
    expect(books.ordersSince(1001)).toBe(2)
    expect(books.ordersSince(2001)).toBe(0)
    expect(books.entriesToday).toBe(2)
  })

  test('are remembered up to 4,096', () => {
    const books = new AccountBooks(10_000)
    for (let k = 1; k <= 4095; k++) books.onOrder(k, false)
    expect(books.ordersSince(0)).toBe(4095)
    books.onOrder(4096, false)
    expect(books.ordersSince(0)).toBe(4096)
    books.onOrder(4097, false)
    expect(books.ordersSince(0)).toBe(4096)
    expect(books.ordersSince(4097)).toBe(1)
    expect(books.ordersSince(4096)).toBe(2)
  })
})

test('the last 1,000 trades are remembered, all are counted', () => {
  const books = new AccountBooks(10_000)
  for (let k = 1; k <= 1000; k++) books.onTrade(closedTrade({ exitAt: k }))
  expect(books.trades.map(({ exitAt }) => exitAt).slice(0, 2)).toEqual([1, 2])
  books.onTrade(closedTrade({ exitAt: 1001 }))
  expect(books.trades).toHaveLength(1000)
  expect(books.trades[0]?.exitAt).toBe(2)
  expect(books.trades.at(-1)?.exitAt).toBe(1001)
  expect(books.tradeCount).toBe(1001)
})
