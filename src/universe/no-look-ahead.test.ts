import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createInstrument } from '../core/instrument.ts'
import { createPrng, type Prng } from '../core/prng.ts'
import { randomBars } from '../indicators/testing/random-bars.ts'
import type { Bars } from '../market/bars.ts'
import { Series, type SeriesByName } from '../market/series.ts'
import { closedEnd } from './closed-bars.ts'
import { HANDLERS, parseUniverse } from './parse-universe.ts'
import { type Candidate, evaluateUniverse, type Handler, type MarketFacts, type Universe } from './universe.ts'

const COUNT = 60

/** Limits in the middle of what random bars come to, so that they keep some and take out some. */
const OPTIONS: Readonly<Record<string, readonly object[]>> = {
  static: [{ symbols: ['C2/USDT', 'C0/USDT', 'C1/USDT'] }],
  without: [{ bases: ['C1'] }],
  volume: [
    { hours: 5, top: 2 },
    { hours: 5, minVolume: 220_000 },
  ],
  percentChange: [
    { hours: 8, top: 2 },
    { hours: 8, minPct: 0 },
    { hours: 8, maxPct: 0, order: 'ascending' },
  ],
  marketCapRank: [{ top: 2 }, { maxRank: 3 }],
  age: [{ minDays: 1 }],
  spread: [{ maxBps: 4 }],
  volatility: [
    { days: 1, minPct: 0.25 },
    { days: 1, maxPct: 0.25 },
  ],
  rangeStability: [
    { days: 1, minPct: 3 },
    { days: 1, maxPct: 3 },
  ],
  precision: [{ maxTickPct: 0.01 }],
  price: [{ min: 100 }, { max: 100, maxTickPct: 0.011 }],
  performance: [
    { days: 1, top: 2 },
    { days: 1, minPct: 0 },
  ],
  shuffle: [{ seed: 3 }],
  offset: [{ skip: 1, take: 2 }],
}

const chains = Object.entries(OPTIONS).flatMap(([handler, all]) =>
  all.map((options): [string, readonly Handler[]] => [
    `${handler} ${JSON.stringify(options)}`,
    parseUniverse([{ handler, ...options }]),
  ]),
)
const longChain = parseUniverse(
  ['percentChange', 'volume', 'shuffle', 'price'].map((handler) => ({ handler, ...OPTIONS[handler]?.[0] })),
)

function candidatesOf(seed: number): readonly Candidate[] {
  return Array.from({ length: 4 }, (_, k) => {
    const bars = randomBars({ count: COUNT, seed: seed + k * 1000, timeframe: '1h', gaps: 0.1 })
    const symbol = `C${k}/USDT`
    const instrument = createInstrument({ symbol, tickSize: 0.01, lotSize: 0.01 })
    return { symbol, listedAt: bars.time[0] as number, delistedAt: Number.POSITIVE_INFINITY, instrument, bars }
  })
}

/** The same up to `at`. Behind it: no bars, or other bars and values, some of them no numbers at all. */
function disturbed(candidate: Candidate, at: number, random: Prng): Candidate {
  const { bars } = candidate
  const end = closedEnd(bars, at)
  const copy = bars.between(bars.time[0] as number, (bars.time[end - 1] as number) + 1)
  const garbage = () => (random() < 0.3 ? Number.NaN : random() * 1e9)
  const more = Math.floor(random() * COUNT)
  let time = at - bars.timeframeMs
  for (let k = 0; k < more; k++) {
    time += 1 + Math.floor(random() * 2 * bars.timeframeMs)
    copy.append(time, garbage(), garbage(), garbage(), garbage(), garbage())
  }
  copy.series = disturbedSeries(bars.series, at, garbage)
  return { ...candidate, bars: copy, ...(random() < 0.5 && { delistedAt: at + 1 }) }
}

function disturbedSeries(series: SeriesByName, at: number, garbage: () => number): SeriesByName {
  return Object.fromEntries(
    Object.entries(series).map(([name, { valueColumn, atColumn, indexAsOf: _, ...rest }]) => {
      const copy = new Series()
      for (let k = 0; k < rest.length && (atColumn.values[k] as number) <= at; k++) {
        copy.append(atColumn.values[k] as number, valueColumn.values[k] as number)
      }
      for (let k = 1; k < 9; k++) copy.append(at + k * 600_000, garbage())
      return [name, copy]
    }),
  )
}

/** Ranks of each symbol that change every hour. */
function factsOf(until: number): MarketFacts {
  return {
    marketCapRank: (symbol, at) => {
      const hour = Math.floor(at / 3_600_000)
      return at > until ? 1 : 1 + ((hour + Number(symbol[1]) * 7) % 5)
    },
  }
}

interface Seen {
  readonly plain: Universe
  readonly other: Universe
}

function seenBy(handlers: readonly Handler[], seed: number, bar: number): Seen {
  const candidates = candidatesOf(seed)
  const at = (candidates[0]?.bars.time[bar] as number) + 3_600_000
  const random = createPrng(seed + 77)
  const others = candidates.map((candidate) => disturbed(candidate, at, random))
  return {
    plain: evaluateUniverse(candidates, handlers, at, factsOf(Number.POSITIVE_INFINITY)),
    other: evaluateUniverse(others.toReversed(), handlers, at, factsOf(at)),
  }
}

const seedAndBar = [fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 10, max: COUNT - 1 })] as const

test('every handler is looked at', () => {
  expect(Object.keys(OPTIONS)).toEqual(Object.keys(HANDLERS))
})

test.each([...chains, ['a chain', longChain] as const])('%s does not see what comes after', (_, handlers) => {
  let kept = 0
  fc.assert(
    fc.property(...seedAndBar, (seed, bar) => {
      const { plain, other } = seenBy(handlers, seed, bar)
      expect(other).toEqual(plain)
      kept += plain.symbols.length
    }),
    { numRuns: 60 },
  )
  expect(kept).toBeGreaterThan(0)
})

// What a look at the future looks like: each of these is caught, or the test above proves nothing.
const lastOf = ({ close, length }: Bars) => close[length - 1] as number
const cheats: readonly Handler[] = [
  { name: 'last bar of the file', apply: (given) => given.filter(({ bars }) => lastOf(bars) > 100) },
  {
    name: 'bar that is still open',
    apply: (given, { at }) => given.filter(({ bars }) => (bars.close[closedEnd(bars, at)] ?? 0) > 100),
  },
  { name: 'length of the file', apply: (given) => given.filter(({ bars }) => bars.length === COUNT) },
  {
    name: 'last spread',
    apply: (given) =>
      given.filter(({ bars: { series } }) => {
        const { valueColumn, length } = series.spreadBps ?? new Series()
        return (valueColumn.values[length - 1] as number) < 4
      }),
  },
  { name: 'delisting', apply: (given) => given.filter(({ delistedAt }) => delistedAt === Number.POSITIVE_INFINITY) },
  {
    name: 'rank of tomorrow',
    apply: (given, { at, facts }) =>
      given.filter(({ symbol }) => (facts.marketCapRank(symbol, at + 86_400_000) ?? 9) > 1),
  },
]

test.each(cheats.map((cheat) => [cheat.name, cheat] as const))('a handler that reads the %s is caught', (_, cheat) => {
  const { failed } = fc.check(
    fc.property(...seedAndBar, (seed, bar) => {
      const { plain, other } = seenBy([cheat], seed, bar)
      expect(other).toEqual(plain)
    }),
    { numRuns: 60, endOnFailure: true },
  )
  expect(failed).toBe(true)
})
