import { describe, expect, test } from 'vitest'
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

test('without breakers there is nothing to watch', () => {
  expect(watch().breakers.isWatching).toBe(false)
  expect(watch(DAILY).breakers.isWatching).toBe(true)
})

test('each trips by its own level, and only once', () => {
  const { changes, breakers } = watch(DAILY, DRAWDOWN)
  breakers.check(950, 1)
  expect(changes.map(({ cause, to }) => `${cause} ${to}`)).toEqual(['daily_loss close_only'])
  breakers.check(800, 2)
  expect(changes.map(({ cause, to }) => `${cause} ${to}`)).toEqual(['daily_loss close_only', 'drawdown halted'])
})

test('the reason is that of the strictest hold, and of the first of those that are as strict', () => {
  const { books, breakers } = watch(DAILY)
  breakers.halt('halted', 'anna', 'news', 1)
  breakers.check(950, 2)
  expect(books).toMatchObject({ state: 'halted', stateReason: 'anna: news' })
  const both = watch(DAILY)
  both.breakers.halt('close_only', 'anna', 'news', 1)
  both.breakers.check(950, 2)
  expect(both.books).toMatchObject({ state: 'close_only', stateReason: 'anna: news' })
})

test('losses are those since the day, the month or the peak, each for itself', () => {
  const lossOf = (since: Breaker['since']) => {
    const { books, changes, breakers } = watch({ ...DAILY, name: 'loss', since, limitPct: 10 })
    books.dayStartEquity = 1000
    books.monthStartEquity = 2000
    books.peakEquity = 3000
    breakers.refresh()
    const level = { day: 900, month: 1800, peak: 2700 }[since]
    expect(breakers.tripLevelAt(books.peakEquity)).toBe(level)
    breakers.check(level + 0.01, 1)
    expect(changes).toEqual([])
    breakers.check(level, 2)
    return books.stateReason
  }
  expect([lossOf('day'), lossOf('month'), lossOf('peak')]).toEqual([
    'loss: 10.00 % lost of 1000.00 since the beginning of the day, the limit is 10 %',
    'loss: 10.00 % lost of 2000.00 since the beginning of the month, the limit is 10 %',
    'loss: 10.00 % lost of 3000.00 since the peak, the limit is 10 %',
  ])
})

describe('what lets go on recovery', () => {
  const SOFT: Breaker = { ...DAILY, name: 'soft', limitPct: 3, release: 'on_recovery', releasePct: 1 }
  const HARD: Breaker = { ...SOFT, name: 'hard', limitPct: 6, releasePct: 4 }

  test('does so at its level and not a cent before, and tells it', () => {
    const { books, changes, breakers } = watch(SOFT)
    breakers.check(970, 1)
    breakers.check(989.99, 2)
    expect(books.state).toBe('close_only')
    breakers.check(990, 3)
    expect(books).toMatchObject({ state: 'active', stateReason: '' })
    expect(changes.at(-1)).toEqual({
      from: 'close_only',
      to: 'active',
      cause: 'soft',
      reason: 'equity 990.00 has recovered',
      at: 3,
    })
    breakers.check(970, 4)
    expect(books.state).toBe('close_only')
  })

  test('does so each by its own level', () => {
    const { books, changes, breakers } = watch(SOFT, HARD)
    breakers.check(940, 1)
    expect(breakers.releaseLevelAt(1000)).toBe(960)
    breakers.check(960, 2)
    expect(breakers.releaseLevelAt(1000)).toBe(990)
    expect(books.state).toBe('close_only')
    expect(changes.map(({ cause }) => cause)).toEqual(['soft', 'hard', 'hard'])
  })

  test('stays held while another trips', () => {
    const { changes, breakers } = watch(SOFT, HARD)
    breakers.check(970, 1)
    breakers.check(940, 2)
    expect(changes.map(({ cause }) => cause)).toEqual(['soft', 'hard'])
  })

  test('from the peak goes with it', () => {
    const { books, breakers } = watch({ ...SOFT, since: 'peak' }, { ...HARD, since: 'peak' })
    breakers.check(940, 1)
    expect([breakers.releaseLevelAt(1000), breakers.releaseLevelAt(2000)]).toEqual([960, 1920])
    expect(books.state).toBe('close_only')
  })

  test('is measured from its own beginning, not from the peak', () => {
    const { books, breakers } = watch(SOFT)
    books.dayStartEquity = 500
    breakers.refresh()
    breakers.check(485, 1)
    expect(breakers.releaseLevelAt(1000)).toBe(495)
    breakers.check(495, 2)
    expect(books.state).toBe('active')
  })

  test('is no level of what a person must release', () => {
    const { breakers } = watch(DRAWDOWN)
    breakers.check(800, 1)
    expect(breakers.releaseLevelAt(1000)).toBe(Number.POSITIVE_INFINITY)
  })

  test('lets nothing else go', () => {
    const { books, breakers } = watch(DAILY, SOFT)
    breakers.check(950, 1)
    expect(breakers.releaseLevelAt(1000)).toBe(990)
    breakers.check(1000, 2)
    expect(books.stateReason).toMatch(/^daily_loss: /)
    expect(breakers.releaseLevelAt(1000)).toBe(Number.POSITIVE_INFINITY)
    breakers.check(5000, 3)
    expect(books.state).toBe('close_only')
  })
})

