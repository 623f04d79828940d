import fc from 'fast-check'
import { createInstrument } from '../../src/core/instrument.ts'
import { createPrng } from '../../src/core/prng.ts'
import type { Signal } from '../../src/core/signal.ts'
import { barOpenAt } from '../../src/core/timeframe.ts'
import { Bars } from '../../src/market/bars.ts'
import { fixedNotional } from '../../src/risk/rules/fixed-notional.ts'
import { freeMargin } from '../../src/risk/rules/free-margin.ts'
import { maxPositions } from '../../src/risk/rules/max-positions.ts'
import { riskPerTrade } from '../../src/risk/rules/risk-per-trade.ts'
import { venueLeverage } from '../../src/risk/rules/venue-leverage.ts'
import type { RunOptions } from '../../src/simulation/simulated-run.ts'
import { randomMarket } from '../../src/simulation/testing/random-market.ts'
import { defineStrategy } from '../../src/strategies/strategy.ts'

export interface RandomRun {
  readonly seed: number
  readonly markets: number
  readonly strategies: number
  readonly bars: number
  readonly capital: number
  readonly leverage: number
  readonly lotSize: number
  readonly contractSize: number
  /** Share of the bars on which a strategy says something. */
  readonly chance: number
  readonly volumeLimit: number
  readonly latencyMs: number
  /** Fee of a taker and slippage; makers pay a third. */
  readonly costRate: number
  readonly priceImpact: number
  readonly fundingRate: number
  readonly volatility: number
  readonly limitFill: 'touch' | 'through'
  /** Whether bars of a minute decide inside those of five. */
  readonly hasDetail: boolean
}

/** Every kind of run that the books must survive. */
export const randomRuns: fc.Arbitrary<RandomRun> = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  markets: fc.integer({ min: 1, max: 3 }),
  strategies: fc.integer({ min: 1, max: 2 }),
  bars: fc.integer({ min: 50, max: 1500 }),
  capital: fc.constantFrom(100, 10_000, 1_000_000),
  leverage: fc.constantFrom(1, 2, 3, 10, 50),
  lotSize: fc.constantFrom(0.001, 0.1, 1, 0),
  contractSize: fc.constantFrom(1, 0.01, 10),
  chance: fc.constantFrom(0.02, 0.2, 0.7),
  volumeLimit: fc.constantFrom(Number.POSITIVE_INFINITY, 0.5, 0.01),
  latencyMs: fc.constantFrom(0, 250, 60_000, 400_000),
  costRate: fc.constantFrom(0.0006, 0.00001),
  priceImpact: fc.constantFrom(0, 0.1),
  fundingRate: fc.constantFrom(0, 0.0001, -0.001, 0.02),
  volatility: fc.constantFrom(0.002, 0.01, 0.05),
  limitFill: fc.constantFrom('touch', 'through'),
  hasDetail: fc.boolean(),
})

/** Says anything at any time: entries of both sides with stops and targets near and far, exits, and nonsense. */
const chaos = (name: string, chance: number) =>
  defineStrategy({
    name,
    about: 'Says anything.',
    timeframe: '5m',
    params: {},
    build({ random: draw }) {
      return (bar): Signal | undefined => {
        if (draw() > chance) return undefined
        const what = draw()
        if (what < 0.25) return { side: 'flat', reason: 'chaos' }
        if (what < 0.35) return { side: 'flat', from: draw() < 0.5 ? 'long' : 'short', reason: 'chaos' }
        const side = draw() < 0.5 ? 'long' : 'short'
        const sign = side === 'long' ? 1 : -1
        const distance = 0.002 + draw() * 0.08
        return {
          side,
          confidence: draw(),
          reason: 'chaos',
          ...(draw() < 0.5 ? { stopLoss: bar.close * (1 - sign * distance) } : { stopLossPct: distance * 100 }),
          ...(draw() < 0.5 && { takeProfitPct: draw() * 5 }),
          ...(draw() < 0.1 && { takeProfit: bar.close * (1 + sign * draw() * 0.05) }),
          ...(draw() < 0.2 && { maxHoldMs: draw() * 20 * 300_000 }),
          ...(draw() < 0.02 && { stopLoss: bar.close * (1 + sign * distance) }),
        }
      }
    },
  })

export function optionsOf(run: RandomRun): RunOptions {
  const markets = Array.from({ length: run.markets }, (_, k) => {
    const walk = { seed: run.seed * 7 + k, bars: run.bars, volatility: run.volatility }
    const detail = run.hasDetail ? randomMarket({ ...walk, timeframe: '1m' }) : undefined
    const bars = detail === undefined ? randomMarket(walk) : inFives(detail)
    const draw = createPrng(run.seed + 99)
    const funding = Array.from(bars.time.subarray(0, bars.length))
      .filter((_time, i) => i % 12 === 5)
      .map((time) => ({ at: time + Math.floor(draw() * 2) * 60_000, rate: run.fundingRate * (draw() - 0.3) }))
    return {
      instrument: createInstrument({
        symbol: `SYM${k}/USDT:USDT`,
        tickSize: 0.01,
        lotSize: run.lotSize,
        contractSize: run.contractSize,
        minNotional: 1,
      }),
      bars,
      ...(detail !== undefined && { detail }),
      funding,
    }
  })
  return {
    strategies: Array.from({ length: run.strategies }, (_, k) => ({
      definition: chaos(`chaos-${k}`, run.chance),
      params: {},
    })),
    markets,
    capital: run.capital,
    leverage: run.leverage,
    maxHoldMs: 200 * 300_000,
    rules: [riskPerTrade(5), fixedNotional(run.capital * 2), maxPositions(2), freeMargin(0.0006), venueLeverage],
    venue: {
      makerFeeRate: run.costRate / 3,
      takerFeeRate: run.costRate,
      slippageRate: run.costRate,
      priceImpact: run.priceImpact,
      volumeLimit: run.volumeLimit,
      latencyMs: run.latencyMs,
      limitFill: run.limitFill,
    },
    seed: run.seed,
  }
}

/** Bars of five minutes from those of one. */
function inFives(minutes: Bars): Bars {
  const bars = new Bars('5m')
  let from = 0
  while (from < minutes.length) {
    const open = barOpenAt(minutes.time[from] as number, bars.timeframeMs)
    const to = minutes.indexAtOrAfter(open + bars.timeframeMs)
    bars.append(
      open,
      minutes.open[from] as number,
      Math.max(...minutes.high.subarray(from, to)),
      Math.min(...minutes.low.subarray(from, to)),
      minutes.close[to - 1] as number,
      minutes.volume.subarray(from, to).reduce((sum, volume) => sum + volume, 0),
    )
    from = to
  }
  return bars
}
