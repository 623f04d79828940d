import { expect, test } from 'vitest'
import { summarise } from './summarise.ts'
import { NEW_YEAR_2024, runOf } from './testing/run-of.ts'
import { tradeOf } from './testing/trade-of.ts'

const DAY_MS = 86_400_000

/** Every number in the document, with its path, so that one NaN cannot hide. */
function badNumbers(value: unknown, path = '$'): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [path]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) => badNumbers(inner, `${path}.${key}`))
}

test('returns come from the capital, the last equity and the elapsed time', () => {
  const summary = summarise(runOf({ capital: 1000, equity: [1000, 1100, 1050, 1210] }))
  expect(summary).toMatchObject({ bars: 4, days: 4, capital: 1000, finalEquity: 1210 })
  expect(summary).toMatchObject({ from: '2024-01-01T00:00:00.000Z', to: '2024-01-05T00:00:00.000Z' })
  expect(summary.totalReturnPct).toBeCloseTo(21, 10)
  expect(summary.cagrPct).toBeCloseTo((1.21 ** (365 / 4) - 1) * 100, 0)
  expect(summary.annualReturnPct).toBeCloseTo(summary.cagrPct as number, -3)
})

test('ratios use daily returns and a year of 365 days', () => {
  const { sharpe, sortino, omega, volatilityPct, var95Pct, cvar95Pct } = summarise(
    runOf({ capital: 100, equity: [110, 99, 108.9, 98.01] }),
  )
  // Returns +10 %, -10 %, +10 %, -10 %: mean 0, deviation (n - 1) sqrt(0.04 / 3).
  expect(sharpe).toBeCloseTo(0, 10)
  expect(sortino).toBeCloseTo(0, 10)
  expect(omega).toBeCloseTo(1, 10)
  expect(volatilityPct).toBeCloseTo(Math.sqrt(0.04 / 3) * Math.sqrt(365) * 100, 8)
  expect(var95Pct).toBeCloseTo(10, 8)
  expect(cvar95Pct).toBeCloseTo(10, 8)
})

test('the same days give the same ratios whatever the bar length', () => {
  const dayEnds = new Map([23, 47, 71].map((hour, day) => [hour, [1050, 1020, 1090][day] as number]))
  const hourly = Array.from({ length: 72 }, (_, hour) => dayEnds.get(hour) ?? 1040 - hour)
  const days = summarise(runOf({ capital: 1000, equity: [1050, 1020, 1090] }))
  const hours = summarise(runOf({ capital: 1000, equity: hourly, timeframe: '1h' }))
  expect(hours.sharpe).toBe(days.sharpe)
  expect(hours.sortino).toBe(days.sortino)
  expect(hours.cagrPct).toBe(days.cagrPct)
  expect(hours.maxDrawdown).toBe(80)
})

test('drawdown counts from the capital and says when it was and how long the water was', () => {
  const summary = summarise(runOf({ capital: 1000, equity: [900, 1200, 1180, 960, 1000] }))
  expect(summary).toMatchObject({ maxDrawdown: 240, maxDrawdownPct: 20 })
  expect(summary).toMatchObject({
    maxDrawdownPeakAt: '2024-01-03T00:00:00.000Z',
    maxDrawdownTroughAt: '2024-01-05T00:00:00.000Z',
    maxDrawdownBars: 3,
    maxDrawdownDays: 3,
  })
  expect(summary.calmar).toBeCloseTo(0, 10)
})

test('an equity that never moves has no ratios, no drawdown and a volatility of zero', () => {
  expect(summarise(runOf({ capital: 1000, equity: [1000, 1000, 1000] }))).toMatchObject({
    totalReturnPct: 0,
    annualReturnPct: 0,
    cagrPct: 0,
    sharpe: null,
    sortino: null,
    calmar: null,
    omega: null,
    volatilityPct: 0,
    var95Pct: 0,
    cvar95Pct: 0,
    maxDrawdownPct: 0,
    maxDrawdownPeakAt: null,
    maxDrawdownDays: 0,
    maxDrawdownBars: 0,
    exposurePct: 0,
    turnover: 0,
  })
})

test('a run without bars has nothing but its capital', () => {
  const summary = summarise(runOf({ capital: 1000, equity: [] }))
  expect(summary).toMatchObject({ bars: 0, from: null, to: null, days: 0, trades: 0, finalEquity: 1000 })
  expect(summary).toMatchObject({ totalReturnPct: 0, cagrPct: null, sharpe: null, exposurePct: null, monthly: [] })
  expect(summary.buyAndHold).toEqual({
    returnPct: null,
    maxDrawdownPct: null,
    excessReturnPct: null,
    beta: null,
    alphaPct: null,
  })
})

test('an equity that fell below zero has lost everything per year', () => {
  const summary = summarise(runOf({ capital: 1000, equity: [500, -100, -50] }))
  expect(summary).toMatchObject({ totalReturnPct: -105, annualReturnPct: -100, cagrPct: -100, maxDrawdown: 1100 })
  expect(summary.calmar).toBeCloseTo(-100 / 110, 12)
})

test.each([
  ['empty', runOf({ equity: [] })],
  ['of one bar', runOf({ equity: [1001], timeframe: '1m' })],
  ['flat', runOf({ equity: [1000, 1000] })],
  ['that exploded within a minute', runOf({ equity: [1e12], timeframe: '1m' })],
  ['that was lost', runOf({ equity: [1, -1, 0], trades: [tradeOf({ pnl: -1000 })] })],
  ['of one won trade', runOf({ equity: [1002, 1003], trades: [tradeOf({ pnl: 3 })] })],
])('no figure of a run %s is NaN or infinite', (_, run) => {
  expect(badNumbers(summarise(run))).toEqual([])
  expect(JSON.parse(JSON.stringify(summarise(run)))).toEqual(summarise(run))
})

