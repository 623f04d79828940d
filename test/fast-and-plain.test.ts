import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { zoneDates } from '../src/cli/zone-dates.ts'
import { createInstrument } from '../src/core/instrument.ts'
import { resolveParams } from '../src/core/params.ts'
import { createPrng } from '../src/core/prng.ts'
import type { ExitRules } from '../src/exits/exit-rules.ts'
import * as indicators from '../src/indicators/catalogue.ts'
import { randomSeries } from '../src/indicators/testing/random-bars.ts'
import { Bars } from '../src/market/bars.ts'
import { Timeline } from '../src/market/timeline.ts'
import { tradesHash } from '../src/research/trades-hash.ts'
import type { Breaker } from '../src/risk/breakers.ts'
import { cooldown } from '../src/risk/rules/cooldown.ts'
import { dailyLoss } from '../src/risk/rules/daily-loss.ts'
import { freeMargin } from '../src/risk/rules/free-margin.ts'
import { maxCorrelatedExposure } from '../src/risk/rules/max-correlated-exposure.ts'
import { maxPositions } from '../src/risk/rules/max-positions.ts'
import { maxValueAtRisk } from '../src/risk/rules/max-tail-loss.ts'
import { maxTradesADay } from '../src/risk/rules/max-trades-a-day.ts'
import { riskPerTrade } from '../src/risk/rules/risk-per-trade.ts'
import { stopDistance } from '../src/risk/rules/stop-distance.ts'
import { venueLeverage } from '../src/risk/rules/venue-leverage.ts'
import { conditionBook } from '../src/simulation/condition-book.ts'
import { type RunOptions, SimulatedRun } from '../src/simulation/simulated-run.ts'
import { stopLines } from '../src/simulation/stop-lines.ts'
import { DEFAULT_VENUE_SETTINGS } from '../src/simulation/venue-settings.ts'
import type { StrategyDefinition } from '../src/strategies/strategy.ts'
import { testedStrategies } from './determinism/tested-strategies.ts'

/** A walk of 5-minute bars; a gap costs the market the alignment with the others from there on. */
function walk(seed: number, count: number, gapAt: number): Bars {
  const draw = createPrng(seed)
  const bars = new Bars('5m')
  let price = 50 + draw() * 100
  for (let k = 0; k < count; k++) {
    const open = price
    price = Math.round(price * (1 + (draw() + draw() + draw() - 1.5) * 0.02) * 100) / 100
    const high = Math.max(open, price) + Math.round(draw() * 50) / 100
    const low = Math.min(open, price) - Math.round(draw() * 50) / 100
    if (k !== gapAt) bars.append(k * 300_000, open, high, low, price, 10 + draw() * 90)
  }
  bars.series = randomSeries(bars, draw)
  return bars
}

interface Case {
  readonly seed: number
  readonly markets: number
  readonly gapAt: number
  /** Bars of the second market; when there are fewer than of the others it is delisted. */
  readonly bars: number
  readonly latencyMs: number
  readonly maxHoldHours: number
  /** Bars of the first market; 1,500 when it is not given. */
  readonly barsInAll?: number
  /** Whether losses stop the account, and levels and ranges limit what is entered. */
  readonly isGuarded: boolean
}

const BREAKERS: readonly Breaker[] = [
  { name: 'daily_loss', since: 'day', limitPct: 0.7, state: 'close_only', release: 'next_day' },
  { name: 'drawdown', since: 'peak', limitPct: 2, state: 'close_only', release: 'on_recovery', releasePct: 1.5 },
  { name: 'monthly_drawdown', since: 'month', limitPct: 3, state: 'halted_flat', release: 'next_month' },
  { name: 'drawdown_halt', since: 'peak', limitPct: 9, state: 'halted', release: 'manual' },
]
const CONDITIONS: NonNullable<RunOptions['conditions']> = (columns) =>
  conditionBook(['rsi(14) crosses below 30 or close < ema(20) on 1h for 3 bars'], indicators, columns)
const EXIT_RULES: ExitRules = {
  basis: 'margin',
  costRate: 0.0022,
  ladder: [
    { fromPct: 4, keepPct: 1 },
    { fromPct: 10, keepPct: 6 },
  ],
  pullback: { givePct: 40, armAtPct: 6 },
  roi: [
    { afterMs: 7_200_000, enoughPct: 9 },
    { afterMs: 14_400_000, enoughPct: 5 },
  ],
  breakEven: { atPct: 3, atR: 1.5 },
  trailing: { pct: 4, fromPct: 1, stepPct: 0.2 },
}
const STOP_LINES: NonNullable<RunOptions['stopLines']> = (columns) =>
  columns.map((market) => stopLines({ atr: { times: 3, period: 14 }, chandelier: { times: 3, period: 22 } }, market))
const GUARDS = [
  maxCorrelatedExposure({ maxPct: 200, threshold: 0.5 }),
  maxValueAtRisk({ maxPct: 3, confidence: 0.95 }),
  dailyLoss({ maxPct: 1, roundTripRate: 0.0022 }),
  stopDistance(0.3),
  maxTradesADay(9),
  cooldown(600_000),
]

