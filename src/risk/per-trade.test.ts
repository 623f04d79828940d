import { expect, test } from 'vitest'
import { AccountBooks } from './account-books.ts'
import { foldTrades, lastTrades, perTrade } from './per-trade.ts'
import { closedTrade, pastOf } from './testing/entries.ts'

test('works out once for each trade that closes, however often it is asked', () => {
  const asked: number[] = []
  const count = perTrade((trades) => asked.push(trades.length) && trades.length)
  const books = new AccountBooks(10_000)
  expect([count(books), count(books)]).toEqual([0, 0])
  books.onTrade(closedTrade({}))
  expect([count(books), count(books)]).toEqual([1, 1])
  expect(asked).toEqual([0, 1])
})

test('works out anew when the oldest trade goes as another comes', () => {
  let asked = 0
  const newest = perTrade((trades) => {
    asked += 1
    return trades.at(-1)?.returnPct
  })
  const books = new AccountBooks(10_000)
  for (let k = 0; k < 1000; k++) books.onTrade(closedTrade({ returnPct: 1 }))
  expect(newest(books)).toBe(1)
  books.onTrade(closedTrade({ returnPct: 2 }))
  expect([newest(books), newest(books)]).toEqual([2, 2])
  expect(asked).toBe(2)
})

test('keeps accounts apart that closed as many trades', () => {
  const first = perTrade((trades) => trades[0]?.returnPct)
  const one = pastOf({ trades: [closedTrade({ returnPct: 1 })] })
  const other = pastOf({ trades: [closedTrade({ returnPct: 2 })] })
  expect([first(one), first(other), first(one)]).toEqual([1, 2, 1])
})

test('the last trade of a market is the one that closed last', () => {
  const trades = [
    closedTrade({ market: 0, exitAt: 1 }),
    closedTrade({ market: 1, exitAt: 2 }),
    closedTrade({ market: 0, exitAt: 3 }),
  ]
  const last = lastTrades(pastOf({ trades }))
  expect(last.get(0)).toBe(trades[2])
  expect(last.get(1)).toBe(trades[1])
  expect(last.get(2)).toBeUndefined()
})

test('takes each trade in once, also those that were forgotten when somebody asks', () => {
  const seen: number[] = []
  const fold = foldTrades(
    () => ({ sum: 0 }),
    (state, trades, place) => {
      seen.push(place)
      state.sum += trades[place]?.returnPct ?? Number.NaN
    },
  )
  const books = new AccountBooks(10_000)
  for (const returnPct of [1, 2]) books.onTrade(closedTrade({ returnPct }))
  expect([fold(books).sum, fold(books).sum]).toEqual([3, 3])
  books.onTrade(closedTrade({ returnPct: 4 }))
  expect(fold(books).sum).toBe(7)
  expect(seen).toEqual([0, 1, 2])
  for (let k = 0; k < 1005; k++) books.onTrade(closedTrade({ returnPct: 1 }))
  expect(fold(books).sum).toBe(1007)
  expect(fold(new AccountBooks(1)).sum).toBe(0)
})
