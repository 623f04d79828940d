import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SessionEvent } from '../../core/session-event.ts'
import { monthlyCsv } from './monthly-csv.ts'
import { type MonthStatistics, monthlyStatisticsOf } from './monthly-statistics.ts'
import { closed, deposit, started } from './testing/session-events.ts'

const DAY_MS = 86_400_000
const OCTOBER_30 = Date.UTC(2025, 9, 30, 14, 30)
const DECEMBER = Date.UTC(2025, 11, 1)

const events: readonly SessionEvent[] = [
  started,
  {
    type: 'signal',
    at: OCTOBER_30,
    symbol: 'S',
    strategy: 's',
    side: 'flat',
    confidence: null,
    stopPrice: null,
    stopPct: null,
    targets: [],
    reason: '',
  },
  closed(OCTOBER_30 + 1, { grossPnl: 1100, fees: 90, funding: -10, pnl: 1000 }),
  closed(OCTOBER_30 + 2, { grossPnl: -2150, fees: 50, funding: 0, pnl: -2200 }),
  deposit(OCTOBER_30 + 3, '1200'),
  closed(OCTOBER_30 + 4, { grossPnl: 300, fees: 0, funding: 0, pnl: 300 }),
  closed(OCTOBER_30 + 5, { grossPnl: 0, fees: 0, funding: 0, pnl: 0 }),
  closed(DECEMBER, { grossPnl: -90, fees: 10, funding: 0, pnl: -100 }),
  deposit(DECEMBER + 1, '-200.5'),
  { type: 'ended', at: DECEMBER + DAY_MS, end: 'stopped' },
]

test('a month has its balances, trades, costs and deepest fall; one without trades is there too', () => {
  expect(monthlyStatisticsOf(events)).toEqual([
    {
      month: '2025-10',
      initialBalance: 10_000,
      deposits: 1200,
      finalBalance: 10_300,
      trades: 4,
      wins: 2,
      losses: 1,
      winRatePct: 50,
      grossPnl: -750,
      fees: 140,
      funding: -10,
      netPnl: -900,
      bestTrade: 1000,
      worstTrade: -2200,
      profitFactor: 1300 / 2200,
      maxDrawdown: 2200,
      maxDrawdownPct: expect.closeTo(20, 10),
    },
    {
      month: '2025-11',
      initialBalance: 10_300,
      deposits: 0,
      finalBalance: 10_300,
      trades: 0,
      wins: 0,
      losses: 0,
      winRatePct: null,
      grossPnl: 0,
      fees: 0,
      funding: 0,
      netPnl: 0,
      bestTrade: null,
      worstTrade: null,
      profitFactor: null,
      maxDrawdown: 0,
      maxDrawdownPct: 0,
    },
    {
      month: '2025-12',
      initialBalance: 10_300,
      deposits: -200.5,
      finalBalance: 9_999.5,
      trades: 1,
      wins: 0,
      losses: 1,
      winRatePct: 0,
      grossPnl: -90,
      fees: 10,
      funding: 0,
      netPnl: -100,
      bestTrade: -100,
      worstTrade: -100,
      profitFactor: 0,
      maxDrawdown: 100,
      maxDrawdownPct: expect.closeTo((100 / 10_300) * 100, 10),
    },
  ])
})

test('a deposit does not end a fall, and a withdrawal is none', () => {
  const [month] = monthlyStatisticsOf([
    started,
    closed(OCTOBER_30, { pnl: -1000 }),
    deposit(OCTOBER_30, '5000'),
    closed(OCTOBER_30, { pnl: -500 }),
    deposit(OCTOBER_30, '-9000'),
  ])
  expect(month?.maxDrawdown).toBe(1500)
  expect(month?.maxDrawdownPct).toBeCloseTo((1 - 0.9 * (13_500 / 14_000)) * 100, 10)
})

test('an account that has lost everything has fallen by 100 %', () => {
  const lost = [closed(OCTOBER_30, { pnl: -11_000 }), closed(OCTOBER_30, { pnl: -1 })]
  expect(monthlyStatisticsOf([started, ...lost])[0]).toMatchObject({ maxDrawdown: 11_001, maxDrawdownPct: 100 })
  const empty = [closed(OCTOBER_30, { pnl: -10_000 }), closed(OCTOBER_30, { pnl: 5 })]
  expect(monthlyStatisticsOf([started, ...empty])[0]).toMatchObject({ maxDrawdown: 10_000, maxDrawdownPct: 100 })
})

test('a trade that closes at midnight belongs to the day that begins', () => {
  const months = monthlyStatisticsOf([started, closed(DECEMBER - 1), closed(DECEMBER)])
  expect(months.map(({ month, trades }) => [month, trades])).toEqual([
    ['2025-11', 1],
    ['2025-12', 1],
  ])
})

test('events without a start are refused', () => {
  expect(() => monthlyStatisticsOf(events.slice(1))).toThrow('the events tell of no session that started')
})

test('months follow one another, and every month begins where the one before ended', () => {
  const change = fc.record({
    afterMs: fc.integer({ min: 0, max: 40 * DAY_MS }),
    grossPnl: fc.integer({ min: -500, max: 500 }),
    fees: fc.integer({ min: 0, max: 20 }),
    funding: fc.integer({ min: -20, max: 20 }),
    isDeposit: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
      let at = OCTOBER_30
      const told = changes.map(({ afterMs, isDeposit, grossPnl, fees, funding }) => {
        at += afterMs
        if (isDeposit) return deposit(at, String(grossPnl))
        return closed(at, { grossPnl, fees, funding, pnl: grossPnl - fees + funding })
      })
      const months = monthlyStatisticsOf([started, ...told])
      const [first, last] = [months[0] as MonthStatistics, months.at(-1) as MonthStatistics]
      const total = (field: 'netPnl' | 'deposits') => months.reduce((sum, month) => sum + month[field], 0)
      expect(first.initialBalance).toBe(10_000)
      expect(last.finalBalance).toBe(10_000 + total('netPnl') + total('deposits'))
      for (const [k, month] of months.entries()) {
        expect(month.finalBalance).toBe(month.initialBalance + month.deposits + month.netPnl)
        expect(month.netPnl).toBe(month.grossPnl - month.fees + month.funding)
        if (k > 0) expect(month.initialBalance).toBe(months[k - 1]?.finalBalance)
        const [year, number] = first.month.split('-').map(Number)
        expect(month.month).toBe(new Date(Date.UTC(year ?? 0, (number ?? 0) - 1 + k)).toISOString().slice(0, 7))
      }
    }),
  )
})

test('the CSV has a line a month and nothing where nothing is defined', () => {
  const months = monthlyStatisticsOf(events).map((month) => ({ ...month, maxDrawdownPct: 0.25 }))
  expect(monthlyCsv(months).split('\n')).toEqual([
    'month,initialBalance,deposits,finalBalance,trades,wins,losses,winRatePct,grossPnl,fees,funding,netPnl,bestTrade,worstTrade,profitFactor,maxDrawdown,maxDrawdownPct',
    '2025-10,10000,1200,10300,4,2,1,50,-750,140,-10,-900,1000,-2200,0.5909090909090909,2200,0.25',
    '2025-11,10300,0,10300,0,0,0,,0,0,0,0,,,,0,0.25',
    '2025-12,10300,-200.5,9999.5,1,0,1,0,-90,10,0,-100,-100,-100,0,100,0.25',
    '',
  ])
})
