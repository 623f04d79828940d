import { describe, expect, test } from 'vitest'
import { createInstrument } from '../src/core/instrument.ts'
import { resolveParams } from '../src/core/params.ts'
import { randomBars } from '../src/indicators/testing/random-bars.ts'
import type { Bars } from '../src/market/bars.ts'
import type { Column } from '../src/market/column.ts'
import { ColumnMemory } from '../src/market/column-memory.ts'
import { backtest } from '../src/research/backtest.ts'
import { tradesHash } from '../src/research/trades-hash.ts'
import { freeMargin } from '../src/risk/rules/free-margin.ts'
import { riskPerTrade } from '../src/risk/rules/risk-per-trade.ts'
import type { RunOptions } from '../src/simulation/simulated-run.ts'
import { DEFAULT_VENUE_SETTINGS } from '../src/simulation/venue-settings.ts'
import { strategies } from '../src/strategies/catalogue.ts'
import { PaperSession, QUEUE_BARS } from '../src/trader/paper-session.ts'
import { ReplaySource } from '../src/trader/replay-source.ts'
import { volume } from '../src/universe/handlers/volume.ts'
import { NO_FACTS } from '../src/universe/universe.ts'
import { universeSchedule } from '../src/universe/universe-schedule.ts'

/** Knows all columns that were taken from it, and so how much memory they hold now. */
class CountingMemory extends ColumnMemory {
  readonly #taken: Column[] = []

  override take(capacity: number): Column {
    const column = super.take(capacity)
    this.#taken.push(column)
    return column
  }

  get bytes(): number {
    // What is taken for a column that was kept late stands behind two of them.
    const arrays = new Set(this.#taken.map(({ values }) => values))
    return [...arrays].reduce((sum, { byteLength }) => sum + byteLength, 0)
  }
}

function optionsOf(bars: Bars, count = strategies.length): RunOptions {
  return {
    strategies: strategies.slice(0, count).map((definition) => ({
      definition,
      params: resolveParams(definition.params, {}, definition.name),
    })),
    markets: [{ instrument: createInstrument({ symbol: 'BTC/USDT:USDT', tickSize: 0.01, lotSize: 0.001 }), bars }],
    capital: 10_000,
    leverage: 1,
    maxHoldMs: Number.POSITIVE_INFINITY,
    rules: [riskPerTrade(1), freeMargin(0.0006)],
    venue: DEFAULT_VENUE_SETTINGS,
    seed: 1,
  }
}

describe('a session over 60,000 bars of 1 minute with a window of 4,096', () => {
  const bars = randomBars({ count: 60_000, seed: 9, timeframe: '1m' })

  test('holds the same memory from the first time on that it has dropped bars', async () => {
    const memory = new CountingMemory()
    const session = new PaperSession({ ...optionsOf(bars), memory }, { windowBars: 4096 })
    const held: number[] = []
    await session.trade(new ReplaySource([bars], Number.POSITIVE_INFINITY, () => 0), () => held.push(memory.bytes))
    expect(held.length).toBe(Math.ceil(60_000 / QUEUE_BARS))
    expect(new Set(held.slice(3)).size).toBe(1)
    const { markets } = session.finish('end_of_data', true)
    // Two windows, each with the longest warm-up, and what may come from the queue at once.
    expect(markets[0]?.bars.capacity).toBeLessThan(2 * 4096 + QUEUE_BARS + 2048)
  })
})

test('the bars that a universe looks back on are kept', async () => {
  const bars = randomBars({ count: 24_000, seed: 10, timeframe: '5m' })
  const options: RunOptions = {
    ...optionsOf(bars, 3),
    universe: (markets) =>
      universeSchedule({
        // The volume of 20 days, which are 5,760 bars, is at times below the limit and at times above it.
        handlers: [volume({ hours: 480, minVolume: 2.1e8 })],
        candidates: markets.map(({ instrument, bars }) => ({
          symbol: instrument.symbol,
          instrument,
          bars,
          listedAt: 0,
          delistedAt: Number.POSITIVE_INFINITY,
        })),
        facts: NO_FACTS,
        refreshHours: 24,
      }),
  }
  const expected = backtest(options)
  const session = new PaperSession(options, { windowBars: 64 })
  await session.trade(new ReplaySource([bars], Number.POSITIVE_INFINITY, () => 0))
  const result = session.finish('end_of_data', true)
  expect(result.markets[0]?.bars.forgotten).toBeGreaterThan(8000)
  expect(expected.refusals.not_in_universe).toBeGreaterThan(0)
  expect(expected.trades.length).toBeGreaterThan(50)
  expect(result.refusals).toEqual(expected.refusals)
  expect(tradesHash(result.trades)).toBe(tradesHash(expected.trades))
})
