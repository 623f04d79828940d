import { expect, test } from 'vitest'
import { createInstrument } from '../core/instrument.ts'
import { fixedNotional } from '../risk/rules/fixed-notional.ts'
import { defineStrategy } from '../strategies/strategy.ts'
import { barsAt, ramp } from '../strategies/testing/signals-of.ts'
import { SimulatedRun } from './simulated-run.ts'
import { PLAIN_VENUE } from './testing/scenario.ts'

/** Wants to be long at every bar. */
const eager = defineStrategy({
  name: 'eager',
  about: 'Always long.',
  timeframe: '1h',
  params: {},
  build: () => () => ({ side: 'long', confidence: 1, stopLossPct: 50, reason: 'more' }),
})

/** Two markets, of which the second trades for 10 bars of the 20. */
function run(included: (symbol: string, at: number) => boolean = () => true) {
  const markets = [20, 10].map((count, m) => {
    const bars = barsAt(ramp(100, 1, count))
    const instrument = createInstrument({ symbol: `SYM${m}/USDT:USDT`, tickSize: 0.01, lotSize: 0.001 })
    return { instrument, bars, ...(m === 1 && { delistedAt: count * bars.timeframeMs }) }
  })
  const simulated = new SimulatedRun({
    strategies: [{ definition: eager, params: {} }],
    markets,
    capital: 10_000,
    leverage: 1,
    maxHoldMs: Number.POSITIVE_INFINITY,
    rules: [fixedNotional(1000)],
    universe: () => ({ includes: included }),
    venue: { ...PLAIN_VENUE, makerFeeRate: 0, takerFeeRate: 0 },
    seed: 1,
  })
  while (simulated.play(100) > 0);
  simulated.finish()
  return simulated.recorder
}

test('a position of a market that is delisted is closed at its last price', () => {
  const { trades } = run()
  const hour = 3_600_000
  expect(trades.map(({ symbol, exitReason, exitPrice, exitAt }) => [symbol, exitReason, exitPrice, exitAt])).toEqual([
    ['SYM1/USDT:USDT', 'delisted', 109, 9 * hour],
    ['SYM0/USDT:USDT', 'end_of_data', 119, 19 * hour],
  ])
})

test('a symbol is entered only while it is in the universe', () => {
  const hour = 3_600_000
  const { trades, refusals } = run((symbol, at) => symbol.startsWith('SYM1') || at >= 5 * hour)
  expect(trades.map(({ symbol, entryAt }) => [symbol, entryAt])).toEqual([
    ['SYM1/USDT:USDT', hour],
    ['SYM0/USDT:USDT', 5 * hour],
  ])
  expect(refusals.get('not_in_universe')).toBe(4)
})
