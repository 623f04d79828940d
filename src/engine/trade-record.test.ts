import { expect, test } from 'vitest'
import { Grid } from '../core/grid.ts'
import { Position } from './position.ts'
import { tradeOf } from './trade-record.ts'

const HOUR = 3_600_000
const LOT = new Grid(0.1)

function fill(quantity: number, price: number, at: number, fee: number, slippage: number) {
  return { quantity, price, at, fee, slippage, liquidity: 'taker' } as const
}

function held(side: 'long' | 'short', openedAt: number): Position {
  const plan = {
    strategy: 0,
    confidence: 0.7,
    reason: 'because',
    leverage: 2,
    stopPrice: 90,
    stopPct: Number.NaN,
    targets: [],
    adds: false,
    invalidWhen: [],
    contributions: undefined,
    maxHoldMs: 1,
  }
  return new Position(0, side, plan, 0.5, openedAt)
}

test('tells the whole story of a position that was entered and left in parts', () => {
  const position = held('long', HOUR)
  position.increase(fill(2, 100, HOUR, 0.1, 0.01), LOT)
  position.increase(fill(2, 110, 2 * HOUR, 0.2, 0.02), LOT)
  position.initialStopPrice = 90
  position.stopPrice = 91
  position.funding = -0.5
  position.entries = 2
  position.exits = 2
  position.decrease(fill(1, 120, 3 * HOUR, 0.3, 0.03), 3)
  position.decrease(fill(3, 104, 4 * HOUR, 0.4, 0.04), 0)
  const names = { symbol: 'BTC/USDT:USDT', strategy: 'mine' }
  expect(tradeOf(position, names, { at: 4 * HOUR, reason: 'exit_signal' }, HOUR)).toEqual({
    symbol: 'BTC/USDT:USDT',
    strategy: 'mine',
    side: 'long',
    quantity: 4,
    leverage: 2,
    entryAt: HOUR,
    exitAt: 4 * HOUR,
    entryPrice: 105,
    exitPrice: 108, // (1 x 120 + 3 x 104) / 4
    stopPrice: 90,
    targetPrice: null,
    grossPnl: 6, // 4 contracts of 0.5, 3 up
    fees: 1,
    slippage: 0.1,
    funding: -0.5,
    pnl: 4.5,
    returnPct: (4.5 / 210) * 100,
    barsHeld: 4,
    entryReason: 'because',
    exitReason: 'exit_signal',
    confidence: 0.7,
    entries: 2,
    exits: 2,
    contributions: null,
  })
})

test('counts bars from the first to the last, even when smaller bars decided when it happened', () => {
  const bars = (entryAt: number, exitAt: number) => {
    const position = held('short', entryAt)
    position.increase(fill(1, 100, entryAt, 0, 0), LOT)
    position.decrease(fill(1, 99, exitAt, 0, 0), 0)
    return tradeOf(position, { symbol: '', strategy: '' }, { at: exitAt, reason: 'stop_loss' }, HOUR).barsHeld
  }
  expect(bars(HOUR, HOUR)).toBe(1)
  expect(bars(HOUR, 1.75 * HOUR)).toBe(1)
  expect(bars(1.75 * HOUR, 2 * HOUR)).toBe(2)
  expect(bars(HOUR, 5 * HOUR)).toBe(5)
})
