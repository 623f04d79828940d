import { describe, expect, test } from 'vitest'
import { createInstrument } from '../src/core/instrument.ts'
import { resolveParams } from '../src/core/params.ts'
import { createPrng } from '../src/core/prng.ts'
import { randomSeries } from '../src/indicators/testing/random-bars.ts'
import { Bars } from '../src/market/bars.ts'
import { ColumnMemory } from '../src/market/column-memory.ts'
import { Timeline } from '../src/market/timeline.ts'
import { backtest } from '../src/research/backtest.ts'
import { summarise } from '../src/research/metrics/summarise.ts'
import { tradesHash } from '../src/research/trades-hash.ts'
import { capitalShare } from '../src/risk/rules/capital-share.ts'
import { freeMargin } from '../src/risk/rules/free-margin.ts'
import { maxPositions } from '../src/risk/rules/max-positions.ts'
import { riskPerTrade } from '../src/risk/rules/risk-per-trade.ts'
import { venueLeverage } from '../src/risk/rules/venue-leverage.ts'
import type { RunOptions } from '../src/simulation/simulated-run.ts'
import { DEFAULT_VENUE_SETTINGS } from '../src/simulation/venue-settings.ts'
import type { StrategyDefinition } from '../src/strategies/strategy.ts'
import type { BarQueue } from '../src/trader/bar-queue.ts'
import type { CandleSource } from '../src/trader/candle-source.ts'
import { PaperSession, QUEUE_BARS } from '../src/trader/paper-session.ts'
import { ReplaySource } from '../src/trader/replay-source.ts'
import { testedStrategies } from './determinism/tested-strategies.ts'

/** A random walk with gaps: every market misses other bars. */
function walk(seed: number, count: number): Bars {
  const draw = createPrng(seed)
  const bars = new Bars('5m')
  let price = 100
  for (let k = 0; k < count; k++) {
    const open = price
    price *= 1 + (draw() + draw() + draw() - 1.5) * 0.02
    const [high, low] = [Math.max(open, price) * (1 + draw() * 0.005), Math.min(open, price) * (1 - draw() * 0.005)]
    const round = (value: number) => Math.round(value * 100) / 100
    if (draw() > 0.01) bars.append(k * 300_000, round(open), round(high), round(low), round(price), 10 + draw() * 90)
  }
  bars.series = randomSeries(bars, draw)
  return bars
}

function optionsOf(strategy: StrategyDefinition, count = 4000): RunOptions {
  const markets = [1, 2, 3].map((seed) => ({
    instrument: createInstrument({ symbol: `SYM${seed}/USDT:USDT`, tickSize: 0.01, lotSize: 0.001 }),
    bars: walk(seed, count),
  }))
  return {
    strategies: [{ definition: strategy, params: resolveParams(strategy.params, {}, strategy.name) }],
    markets,
    capital: 10_000,
    leverage: 2,
    maxHoldMs: 36 * 3_600_000,
    rules: [riskPerTrade(1), capitalShare(3), maxPositions(3), freeMargin(0.0006), venueLeverage],
    venue: { ...DEFAULT_VENUE_SETTINGS, volumeLimit: 0.5, priceImpact: 0.1 },
    seed: 5,
  }
}

/** Plays the bars one moment at a time, as a slow market does: the engine never has more than one bar of a market to take in. */
class SlowSource implements CandleSource {
  readonly #markets: readonly Bars[]
  readonly #timeline: Timeline

  constructor(markets: readonly Bars[]) {
    this.#markets = markets
    this.#timeline = new Timeline(markets)
  }

  async fill(queue: BarQueue): Promise<boolean> {
    if (!this.#timeline.next()) return false
    for (const [m, i] of this.#timeline.closed.entries()) if (i >= 0) queue.push(m, this.#markets[m] as Bars, i)
    return true
  }
}

/** Plays the bars some moments at a time, more or fewer: bars are dropped at other places than where a queue is full. */
class BatchSource extends SlowSource {
  #next = 0

  override async fill(queue: BarQueue): Promise<boolean> {
    const count = [300, 1, 77][this.#next++ % 3] as number
    for (let k = 0; k < count; k++) if (!(await super.fill(queue))) return false
    return true
  }
}

describe.each(testedStrategies.map((strategy) => [strategy.name, strategy] as const))('%s', (_name, strategy) => {
  const options = optionsOf(strategy)
  const markets = options.markets.map(({ bars }) => bars)
  const sources: Record<string, () => CandleSource> = {
    'as fast as it can': () => new ReplaySource(markets, Number.POSITIVE_INFINITY, () => 0),
    'one moment at a time': () => new SlowSource(markets),
  }

  test.each(Object.keys(sources))('does the same on paper, %s, as in a backtest', async (pace) => {
    const expected = backtest(options)
    const session = new PaperSession(options)
    const end = await session.trade(sources[pace]?.() as CandleSource)
    const result = session.finish(end, true)
    expect(end).toBe('end_of_data')
    expect(expected.trades.length).toBeGreaterThan(0)
    expect(tradesHash(result.trades)).toBe(tradesHash(expected.trades))
    expect([...result.curve.equity]).toEqual([...expected.curve.equity])
    expect(result.refusals).toEqual(expected.refusals)
  })

  test('does the same when it drops old bars again and again', async () => {
    const long = optionsOf(strategy, 10_000)
    const expected = backtest(long)
    const session = new PaperSession(long, { windowBars: 2048 })
    const end = await session.trade(new BatchSource(long.markets.map(({ bars }) => bars)))
    const result = session.finish(end, true)
    for (const { bars } of result.markets) {
      expect(bars.forgotten).toBeGreaterThanOrEqual(4096)
      expect(bars.capacity).toBeLessThanOrEqual(2 * 2048 + QUEUE_BARS)
    }
    expect(tradesHash(result.trades)).toBe(tradesHash(expected.trades))
    expect([...result.curve.equity]).toEqual([...expected.curve.equity])
    expect([...result.curve.positions]).toEqual([...expected.curve.positions])
    expect(summarise(result)).toEqual(summarise(expected))
  })

  test('does the same in memory that runs before it have used', async () => {
    const expected = tradesHash(backtest(options).trades)
    const memory = new ColumnMemory()
    for (let k = 0; k < 2; k++) {
      const past = backtest({ ...options, memory })
      expect(tradesHash(past.trades)).toBe(expected)
      past.release?.()
      const session = new PaperSession({ ...options, memory })
      await session.trade(new ReplaySource(markets, Number.POSITIVE_INFINITY, () => 0))
      const paper = session.finish('end_of_data', true)
      expect(tradesHash(paper.trades)).toBe(expected)
      paper.release?.()
    }
  })
})