test('a new day lets go what lasts for a day and measures from its own beginning', () => {
  const { books, changes, breakers } = watch(DAILY)
  breakers.check(950, 1)
  expect(breakers.tripLevelAt(1000)).toBe(0)
  books.advance(Date.parse('2026-11-30'), 900)
  breakers.beginDay(false, 2)
  expect(changes.at(-1)).toMatchObject({ cause: 'daily_loss', to: 'active', reason: 'a new day has begun', at: 2 })
  expect(breakers.tripLevelAt(1000)).toBe(855)
})

test('a new month tells that it lets go', () => {
  const { changes, breakers } = watch({ ...DAILY, name: 'monthly', since: 'month', release: 'next_month' })
  breakers.check(900, 1)
  breakers.beginDay(true, 2)
  expect(changes.at(-1)).toMatchObject({ cause: 'monthly', to: 'active', reason: 'a new month has begun', at: 2 })
})

test('who is stopped by a person is not held less by asking for less', () => {
  const { books, changes, breakers } = watch()
  breakers.halt('close_only', 'anna', 'no new positions', 1)
  breakers.halt('halted_flat', 'anna', 'emergency', 2)
  breakers.halt('close_only', 'bob', 'no new positions', 3)
  expect(books).toMatchObject({ state: 'halted_flat', stateReason: 'anna: emergency' })
  expect(changes.at(-1)).toEqual({
    from: 'halted_flat',
    to: 'halted_flat',
    cause: 'operator',
    reason: 'bob: no new positions',
    at: 3,
  })
  breakers.halt('halted_flat', 'bob', 'emergency as well', 4)
  expect(books.stateReason).toBe('bob: emergency as well')
  breakers.resume('anna', 'all is well', 1000, 5)
  expect(books.state).toBe('active')
})

describe('a hold on every account', () => {
  test('comes on top of what holds this one, and is told', () => {
    const { books, changes, breakers } = watch(DAILY)
    breakers.check(950, 1)
    breakers.holdGlobally('halted', 'boss: the exchange is odd', 2)
    expect(books).toMatchObject({ state: 'halted', stateReason: 'boss: the exchange is odd' })
    expect(changes.at(-1)).toEqual({
      from: 'close_only',
      to: 'halted',
      cause: 'global',
      reason: 'boss: the exchange is odd',
      at: 2,
    })
    breakers.letGoGlobally('boss: all is well', 3)
    expect(books.state).toBe('close_only')
    expect(changes.at(-1)).toEqual({
      from: 'halted',
      to: 'close_only',
      cause: 'global',
      reason: 'boss: all is well',
      at: 3,
    })
  })

  test('is not ended by who lets this one go', () => {
    const { books, breakers } = watch()
    breakers.holdGlobally('halted', 'boss: the exchange is odd', 1)
    breakers.halt('halted_flat', 'anna', 'news', 2)
    breakers.resume('anna', 'quiet again', 1000, 3)
    expect(books).toMatchObject({ state: 'halted', stateReason: 'boss: the exchange is odd' })
  })
})
