import { createInstrument } from '../../src/core/instrument.ts'
import { resolveParams } from '../../src/core/params.ts'
import { createPrng } from '../../src/core/prng.ts'
import { barOpenAt } from '../../src/core/timeframe.ts'
import { randomSeries } from '../../src/indicators/testing/random-bars.ts'
import type { Bars } from '../../src/market/bars.ts'
import { capitalShare } from '../../src/risk/rules/capital-share.ts'
import { freeMargin } from '../../src/risk/rules/free-margin.ts'
import { maxPositions } from '../../src/risk/rules/max-positions.ts'
import { riskPerTrade } from '../../src/risk/rules/risk-per-trade.ts'
import { venueLeverage } from '../../src/risk/rules/venue-leverage.ts'
import type { RunOptions } from '../../src/simulation/simulated-run.ts'
import { randomMarket } from '../../src/simulation/testing/random-market.ts'
import type { StrategyDefinition } from '../../src/strategies/strategy.ts'

const HOUR_MS = 3_600_000

/** A run of `strategies` over random markets (or the given bars) in which everything has its part: costs, volume, latency, funding. */
export function catalogueRun(strategies: readonly StrategyDefinition[], bars = randomMarkets(2000)): RunOptions {
  return {
    strategies: strategies.map((definition) => ({
      definition,
      params: resolveParams(definition.params, {}, definition.name),
    })),
    markets: bars.map((own, k) => ({
      instrument: createInstrument({ symbol: `SYM${k}/USDT:USDT`, tickSize: 0.01, lotSize: 0.001 }),
      bars: own,
      funding: fundingFor(own),
    })),
    capital: 10_000,
    leverage: 3,
    maxHoldMs: 48 * HOUR_MS,
    rules: [riskPerTrade(1), capitalShare(bars.length), maxPositions(3), freeMargin(0.0006), venueLeverage],
    venue: {
      makerFeeRate: 0.0002,
      takerFeeRate: 0.0006,
      slippageRate: 0.0005,
      priceImpact: 0.1,
      volumeLimit: 0.5,
      latencyMs: 250,
      limitFill: 'touch',
    },
    seed: 11,
  }
}

export function randomMarkets(count: number): Bars[] {
  return [1, 2].map((seed) => {
    const bars = randomMarket({ seed, bars: count, timeframe: '5m' })
    bars.series = randomSeries(bars, createPrng(seed + 100))
    return bars
  })
}

/** A payment every eight hours. */
function fundingFor({ time, length }: Bars): { at: number; rate: number }[] {
  const events: { at: number; rate: number }[] = []
  for (let i = 0; i < length; i++) {
    const at = time[i] as number
    if (barOpenAt(at, 8 * HOUR_MS) === at) events.push({ at, rate: 0.0001 })
  }
  return events
}
