import { expect, test } from 'vitest'
import { z } from 'zod'
import type { SessionEvent } from '../../core/session-event.ts'
import { closed, deposit, entryFill, entryOrder, started } from './testing/session-events.ts'
import { type MemoryEntry, tradingMemoryOf } from './trading-memory.ts'

const ENTRY_AT = Date.UTC(2025, 9, 30, 14, 30)
const EXIT_AT = Date.UTC(2025, 9, 30, 15, 45)

const exit = closed(EXIT_AT, {
  entryAt: ENTRY_AT,
  quantity: 1.2,
  leverage: 5,
  entryPrice: 42_500,
  exitPrice: 43_100,
  stopPrice: 41_800,
  targetPrice: 43_200,
  pnl: 720,
})

test('the example of the design comes out field by field', () => {
  expect(tradingMemoryOf([started, entryOrder(), entryFill(), exit])).toEqual({
    current_month: '2025-10',
    month_stats: {
      initial_balance: 10_000,
      trades: [
        {
          timestamp: '2025-10-30T14:30:00',
          coin: 'BTC',
          signal: 'buy',
          entry_price: 42_500,
          quantity: 1.2,
          leverage: 5,
          stop_loss: 41_800,
          profit_target: 43_200,
          entry_logic: 'Strong uptrend on 20m, pullback on 5m',
          confidence: 0.75,
          risk_usd: 840,
        },
        {
          timestamp: '2025-10-30T15:45:00',
          coin: 'BTC',
          signal: 'sell',
          exit_price: 43_100,
          pnl: 720,
          pnl_pct: (720 / (42_500 * 1.2)) * 100 * 5,
        },
      ],
    },
  })
})

test('the fields stand in the order of the design', () => {
  const { trades } = tradingMemoryOf([started, entryOrder(), entryFill(), exit]).month_stats
  expect(trades.map((record) => Object.keys(record).join(' '))).toEqual([
    'timestamp coin signal entry_price quantity leverage stop_loss profit_target entry_logic confidence risk_usd',
    'timestamp coin signal exit_price pnl pnl_pct',
  ])
})

/** A program that knows the design and nothing of us: it tells entries from exits by their fields and takes no field that it does not know. */
function readAsDesigned(text: string) {
  const head = {
    timestamp: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
    coin: z.string(),
    signal: z.enum(['buy', 'sell']),
  }
  const number = z.number()
  const entry = z.strictObject({
    ...head,
    entry_price: number,
    quantity: number,
    leverage: number,
    stop_loss: number,
    profit_target: number,
    entry_logic: z.string(),
    confidence: number.min(0).max(1),
    risk_usd: number.positive(),
  })
  const left = z.strictObject({ ...head, exit_price: number, pnl: number, pnl_pct: number })
  const memory = z
    .strictObject({
      current_month: z.string().regex(/^\d{4}-\d\d$/),
      month_stats: z.strictObject({ initial_balance: number, trades: z.array(z.union([entry, left])) }),
    })
    .parse(JSON.parse(text))
  const { initial_balance, trades } = memory.month_stats
  const exits = trades.flatMap((trade) => ('exit_price' in trade ? [trade] : []))
  const balance = exits.reduce((sum, { pnl }) => sum + pnl, initial_balance)
  return { entries: trades.length - exits.length, wins: exits.filter(({ pnl }) => pnl > 0).length, balance }
}

test('a reader that was written for the design reads it', () => {
  const lost = closed(EXIT_AT + 60_000, { pnl: -20 })
  const text = JSON.stringify(tradingMemoryOf([started, entryOrder(), entryFill(), exit, lost]))
  expect(readAsDesigned(text)).toEqual({ entries: 1, wins: 1, balance: 10_700 })
})

/** The entry that these events make. */
function entryOf(...events: SessionEvent[]): MemoryEntry {
  const [record] = tradingMemoryOf([started, ...events]).month_stats.trades
  if (record === undefined || !('entry_price' in record)) throw new Error('there is no entry')
  return record
}