test('the waterfall adds up exactly, step by step', () => {
  const costs = { fees: 0.1, slippage: 0.7, funding: -0.2 }
  const trades = [0.1, 0.2, 0.3, 1e6, -7.7].map((grossPnl) =>
    tradeOf({ ...costs, grossPnl, pnl: grossPnl - 0.1 - 0.2 }),
  )
  const summary = summarise(runOf({ equity: [1000], trades }))
  const { beforeSlippage, slippage, grossPnl, fees, funding, netPnl } = summary.costs
  expect(beforeSlippage - slippage).toBe(grossPnl)
  expect(grossPnl - fees + funding).toBe(netPnl)
  expect(netPnl).toBeCloseTo(
    trades.reduce((sum, trade) => sum + trade.pnl, 0),
    8,
  )
  expect(summary).toMatchObject({ slippage, grossPnl, fees, funding, netPnl })
})

test('tables group the trades by symbol, strategy, side and reason of the exit', () => {
  const trades = [
    tradeOf({ symbol: 'BTC/USDT', pnl: 10, exitReason: 'take_profit' }),
    tradeOf({ symbol: 'ETH/USDT', pnl: -4, exitReason: 'stop_loss', side: 'short', strategy: 'breakout' }),
    tradeOf({ symbol: 'BTC/USDT', pnl: -6, exitReason: 'stop_loss' }),
  ]
  const summary = summarise(runOf({ capital: 1000, equity: [1000], trades }))
  expect(summary.perSymbol).toEqual([
    {
      key: 'BTC/USDT',
      trades: 2,
      wins: 1,
      winRatePct: 50,
      pnl: 4,
      returnPct: 0.4,
      profitFactor: 10 / 6,
      avgReturnPct: 1,
      fees: 0.4,
    },
    {
      key: 'ETH/USDT',
      trades: 1,
      wins: 0,
      winRatePct: 0,
      pnl: -4,
      returnPct: -0.4,
      profitFactor: 0,
      avgReturnPct: -2,
      fees: 0.2,
    },
  ])
  expect(summary.perStrategy.map((row) => row.key)).toEqual(['momentum', 'breakout'])
  expect(summary.perSide.map((row) => [row.key, row.pnl])).toEqual([
    ['long', 4],
    ['short', -4],
  ])
  expect(summary.perExitReason.map((row) => [row.key, row.trades, row.pnl])).toEqual([
    ['stop_loss', 2, -10],
    ['take_profit', 1, 10],
  ])
})

test('months and years follow one another from the capital on', () => {
  const equity = Array.from({ length: 32 }, (_, i) => (i < 31 ? 1100 : 990))
  const trades = [tradeOf({ exitAt: NEW_YEAR_2024 + 3 * DAY_MS }), tradeOf({ exitAt: NEW_YEAR_2024 + 31 * DAY_MS })]
  const { monthly, yearly } = summarise(runOf({ capital: 1000, equity, trades }))
  expect(monthly.map(({ period, pnl, trades }) => ({ period, pnl, trades }))).toEqual([
    { period: '2024-01', pnl: 100, trades: 1 },
    { period: '2024-02', pnl: -110, trades: 1 },
  ])
  expect(monthly[0]?.returnPct).toBeCloseTo(10, 10)
  expect(monthly[1]?.returnPct).toBeCloseTo(-10, 10)
  expect(yearly).toHaveLength(1)
  expect(yearly[0]).toMatchObject({ period: '2024', pnl: -10, trades: 2 })
  expect(yearly[0]?.returnPct).toBeCloseTo(-1, 10)
})

test('buy and hold is measured beside the run', () => {
  const closes = { 'BTC/USDT': [100, 110, 99] }
  const { buyAndHold } = summarise(runOf({ capital: 1000, equity: [1000, 1050, 1100], closes }))
  expect(buyAndHold.returnPct).toBeCloseTo(-1, 10)
  expect(buyAndHold.maxDrawdownPct).toBeCloseTo(10, 10)
  expect(buyAndHold.excessReturnPct).toBeCloseTo(11, 10)
})

test('a run that is buy-and-hold has a beta of one and no alpha', () => {
  const { buyAndHold } = summarise(
    runOf({ capital: 100, equity: [100, 110, 99, 105], closes: { 'BTC/USDT': [100, 110, 99, 105] } }),
  )
  expect(buyAndHold.beta).toBeCloseTo(1, 10)
  expect(buyAndHold.alphaPct).toBeCloseTo(0, 8)
})

test('turnover is the notional of entries and exits', () => {
  const trades = [tradeOf({ quantity: 2, entryPrice: 100, exitPrice: 110 })]
  expect(summarise(runOf({ capital: 1000, equity: [1000], trades }))).toMatchObject({
    turnover: 420,
    turnoverRatio: 0.42,
  })
})

test('exposure is the share of bars that saw a position', () => {
  const trades = [tradeOf({ entryAt: NEW_YEAR_2024 + DAY_MS, exitAt: NEW_YEAR_2024 + 2 * DAY_MS })]
  expect(summarise(runOf({ equity: [1000, 1000, 1000, 1000], trades })).exposurePct).toBe(50)
})

test('refusals come with the most frequent first', () => {
  const { refusals } = summarise(runOf({ equity: [1000], refusals: { 'max positions': 2, 'min notional': 9 } }))
  expect(Object.keys(refusals)).toEqual(['min notional', 'max positions'])
})
