import { describe, expect, test } from 'vitest'
import { curveChart } from './curve-chart.ts'
import { renderScreen, type ScreenState } from './render-screen.ts'
import { SessionMonitor } from './session-monitor.ts'

describe('curveChart', () => {
  test('a rise goes from the lower left to the upper right', () => {
    expect(curveChart([0, 1, 2, 3, 4, 5, 6, 7], 4, 2)).toEqual(['⠀⠀⣠⠞', '⣠⠞⠁⠀'])
  })

  test('a flat line lies in the middle, and nothing is drawn of nothing', () => {
    expect(curveChart([5, 5, 5], 3, 2)).toEqual(['⠀⠀⠀', '⠉⠉⠉'])
    expect(curveChart([], 3, 1)).toEqual(['⠀⠀⠀'])
  })
})

const state: ScreenState = {
  title: 'demo',
  quote: 'USDT',
  at: Date.UTC(2024, 0, 2, 3, 4),
  capital: 10_000,
  equity: 10_250.5,
  cash: 8_000,
  curve: Float64Array.of(10_000, 10_300, 10_250.5),
  positions: [
    {
      symbol: 'BTC/USDT:USDT',
      strategy: 'momentum',
      side: 'long',
      quantity: 0.05,
      entryPrice: 60_000,
      price: 60_500,
      stopPrice: 58_800,
      targetPrice: Number.NaN,
      pnl: 23.2,
    },
  ],
  trades: [],
  signals: [{ at: Date.UTC(2024, 0, 2, 3), kind: 'signal', symbol: 'BTC/USDT:USDT', text: 'momentum: long, cross' }],
  orders: [],
  refusals: new Map([
    ['max_positions', 3],
    ['free_margin', 12],
  ]),
  account: { state: 'active', stateReason: '' },
  isTold: false,
  hint: 'q quit',
}

const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g')
const plain = (lines: readonly string[]) => lines.map((line) => line.replace(COLOURS, ''))

describe('renderScreen', () => {
  test('before the first candle it says that it waits, and so does what was told', () => {
    const before = { ...state, at: Number.NaN, equity: 10_000, curve: new Float64Array(), positions: [], signals: [] }
    const waiting = plain(renderScreen(before, 120, 40)).join('\n')
    expect(waiting).toContain('waits for the first candle')
    expect(waiting).toContain('drawdown 0.00 %')
    expect(waiting).not.toContain('What you told')
    const told = plain(renderScreen({ ...before, isTold: true }, 120, 40)).join('\n')
    expect(told).toContain('What you told the session is done as the first candle opens.')
  })

  test('shows the account, the position with its stop, the signal and why nothing was traded', () => {
    const text = plain(renderScreen(state, 120, 40)).join('\n')
    expect(text).toContain('2024-01-02 03:04 UTC')
    expect(text).toContain('Equity 10,250.50 USDT +2.51 %')
    expect(text).toContain('drawdown 0.48 %')
    expect(text).toMatch(/BTC\/USDT:USDT {2}long +0\.05 {2}60000 {2}60500 {2}58800 +- {2}\+23\.20 {2}momentum/)
    expect(text).toContain('03:00  BTC/USDT:USDT  momentum: long, cross')
    expect(text).toContain('free_margin 12   max_positions 3')
  })

  test('says why the account is stopped, and nothing while it is not', () => {
    const account = { state: 'close_only', stateReason: 'anna: news' } as const
    expect(plain(renderScreen({ ...state, account }, 100, 40))).toContain('The account is close_only: anna: news')
    expect(plain(renderScreen(state, 100, 40)).join('\n')).not.toContain('The account is')
  })

  test.each([
    [80, 24],
    [40, 12],
    [200, 60],
  ])('fits into %i by %i characters', (width, height) => {
    const lines = plain(renderScreen(state, width, height))
    expect(lines.length).toBeLessThanOrEqual(height)
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(width)
  })

  test('stands when nothing has happened yet', () => {
    const empty = {
      ...state,
      curve: new Float64Array(),
      positions: [],
      signals: [],
      refusals: new Map<string, number>(),
    }
    const text = plain(renderScreen(empty, 100, 30)).join('\n')
    expect(text).toContain('nothing was refused')
    expect(text).toContain('no trades yet')
  })
})

const full = (symbol: string) =>
  ({ stage: 'allowed', rule: 'max_positions', reason: 'full', market: 0, symbol, strategy: 0 }) as const

test('the monitor tells a refusal once until something else is refused', () => {
  const told: string[] = []
  const monitor = new SessionMonitor({ slots: [], symbols: [] }, ({ text }) => told.push(text))
  monitor.onRefusal(full('A'), 1)
  monitor.onRefusal(full('A'), 2)
  monitor.onRefusal(full('B'), 3)
  monitor.onRefusal(full('A'), 4)
  expect(told).toHaveLength(3)
  expect(monitor.refusals.get('max_positions')).toBe(4)
})
