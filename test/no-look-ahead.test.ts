import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { createPrng } from '../src/core/prng.ts'
import { ema } from '../src/indicators/averages/ema.ts'
import { donchian } from '../src/indicators/levels/donchian.ts'
import { randomSeries } from '../src/indicators/testing/random-bars.ts'
import { Bars } from '../src/market/bars.ts'
import { Series, type SeriesByName } from '../src/market/series.ts'
import { Timeline } from '../src/market/timeline.ts'
import { type RunOptions, SimulatedRun } from '../src/simulation/simulated-run.ts'
import { readCandles } from '../src/store/read-candles.ts'
import { strategies } from '../src/strategies/catalogue.ts'
import { defineStrategy, type StrategyDefinition } from '../src/strategies/strategy.ts'
import { catalogueRun, randomMarkets } from './determinism/catalogue-run.ts'
import { fusionOf, testedStrategies } from './determinism/tested-strategies.ts'

const REAL = fileURLToPath(
  new URL('../../shared/data/ohlcv/binance/usdm/BTCUSDT-5m-2023-01-01_2024-05-14.csv.gz', import.meta.url),
)
const BARS = 2400

/** Everything that was decided and done up to the close at `until`, one line each, and the account at every close. */
function historyOf(options: RunOptions, until: number): string[] {
  const history: string[] = []
  const note = (...values: unknown[]) => history.push(JSON.stringify(values))
  const run = new SimulatedRun({
    ...options,
    observer: {
      onSignal: (slot, signal, at) => note('signal', slot, signal, at),
      onStopped: (slot, error, at) => note('stopped', slot, error.message, at),
      onRefusal: (refused, at) => note('refusal', refused, at),
      onOrder: ({ id, request }, at) => note('order', id, request, at),
      onFill: ({ id }, fill) => note('fill', id, fill),
      onTrade: (trade) => note('trade', trade),
      onState: (change) => note('state', change),
    },
  })
  const timeline = new Timeline(options.markets.map(({ bars }) => bars))
  while (timeline.next() && timeline.closesAt <= until) {
    run.step(timeline)
    note('close', timeline.closesAt, run.engine.account.equity, run.engine.account.cash)
  }
  return history
}

/** The same when bars are gone through in stretches: the decisions up to `until`, and what was filled before it. */
function quickHistoryOf(options: RunOptions, until: number): string[] {
  const history: string[] = []
  const note = (isBefore: boolean, ...values: unknown[]) => isBefore && history.push(JSON.stringify(values))
  let isOver = false
  const run = new SimulatedRun({
    ...options,
    observer: {
      onSignal: (slot, signal, at) => note(at <= until, 'signal', slot, signal, at),
      onStopped: (slot, error, at) => note(at <= until, 'stopped', slot, error.message, at),
      // At `until` itself the venue may have refused, which is already the next bar.
      onRefusal: (refused, at) => note(at < until, 'refusal', refused, at),
      // The first thing that is filled in the next bar ends the part that is compared.
      onOrder: ({ id, request }, at) => note(at <= until && !isOver, 'order', id, request, at),
      onFill: ({ id }, fill) => {
        isOver ||= fill.at >= until
        note(!isOver, 'fill', id, fill)
      },
      onTrade: (trade) => {
        isOver ||= trade.exitAt >= until
        note(!isOver, 'trade', trade)
      },
      onState: (change) => note(change.at <= until, 'state', change),
    },
  })
  while (run.play(500) > 0);
  return history
}

/** The bars up to the close at `until`, and behind them valid bars that nobody has ever seen: a hundredth, a hundredfold, a jump each. */
function withGarbageAfter(bars: Bars, until: number, seed: number): Bars {
  const draw = createPrng(seed)
  const copy = new Bars(bars.timeframe, bars.length)
  for (let i = 0; i < bars.length; i++) {
    if ((bars.time[i] as number) + bars.timeframeMs <= until) {
      copy.appendFrom(bars, i)
      continue
    }
    const prices = [draw(), draw(), draw(), draw()].map((x) => Math.max(0.01, Math.round(1_000_000 * x ** 6) / 100))
    const [open, close] = prices as [number, number]
    copy.append(bars.time[i] as number, open, Math.max(...prices), Math.min(...prices), close, draw() * 1e6)
  }
  copy.series = randomSeriesAfter(bars.series, until, draw)
  return copy
}

/** The values that were known at `until`, and others behind them. */
function randomSeriesAfter(series: SeriesByName, until: number, draw: () => number): SeriesByName {
  return Object.fromEntries(
    Object.entries(series).map(([name, all]) => {
      const copy = new Series()
      for (let i = 0; i < all.length; i++) {
        const at = all.atColumn.values[i] as number
        const value = all.valueColumn.values[i] as number
        copy.append(at, at <= until ? value : value * draw() * 100)
      }
      return [name, copy]
    }),
  )
}

/** A strategy for a run over these bars: one that cheats holds on to them. */
type StrategyFor = (bars: Bars) => StrategyDefinition