function optionsOf(
  strategy: StrategyDefinition,
  { seed, markets, gapAt, bars, latencyMs, maxHoldHours, isGuarded, barsInAll = 1500 }: Case,
): RunOptions {
  return {
    strategies: [{ definition: strategy, params: resolveParams(strategy.params, {}, strategy.name) }],
    markets: Array.from({ length: markets }, (_, m) => ({
      instrument: createInstrument({ symbol: `SYM${m}/USDT:USDT`, tickSize: 0.01, lotSize: 0.001 }),
      bars: walk(seed + m, m === 1 ? bars : barsInAll, m === 1 ? gapAt : -1),
      ...(m === 1 && bars < barsInAll && { delistedAt: bars * 300_000 }),
      funding: Array.from({ length: 15 }, (_, k) => ({ at: k * 28_800_000, rate: ((k % 5) - 2) / 10_000 })),
    })),
    capital: 10_000,
    leverage: 5,
    maxHoldMs: maxHoldHours * 3_600_000,
    rules: [riskPerTrade(2), maxPositions(2), freeMargin(0.0006), venueLeverage, ...(isGuarded ? GUARDS : [])],
    ...(isGuarded && {
      exitRules: EXIT_RULES,
      stopLines: STOP_LINES,
      conditions: CONDITIONS,
      breakers: BREAKERS,
      dateOf: zoneDates('America/New_York'),
    }),
    venue: { ...DEFAULT_VENUE_SETTINGS, latencyMs, volumeLimit: 0.8, priceImpact: 0.1 },
    seed,
  }
}

/** The rules as they are written: one moment after the other. */
function plainly(options: RunOptions): SimulatedRun {
  const run = new SimulatedRun(options)
  const timeline = new Timeline(options.markets.map(({ bars }) => bars))
  while (timeline.next()) run.step(timeline)
  run.finish()
  return run
}

function quickly(options: RunOptions, count: number): SimulatedRun {
  const run = new SimulatedRun(options)
  while (run.play(count) > 0);
  run.finish()
  return run
}

/** The same, and drops old bars in between, of which there are `windowBars` at least at any time. */
function forgetfully(options: RunOptions, count: number, windowBars: number): SimulatedRun {
  const run = new SimulatedRun(options)
  while (run.play(count) > 0) run.forget(run.surplus(windowBars), windowBars)
  run.finish()
  return run
}

function remains({ recorder }: SimulatedRun): unknown {
  return {
    hash: tradesHash(recorder.trades),
    equity: [...recorder.equity.values.subarray(0, recorder.length)],
    positions: [...recorder.positions.subarray(0, recorder.length)],
    refusals: [...recorder.refusals],
    states: recorder.states,
    counts: [recorder.signals, recorder.orders, recorder.fills],
  }
}

const cases = fc.record({
  seed: fc.integer({ min: 1, max: 1e6 }),
  markets: fc.integer({ min: 1, max: 3 }),
  gapAt: fc.integer({ min: -1, max: 1600 }),
  bars: fc.constantFrom(1500, 1500, 700),
  latencyMs: fc.constantFrom(0, 0, 250, 400_000),
  isGuarded: fc.boolean(),
  maxHoldHours: fc.constantFrom(Number.POSITIVE_INFINITY, 2, 0.3),
})

describe.each(testedStrategies.map((strategy) => [strategy.name, strategy] as const))('%s', (_name, strategy) => {
  test('does the same in stretches as moment by moment, to the last bit', () => {
    fc.assert(
      fc.property(cases, fc.constantFrom(1, 7, 100, 65_536), (given, count) => {
        const options = optionsOf(strategy, given)
        expect(remains(quickly(options, count))).toEqual(remains(plainly(options)))
      }),
      { numRuns: 15 },
    )
  })

  test('does the same when old bars are dropped, also where strategies were asked ahead', () => {
    fc.assert(
      fc.property(cases, fc.constantFrom(7, 100, 1900), (given, count) => {
        const long = { ...given, gapAt: given.gapAt * 4, barsInAll: 7500, bars: given.bars * 5 }
        const options = optionsOf(strategy, long)
        const run = forgetfully(options, count, 500)
        expect(options.markets[0]?.bars.forgotten).toBeGreaterThan(4000)
        expect(remains(run)).toEqual(remains(plainly(optionsOf(strategy, long))))
      }),
      { numRuns: 4 },
    )
  })
})

test('the guarded runs above are stopped and go on', () => {
  const strategy = testedStrategies.find(({ name }) => name === 'random')
  if (strategy === undefined) throw new Error('the tested strategies have no random one')
  const given = { seed: 3, markets: 2, gapAt: -1, bars: 1500, latencyMs: 0, maxHoldHours: 2, isGuarded: true }
  const { recorder } = plainly(optionsOf(strategy, given))
  const causes = recorder.states.map(
    ({ cause, to, reason }) => `${cause} ${to}${reason.startsWith('a new') ? ': new day' : ''}`,
  )
  expect(causes).toEqual(['daily_loss close_only', 'drawdown close_only', 'daily_loss close_only: new day'])
})
