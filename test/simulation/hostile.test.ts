import { describe, expect, test } from 'vitest'
import { createInstrument } from '../../src/core/instrument.ts'
import { createPrng, type Prng } from '../../src/core/prng.ts'
import type { Signal } from '../../src/core/signal.ts'
import { Bars } from '../../src/market/bars.ts'
import { Timeline } from '../../src/market/timeline.ts'
import type { Breaker } from '../../src/risk/breakers.ts'
import { type LimitName, type LimitValues, rulesOfLimits } from '../../src/risk/limits.ts'
import { freeMargin } from '../../src/risk/rules/free-margin.ts'
import { venueLeverage } from '../../src/risk/rules/venue-leverage.ts'
import { SimulatedRun } from '../../src/simulation/simulated-run.ts'
import { DEFAULT_VENUE_SETTINGS } from '../../src/simulation/venue-settings.ts'
import { defineStrategy } from '../../src/strategies/strategy.ts'
import { type HardLimits, LimitChecker } from './limit-checker.ts'

const LIMITS: HardLimits = {
  riskPct: 2,
  positions: 3,
  symbolPct: 150,
  atRiskPct: 4,
  grossTimes: 3,
  netTimes: 2,
  entriesADay: 40,
  dailyLossPct: 5,
  drawdownPct: 15,
  restMs: 600_000,
}
const CAPITAL = 10_000
const BAR_MS = 300_000

const RULES: LimitValues = {
  riskPerTradePct: LIMITS.riskPct,
  maxPositions: LIMITS.positions,
  maxSymbolExposurePct: LIMITS.symbolPct,
  maxAtRiskPct: LIMITS.atRiskPct,
  grossLeverage: LIMITS.grossTimes,
  netLeverage: LIMITS.netTimes,
  maxTradesADay: LIMITS.entriesADay,
  dailyLossPct: LIMITS.dailyLossPct,
  cooldownMinutes: LIMITS.restMs / 60_000,
  liquidationTimes: 2,
}
const BREAKERS: readonly Breaker[] = [
  { name: 'daily_loss', since: 'day', limitPct: 5, state: 'close_only', release: 'next_day' },
  { name: 'drawdown', since: 'peak', limitPct: 15, state: 'close_only', release: 'on_recovery', releasePct: 10 },
]

/** Prices that jump: now and then a gap of a tenth, rarely a crash of a third, and bars that are missing. */
function madMarket(seed: number, count: number): Bars {
  const draw = createPrng(seed)
  const bars = new Bars('5m')
  let price = 100
  for (let k = 0; k < count; k++) {
    const jump = draw() < 0.002 ? (draw() - 0.5) * 0.2 : draw() < 0.0003 ? -0.33 : 0
    const open = Math.max(1, price * (1 + jump))
    price = Math.max(1, open * (1 + (draw() + draw() - 1) * 0.01))
    const high = Math.max(open, price) * (1 + draw() * 0.004)
    const low = Math.min(open, price) * (1 - draw() * 0.004)
    if (draw() > 0.003) bars.append(k * BAR_MS, open, high, low, price, 20 + draw() * 500)
  }
  return bars
}

const AMOUNTS = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1, 0, 0.3, 0.99, 1, 7]

/** Anything at any time: both sides, additions, parts, stops far and near and beyond the price, confidences that are no numbers. */
function madSignal(draw: Prng, close: number): Signal | undefined {
  const what = draw()
  if (what < 0.1) return { side: 'flat', reason: 'mad' }
  if (what < 0.15) return { side: 'flat', share: 0.01 + draw() * 0.98, reason: 'mad' }
  const side = draw() < 0.5 ? 'long' : 'short'
  const sign = side === 'long' ? 1 : -1
  const distance = draw() < 0.1 ? -0.02 : draw() * 0.1
  return {
    side,
    confidence: draw() < 0.3 ? (AMOUNTS[Math.floor(draw() * AMOUNTS.length)] as number) : draw(),
    reason: 'mad',
    ...(draw() < 0.5
      ? { stopLoss: Math.max(1e-9, close * (1 - sign * distance)) }
      : { stopLossPct: 1e-6 + draw() * 12 }),
    ...(draw() < 0.3 && { takeProfitPct: draw() * 20 + 1e-6 }),
    ...(draw() < 0.2 && { adds: true as const }),
    ...(draw() < 0.2 && { sizeShare: 0.01 + draw() * 0.99 }),
    ...(draw() < 0.2 && { maxHoldMs: 1 + draw() * 3_600_000 }),
  }
}

const madStrategy = (k: number, chance: number) =>
  defineStrategy({
    name: `mad-${k}`,
    about: 'Says anything.',
    timeframe: '5m',
    params: {},
    build:
      ({ random }) =>
      (bar) =>
        random() < chance ? madSignal(random, bar.close) : undefined,
  })

interface Case {
  readonly seed: number
  readonly bars: number
  readonly markets: number
  readonly strategies: number
  readonly chance: number
  readonly latencyMs: number
  readonly volumeLimit: number
}

