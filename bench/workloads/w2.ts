import { createInstrument } from '../../src/core/instrument.ts'
import { ema } from '../../src/indicators/averages/ema.ts'
import { crossesAbove, crossesBelow } from '../../src/indicators/line.ts'
import { adx } from '../../src/indicators/trend/adx.ts'
import type { Bars } from '../../src/market/bars.ts'
import { fixedNotional } from '../../src/risk/rules/fixed-notional.ts'
import { freeMargin } from '../../src/risk/rules/free-margin.ts'
import { maxPositionsAfterExits } from '../../src/risk/rules/max-positions.ts'
import { venueLeverage } from '../../src/risk/rules/venue-leverage.ts'
import type { RunOptions } from '../../src/simulation/simulated-run.ts'
import { defineStrategy } from '../../src/strategies/strategy.ts'

/** The strategy of workloads W2 and W4: EMA 12 / 26 cross while ADX 14 is above 25, from bar 100 on. */
const crossWithAdx = defineStrategy({
  name: 'bench-cross',
  about: 'EMA cross with ADX, as the benchmark prescribes it.',
  timeframe: '1m',
  params: {},
  indicators: { adx, ema },
  build({ lines }) {
    const fast = lines.ema({ period: 12, seed: 'first' })
    const slow = lines.ema({ period: 26, seed: 'first' })
    const { adx } = lines.adx(14)
    const levels = { stopLossPct: 2, takeProfitPct: 4, confidence: 0.5, reason: 'cross' }
    const long = { side: 'long', ...levels } as const
    const short = { side: 'short', ...levels } as const
    return (bar) => {
      if (bar.index < 100 || !(adx.at(bar) > 25)) return undefined
      if (crossesAbove(fast, slow, bar)) return long
      if (crossesBelow(fast, slow, bar)) return short
      return undefined
    }
  },
})

/** W2 on one market, W4 on five: 10,000 quote units a trade in whole units, fee 0.06 % a side, slippage 0.05 %. */
export function crossRun(markets: readonly Bars[], positions: number): RunOptions {
  return {
    strategies: [{ definition: crossWithAdx, params: {} }],
    markets: markets.map((bars, k) => ({
      instrument: createInstrument({ symbol: `SYM${k}/USDT:USDT`, tickSize: 0, lotSize: 1, minNotional: 0 }),
      bars,
    })),
    capital: 1_000_000,
    leverage: 1,
    maxHoldMs: Number.POSITIVE_INFINITY,
    rules: [fixedNotional(10_000), maxPositionsAfterExits(positions), freeMargin(0.0006), venueLeverage],
    venue: {
      makerFeeRate: 0.0006,
      takerFeeRate: 0.0006,
      slippageRate: 0.0005,
      priceImpact: 0,
      volumeLimit: Number.POSITIVE_INFINITY,
      latencyMs: 0,
      limitFill: 'touch',
    },
    seed: 1,
  }
}
