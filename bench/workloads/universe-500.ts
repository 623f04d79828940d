import { createInstrument } from '../../src/core/instrument.ts'
import { Bars } from '../../src/market/bars.ts'
import { Series } from '../../src/market/series.ts'
import { type HANDLERS, parseUniverse } from '../../src/universe/parse-universe.ts'
import { parseRanks } from '../../src/universe/rank-table.ts'
import { type Candidate, evaluateUniverse, type Handler } from '../../src/universe/universe.ts'
import { generateBars } from './generate.ts'
import type { Prepare } from './workload.ts'

const HOUR_MS = 3_600_000
const BARS = 60 * 24

/**
 * Every handler, one after the other, with limits that nothing fails, so that each of them sees every symbol; the last one keeps a
 * fifth. One line for each handler that there is: the types see to it.
 */
function chain(symbols: readonly string[], days: number | undefined): readonly Handler[] {
  const over = days === undefined ? {} : { days }
  const options: Readonly<Record<keyof typeof HANDLERS, object>> = {
    static: { symbols },
    without: { groups: ['stablecoins', 'wrapped'], bases: ['NONE'] },
    volume: { minVolume: 0 },
    percentChange: { minPct: -100, maxPct: 1e6 },
    marketCapRank: { maxRank: symbols.length },
    age: { minDays: 0 },
    spread: { maxBps: 1e6 },
    volatility: { minPct: 0, maxPct: 1e6, ...over },
    rangeStability: { minPct: 0, maxPct: 1e6, ...over },
    precision: { maxTickPct: 100 },
    price: { min: 0, max: 1e6, maxTickPct: 100 },
    performance: { minPct: -100, ...over },
    shuffle: {},
    offset: { take: Math.floor(symbols.length / 5) },
  }
  return parseUniverse(Object.entries(options).map(([handler, given]) => ({ handler, ...given })))
}

/** All handlers over 500 symbols with 60 days of hourly bars, at one moment; over windows of `days`, or of their defaults. */
export function prepareUniverse(days?: number, count = 500): Prepare {
  return () => {
    const candidates = Array.from({ length: count }, (_, k) => candidate(k))
    const symbols = candidates.map(({ symbol }) => symbol)
    const ranks = symbols.map((symbol, k) => `2020-01-01,${symbol},${k + 1}\n`)
    const facts = parseRanks(`date,symbol,rank\n${ranks.join('')}`, 'ranks')
    const handlers = chain(symbols, days)
    const { time } = candidates[0]?.bars ?? new Bars('1h')
    const at = (time[BARS - 1] as number) + HOUR_MS
    let firstMs = Number.NaN
    const run = () => {
      const startedAt = performance.now()
      const universe = evaluateUniverse(candidates, handlers, at, facts)
      if (Number.isNaN(firstMs)) firstMs = performance.now() - startedAt
      const removers = new Set(universe.removed.map(({ handler }) => handler))
      return { kept: universe.symbols.length, handlers: handlers.length, removers: [...removers].join(' '), firstMs }
    }
    return { items: 1, warmups: 100, repeats: 51, run }
  }
}

function candidate(k: number): Candidate {
  const symbol = `C${String(k).padStart(3, '0')}/USDT`
  const bars = hourly(generateBars(BARS, 1000 + k))
  const instrument = createInstrument({ symbol, tickSize: 0.01, lotSize: 0.001 })
  return { symbol, listedAt: bars.time[0] as number, delistedAt: Number.POSITIVE_INFINITY, instrument, bars }
}

/** The same prices an hour apart, with a spread for each hour. */
function hourly({ time, open, high, low, close, volume, length }: Bars): Bars {
  const bars = new Bars('1h', length)
  const spreadBps = new Series()
  for (let i = 0; i < length; i++) {
    const at = (time[0] as number) + i * HOUR_MS
    const [first, highest, lowest, last] = [open[i], high[i], low[i], close[i]] as [number, number, number, number]
    bars.append(at, first, highest, lowest, last, volume[i] as number)
    spreadBps.append(at + HOUR_MS, (highest - lowest) / 10)
  }
  bars.series = { spreadBps }
  return bars
}