/** What the strategy did differently because the future was another one, or none; undefined when it saw nothing of it. */
function leakOf(strategyFor: StrategyFor, bars: readonly Bars[], cuts: readonly number[]): string | undefined {
  const first = bars[0] as Bars
  for (const cut of cuts) {
    const until = (first.time[cut] as number) + first.timeframeMs
    const futures = [
      bars.map((own, k) => withGarbageAfter(own, until, cut * 10 + k)),
      bars.map((own) => own.between(0, until)),
    ]
    for (const history of [historyOf, quickHistoryOf]) {
      const historyWith = (own: readonly Bars[]) =>
        history(catalogueRun([strategyFor(own[0] as Bars)], [...own]), until)
      const truth = historyWith(bars)
      for (const other of futures.map(historyWith)) {
        const at = truth.findIndex((line, k) => line !== other[k])
        if (at >= 0 || truth.length !== other.length) return `cut at bar ${cut}: ${truth[at]} became ${other[at]}`
      }
    }
  }
  return undefined
}

function randomCuts(seed: number, count: number, bars: number): number[] {
  const draw = createPrng(seed)
  return Array.from({ length: count }, () => 60 + Math.floor(draw() * (bars - 80)))
}

const LEVELS = { stopLossPct: 2, takeProfitPct: 3, confidence: 0.5, reason: 'test' }

/** Reads two larger timeframes, as users' strategies may. */
const withHigherTimeframe = defineStrategy({
  name: 'test-hourly',
  about: 'Follows the average of the last closed hours.',
  timeframe: '5m',
  params: {},
  indicators: { donchian, ema },
  build({ lines }) {
    const hourly = lines.on('1h').ema(3)
    const { upper } = lines.on('15m').donchian(4)
    return (bar) => {
      if (bar.close > upper.at(bar)) return { side: 'long', ...LEVELS }
      return bar.close < hourly.at(bar) * 0.995 ? { side: 'short', ...LEVELS } : undefined
    }
  },
})

/** Cheats that look innocent in a backtest: the whole file is there. */
const CHEATS: Readonly<Record<string, (bars: Bars, index: number) => number>> = {
  'the next bar': (bars, index) => bars.close[index + 1] as number,
  'the last bar': (bars) => bars.close[bars.length - 1] as number,
  'a rate of funding that is not known yet': (bars, index) => {
    const { valueColumn, length } = bars.series.fundingRate as Series
    return (bars.close[index] as number) + (valueColumn.values[length - 1] as number)
  },
  'the highest bar of all': (bars) => Math.max(...bars.high.subarray(0, bars.length)) / 2,
}

function cheating(future: (bars: Bars, index: number) => number): StrategyFor {
  return (bars) =>
    defineStrategy({
      name: 'cheat',
      about: 'Knows the future.',
      timeframe: '5m',
      params: {},
      build: () => (bar) => ({ side: future(bars, bar.index) > bar.close ? 'long' : 'short', ...LEVELS }),
    })
}

describe('replacing everything after a moment changes nothing that was done up to it', () => {
  const markets = randomMarkets(BARS)
  const cuts = randomCuts(3, 6, BARS)

  test.each([...testedStrategies, withHigherTimeframe].map((strategy) => [strategy.name, strategy] as const))(
    '%s',
    (_name, strategy) => {
      expect(leakOf(() => strategy, markets, cuts)).toBeUndefined()
    },
  )

  test('there was something to change', () => {
    for (const strategy of [...testedStrategies, withHigherTimeframe]) {
      const history = historyOf(catalogueRun([strategy], markets), Number.POSITIVE_INFINITY)
      expect(history.filter((line) => line.startsWith('["fill"')).length).toBeGreaterThan(0)
    }
  })
})

describe('the check catches a strategy that reads', () => {
  test.each(Object.keys(CHEATS))('%s', (name) => {
    const cheat = cheating(CHEATS[name] as (bars: Bars, index: number) => number)
    expect(leakOf(cheat, randomMarkets(BARS), randomCuts(5, 12, BARS))).toMatch(/^cut at bar \d+: /)
  })
})

test('the check catches a cheat among strategies that are fused', () => {
  const cheat = cheating(CHEATS['the next bar'] as (bars: Bars, index: number) => number)
  const fused: StrategyFor = (bars) => fusionOf([...strategies, cheat(bars)])
  expect(leakOf(fused, randomMarkets(BARS), randomCuts(5, 12, BARS))).toMatch(/^cut at bar \d+: /)
})

test('the same on real candles', (context) => {
  if (!existsSync(REAL)) context.skip(`${REAL} is not there`)
  const all = readCandles(REAL)
  const part = all.between(all.time[0] as number, all.time[2000] as number)
  part.series = randomSeries(part, createPrng(4))
  const bars = [part]
  for (const strategy of [...testedStrategies, withHigherTimeframe]) {
    expect(leakOf(() => strategy, bars, randomCuts(9, 2, 2000))).toBeUndefined()
  }
})
