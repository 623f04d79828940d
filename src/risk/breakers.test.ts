import { expect, test } from 'vitest'
import { AccountBooks } from './account-books.ts'
import { type Breaker, Breakers, type StateChange } from './breakers.ts'

const DAILY: Breaker = { name: 'daily_loss', since: 'day', limitPct: 5, state: 'close_only', release: 'next_day' }
const DRAWDOWN: Breaker = {
  ...DAILY,
  name: 'drawdown',
  since: 'peak',
  limitPct: 20,
  state: 'halted',
  release: 'manual',
}

function watch(...breakers: Breaker[]) {
  const books = new AccountBooks(1000)
  const changes: StateChange[] = []
  return { books, changes, breakers: new Breakers(breakers, books, (change) => changes.push(change)) }
}

test('trips at its limit and not a cent before', () => {
  const { books, changes, breakers } = watch(DAILY)
  breakers.check(950.01, 1)
  expect(changes).toEqual([])
  breakers.check(950, 2)
  expect(changes).toEqual([
    {
      from: 'active',
      to: 'close_only',
      cause: 'daily_loss',
      reason: 'daily_loss: 5.00 % lost of 1000.00 since the beginning of the day, the limit is 5 %',
      at: 2,
    },
  ])
  expect(books.state).toBe('close_only')
  breakers.check(900, 3)
  expect(changes).toHaveLength(1)
})

test('the strictest of several holds counts, and what is left when one ends', () => {
  const { books, changes, breakers } = watch(DAILY, DRAWDOWN)
  breakers.check(800, 1)
  expect(books.state).toBe('halted')
  expect(books.stateReason).toBe('drawdown: 20.00 % lost of 1000.00 since the peak, the limit is 20 %')
  breakers.beginDay(false, 2)
  expect(books.state).toBe('halted')
  expect(changes.map(({ cause, to }) => `${cause} ${to}`)).toEqual([
    'daily_loss close_only',
    'drawdown halted',
    'daily_loss halted',
  ])
})

test('a month ends what lasts for a month, a day does not', () => {
  const { books, breakers } = watch({ ...DAILY, name: 'monthly', since: 'month', release: 'next_month' })
  breakers.check(900, 1)
  breakers.beginDay(false, 2)
  expect(books.state).toBe('close_only')
  breakers.beginDay(true, 3)
  expect(books.state).toBe('active')
})

test('levels that follow the peak are told for any peak', () => {
  const { breakers } = watch(DAILY, { ...DRAWDOWN, release: 'on_recovery', releasePct: 15 })
  expect([breakers.tripLevelAt(1000), breakers.tripLevelAt(2000)]).toEqual([950, 1600])
  breakers.check(800, 1)
  expect([breakers.releaseLevelAt(1000), breakers.releaseLevelAt(2000)]).toEqual([850, 1700])
})

test('nobody but a person ends what a person holds, and losses are measured from there', () => {
  const { books, changes, breakers } = watch(DAILY)
  breakers.halt('halted', 'anna', 'news', 1)
  breakers.beginDay(true, 2)
  breakers.check(1000, 3)
  expect(books).toMatchObject({ state: 'halted', stateReason: 'anna: news' })
  breakers.check(940, 4)
  breakers.resume('anna', 'quiet again', 940, 5)
  expect(books).toMatchObject({ state: 'active', stateReason: '', dayStartEquity: 940, peakEquity: 940 })
  expect(changes.at(-1)).toEqual({
    from: 'halted',
    to: 'active',
    cause: 'operator',
    reason: 'anna: quiet again',
    at: 5,
  })
  breakers.check(893.01, 6)
  expect(books.state).toBe('active')
  breakers.check(893, 7)
  expect(books.state).toBe('close_only')
})