test('the fills of one order are one entry at their mean, in coins', () => {
  const part = { contractSize: 0.01 }
  const entry = entryOf(
    entryOrder(),
    entryFill({ ...part, quantity: 30, price: 42_000 }),
    entryFill({ ...part, at: ENTRY_AT + 5000, quantity: 90, price: 42_400 }),
  )
  expect(entry).toMatchObject({ timestamp: '2025-10-30T14:30:00', entry_price: 42_300, quantity: 1.2 })
})

test('an order that adds is an entry of its own', () => {
  const { trades } = tradingMemoryOf([
    started,
    entryOrder(),
    entryFill(),
    entryOrder({ order: 2 }),
    entryFill({ order: 2, at: ENTRY_AT + 300_000, quantity: 0.3 }),
  ]).month_stats
  expect(trades.map((record) => 'quantity' in record && record.quantity)).toEqual([1.2, 0.3])
})

test.each([
  ['percent, long', 'long', { stopPrice: null, stopPct: 2, targets: [{ pct: 4, share: 1 }] }, 980, 1040, 20],
  ['percent, short', 'short', { stopPrice: null, stopPct: 2, targets: [{ pct: 4, share: 1 }] }, 1020, 960, 20],
  [
    'multiples of the risk, long',
    'long',
    { stopPrice: 950, stopPct: null, targets: [{ r: 2, share: 1 }] },
    950,
    1100,
    50,
  ],
  [
    'multiples of the risk, short',
    'short',
    { stopPrice: 1050, stopPct: null, targets: [{ r: 2, share: 1 }] },
    1050,
    900,
    50,
  ],
  ['no target', 'long', { stopPrice: 950, stopPct: null, targets: [] }, 950, null, 50],
] as const)(
  'levels in %s become prices while the position is open',
  (_what, positionSide, levels, stop, target, risk) => {
    const plan = { reason: 'r', confidence: 0.5, ...levels }
    const entry = entryOf(entryOrder({ plan }), entryFill({ positionSide, price: 1000, quantity: 1 }))
    expect(entry).toMatchObject({ stop_loss: stop, profit_target: target, risk_usd: risk })
  },
)

test('the levels of a closed position are those that were set', () => {
  const plan = { reason: 'r', confidence: 0.5, stopPrice: null, stopPct: 2, targets: [] }
  expect(entryOf(entryOrder({ plan }), entryFill(), exit)).toMatchObject({ stop_loss: 41_800, profit_target: 43_200 })
})

test('a trade of another strategy in the same market at the same time is not taken for it', () => {
  const other = closed(EXIT_AT, { entryAt: ENTRY_AT, strategy: 'breakout', stopPrice: 1, targetPrice: 2 })
  expect(entryOf(entryOrder(), entryFill(), other)).toMatchObject({ stop_loss: 41_800 })
})

test('short positions are sold into and bought out of', () => {
  const { trades } = tradingMemoryOf([
    started,
    entryOrder({ side: 'sell' }),
    entryFill({ side: 'sell', positionSide: 'short' }),
    closed(EXIT_AT, { side: 'short' }),
  ]).month_stats
  expect(trades.map(({ signal }) => signal)).toEqual(['sell', 'buy'])
})

test('a fill of an order that is not told has what is known of it', () => {
  expect(entryOf(entryFill({ order: 9 }))).toMatchObject({
    entry_price: 42_500,
    stop_loss: null,
    profit_target: null,
    entry_logic: null,
    confidence: null,
    risk_usd: null,
  })
})

test('the current month begins with the balance of the months before, and has its own records only', () => {
  const november = Date.UTC(2025, 10, 1)
  const memory = tradingMemoryOf([
    started,
    deposit(null, '500'),
    closed(november - 1, { pnl: 100 }),
    closed(november, { pnl: 7 }),
    deposit(november + 1, '1000'),
  ])
  expect(memory.current_month).toBe('2025-11')
  expect(memory.month_stats.initial_balance).toBe(10_600)
  expect(memory.month_stats.trades).toHaveLength(1)
})

test('a session in which nothing happened has an empty month', () => {
  expect(tradingMemoryOf([started])).toEqual({
    current_month: '2025-10',
    month_stats: { initial_balance: 10_000, trades: [] },
  })
})