/** Plays the case bar by bar under the eyes of a checker that shares nothing with the rules. */
function playUnderWatch(
  { seed, bars: count, markets: size, strategies, chance, latencyMs, volumeLimit }: Case,
  limits: LimitValues = RULES,
  breakers = BREAKERS,
) {
  const symbols = Array.from({ length: size }, (_, m) => `SYM${m}/USDT:USDT`)
  const bars = symbols.map((_, m) => madMarket(seed * 100 + m, count))
  const checker = new LimitChecker(CAPITAL, symbols, bars, LIMITS)
  const run = new SimulatedRun({
    strategies: Array.from({ length: strategies }, (_, k) => ({ definition: madStrategy(k, chance), params: {} })),
    markets: symbols.map((symbol, m) => ({
      instrument: createInstrument({ symbol, tickSize: 0.01, lotSize: 0.001 }),
      bars: bars[m] as Bars,
    })),
    capital: CAPITAL,
    leverage: 5,
    maxHoldMs: Number.POSITIVE_INFINITY,
    rules: [...rulesOfLimits(limits, 0.0022), freeMargin(0.0006), venueLeverage],
    breakers,
    venue: { ...DEFAULT_VENUE_SETTINGS, latencyMs, volumeLimit },
    seed,
    observer: {
      onSignal: () => {},
      onStopped: (_slot, error) => checker.breaches.push(error.message),
      onRefusal: () => {},
      onOrder: (order, at) => {
        const { purpose, type, market, triggerPrice } = order.request
        if (purpose.type === 'exit' && type === 'stop-market') checker.onStop(market, triggerPrice)
        checker.onOrder(order, at)
      },
      onFill: (order, fill) => checker.onFill(order, fill),
      onTrade: (trade) => checker.onTrade(trade),
      onState: () => {},
    },
  })
  const timeline = new Timeline(bars)
  while (timeline.next() && checker.breaches.length === 0) {
    run.step(timeline)
    checker.close(timeline.closesAt)
    // Who lost too much and holds nothing would rest for ever.
    if (run.engine.past.state === 'active' || run.engine.account.open.length > 0) continue
    run.engine.resume('test', 'the test goes on')
    checker.measureFromHere()
  }
  return { checker, run }
}

describe('a strategy gone mad breaks no limit', () => {
  test.each<Case>([
    {
      seed: 1,
      bars: 20_000,
      markets: 3,
      strategies: 6,
      chance: 0.3,
      latencyMs: 0,
      volumeLimit: Number.POSITIVE_INFINITY,
    },
    { seed: 2, bars: 20_000, markets: 4, strategies: 3, chance: 0.8, latencyMs: 250, volumeLimit: 0.5 },
    { seed: 3, bars: 20_000, markets: 3, strategies: 2, chance: 0.1, latencyMs: 400_000, volumeLimit: 0.05 },
    { seed: 4, bars: 20_000, markets: 5, strategies: 4, chance: 0.5, latencyMs: 60_000, volumeLimit: 0.01 },
    { seed: 5, bars: 20_000, markets: 2, strategies: 8, chance: 1, latencyMs: 0, volumeLimit: 0.2 },
    { seed: 6, bars: 100, markets: 3, strategies: 1000, chance: 1, latencyMs: 0, volumeLimit: 1 },
  ])('%j', (given) => {
    const { checker, run } = playUnderWatch(given)
    expect(checker.breaches).toEqual([])
    expect(checker.entries).toBeGreaterThan(20)
    expect(run.recorder.signals).toBeGreaterThan(given.bars / 2)
  })
})

describe('the checker sees each limit that is not kept', () => {
  const given: Case = {
    seed: 8,
    bars: 3000,
    markets: 4,
    strategies: 4,
    chance: 0.5,
    latencyMs: 0,
    volumeLimit: Number.POSITIVE_INFINITY,
  }
  /** All wide but for the one that is looked for, and that one missing. */
  const wide: LimitValues = { ...RULES, riskPerTradePct: 2, maxAtRiskPct: 4 }

  test.each<[LimitName, string]>([
    ['riskPerTradePct', 'the loss at the stop'],
    ['maxPositions', 'the number of positions'],
    ['maxSymbolExposurePct', 'the symbol'],
    ['maxAtRiskPct', 'all at risk'],
    ['grossLeverage', 'longs and shorts'],
    ['netLeverage', 'longs less shorts'],
    ['maxTradesADay', 'the entries of the day'],
    ['dailyLossPct', 'the loss of the day'],
    ['cooldownMinutes', 'the rest that is missing'],
  ])('%s', (name, what) => {
    const { [name]: _, ...others } = wide
    const { checker } = playUnderWatch(given, others)
    expect(checker.breaches.join()).toContain(`: ${what}`)
  })

  test('the drawdown', () => {
    const { dailyLossPct: _, ...others } = RULES
    const { checker } = playUnderWatch({ ...given, strategies: 1, chance: 0.05 }, others, [])
    expect(checker.breaches.join()).toMatch(/the drawdown|the loss of the day/)
  })
})
