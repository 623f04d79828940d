import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createPrng, type Prng } from '../core/prng.ts'
import { MarketReturns } from './market-returns.ts'

const NONE = Number.NaN

function returnsOf(bars: readonly (readonly number[])[], { windowBars = 10, minObservations = 2 } = {}): MarketReturns {
  const returns = new MarketReturns(bars[0]?.length ?? 0, windowBars, { minObservations })
  for (const closes of bars) returns.push(Float64Array.from(closes))
  return returns
}

test('deviation, covariance and correlation of two markets, divided by n - 1', () => {
  // Returns 0.1, -0.1, 0.3 (mean 0.1) and 0.2, 0, -0.2 (mean 0).
  const returns = returnsOf([
    [100, 100],
    [110, 120],
    [99, 120],
    [128.7, 96],
  ])
  expect(returns.count).toBe(3)
  expect(returns.deviation(0)).toBeCloseTo(Math.sqrt(0.08 / 2), 14)
  expect(returns.deviation(1)).toBeCloseTo(Math.sqrt(0.08 / 2), 14)
  expect(returns.covariance(0, 1)).toBeCloseTo(-0.04 / 2, 14)
  expect(returns.covariance(1, 0)).toBe(returns.covariance(0, 1))
  expect(returns.covariance(0, 0)).toBeCloseTo(0.04, 14)
  expect(returns.correlation(0, 1)).toBeCloseTo(-0.5, 14)
  expect(returns.correlation(1, 0)).toBe(returns.correlation(0, 1))
  expect(returns.correlation(0, 0)).toBe(1)
})

test('markets that move alike or against each other have a correlation of 1 and -1', () => {
  // Returns 0.1, -0.2, 0.5, twice that, and the opposite.
  const returns = returnsOf([
    [1, 1, 1],
    [1.1, 1.2, 0.9],
    [0.88, 0.72, 1.08],
    [1.32, 1.44, 0.54],
  ])
  expect(returns.correlation(0, 1)).toBeCloseTo(1, 14)
  expect(returns.correlation(0, 2)).toBeCloseTo(-1, 14)
})

test('only the newest bars of the window count', () => {
  const bars = [
    [100, 7],
    [500, 3],
    [20, 9],
    [22, 10.8],
    [19.8, 10.8],
    [25.74, 8.64],
  ]
  const all = returnsOf(bars, { windowBars: 3 })
  const newest = returnsOf(bars.slice(2), { windowBars: 3 })
  expect(all.count).toBe(3)
  expect(all.observations(0)).toBe(3)
  expect(all.correlation(0, 1)).toBeCloseTo(newest.correlation(0, 1), 12)
  expect(all.deviation(0)).toBeCloseTo(newest.deviation(0), 12)
})

test('a bar that is missing is a return of 0, and the next return spans it', () => {
  const returns = returnsOf([[100], [NONE], [120], [0], [Number.POSITIVE_INFINITY], [90]])
  expect([...returns.returnsOf(0).subarray(0, returns.count)]).toEqual([0, 120 / 100 - 1, 0, 0, -0.25])
  expect(returns.observations(0)).toBe(5)
})

test('a market has no returns before its second price, and bars without any return do not count', () => {
  const returns = returnsOf([
    [NONE, NONE],
    [NONE, 100],
    [NONE, 110],
    [50, 99],
    [55, NONE],
  ])
  expect(returns.pushes).toBe(5)
  expect(returns.count).toBe(3)
  expect(returns.observations(0)).toBe(1)
  expect(returns.observations(1)).toBe(3)
  expect([...returns.returnsOf(0).subarray(0, 3)]).toEqual([0, 0, 55 / 50 - 1])
})

test('markets of different age are compared over the bars that both have', () => {
  const old = [100, 300, 90, 99, 89.1, 106.92]
  const young = [NONE, NONE, 10, 12, 12, 9]
  const returns = returnsOf(old.map((close, i) => [close, young[i] as number]))
  const alike = returnsOf(old.slice(2).map((close, i) => [close, young[i + 2] as number]))
  expect(returns.correlation(0, 1)).toBeCloseTo(alike.correlation(0, 1), 13)
  expect(returns.correlation(1, 0)).toBeCloseTo(alike.correlation(0, 1), 13)
  expect(returns.covariance(0, 1)).toBeCloseTo(alike.covariance(0, 1), 13)
  expect(returns.deviation(0)).not.toBeCloseTo(alike.deviation(0), 1)
})

test('fewer observations than the least give NaN, 20 unless the window is shorter', () => {
  const random = createPrng(1)
  const returns = new MarketReturns(2, 250)
  for (let bar = 0; bar < 20; bar++) returns.push(Float64Array.of(1 + random(), 1 + random()))
  expect(returns.observations(0)).toBe(19)
  expect([returns.correlation(0, 1), returns.covariance(0, 1), returns.deviation(0)]).toEqual([NONE, NONE, NONE])
  returns.push(Float64Array.of(1, 1))
  expect(returns.correlation(0, 1)).not.toBeNaN()
  expect(returns.covariance(0, 1)).not.toBeNaN()
  expect(returns.deviation(0)).not.toBeNaN()
  const short = new MarketReturns(1, 3)
  for (const close of [1, 2, 1, 3]) short.push(Float64Array.of(close))
  expect(short.deviation(0)).not.toBeNaN()
})

test('a market whose returns are all equal has no deviation and no correlation', () => {
  const bars = Array.from({ length: 60 }, (_, i) => [7, 1.01 ** i, 100 + (i % 7)])
  const returns = returnsOf(bars, { windowBars: 20 })
  expect(returns.deviation(0)).toBe(0)
  expect(returns.deviation(1)).toBe(0)
  expect(returns.correlation(0, 2)).toBeNaN()
  expect(returns.correlation(2, 1)).toBeNaN()
  expect(returns.covariance(0, 2)).toBe(0)
})

test('a return of a million percent leaves nothing behind when it has left the window', () => {
  const random = createPrng(2)
  const bars = Array.from({ length: 80 }, (_, i) => [(i === 30 ? 1e7 : 1e3) + random(), 1e3 + random()])
  const returns = returnsOf(bars, { windowBars: 25 })
  const clean = returnsOf(bars.slice(-26), { windowBars: 25 })
  expect(Math.abs(returns.deviation(0) / clean.deviation(0) - 1)).toBeLessThan(1e-9)
  expect(Math.abs(returns.correlation(0, 1) - clean.correlation(0, 1))).toBeLessThan(1e-9)
})

test('what was there more than two windows ago leaves no trace, to the last bit', () => {
  const newest = randomCloses(createPrng(3), { markets: 5, bars: 61 }).map((bar) => bar.map((close) => close || 1))
  const [one, other] = [4, 5].map((seed) => {
    const before = randomCloses(createPrng(seed), { markets: 5, bars: 400 }).map((bar) =>
      bar.map((close) => close || 1),
    )
    return returnsOf([...before, ...newest], { windowBars: 30 })
  }) as [MarketReturns, MarketReturns]
  for (let a = 0; a < 5; a++) {
    for (let b = 0; b < 5; b++) expect(one.covariance(a, b)).toBe(other.covariance(a, b))
  }
})

/** Closes with gaps, markets that are listed late, flat stretches and jumps. */
function randomCloses(
  random: Prng,
  { markets, bars }: { readonly markets: number; readonly bars: number },
): number[][] {
  const prices = Array.from({ length: markets }, () => 10 ** (4 * random() - 2))
  const listedAt = prices.map((_, market) => (market === 0 ? 0 : Math.floor(random() * bars * 0.3)))
  return Array.from({ length: bars }, (_, bar) => {
    const common = random() - 0.5
    return prices.map((_, market) => {
      const jump = random() < 0.001 ? 5 * random() : 0
      if (bar % 1000 >= 100) prices[market] *= 1 + 0.02 * common + 0.02 * (random() - 0.5) + jump
      prices[market] = Math.min(1e6, Math.max(1e-6, prices[market] as number))
      return bar < (listedAt[market] as number) || random() < 0.05 ? NONE : (prices[market] as number)
    })
  })
}

/** The returns of a market in the window by the plain rule, oldest first. */
function plainReturns(closes: readonly (readonly number[])[], market: number, windowBars: number): number[] {
  const returns: number[] = []
  let before = NONE
  for (const bar of closes) {
    const close = bar[market] as number
    if (!Number.isNaN(before)) returns.push(Number.isNaN(close) ? 0 : close / before - 1)
    if (!Number.isNaN(close)) before = close
  }
  return returns.slice(-windowBars)
}

/** Covariance (n - 1) of the newest values of both. */
function plainCovariance(one: readonly number[], other: readonly number[]): number {
  const bars = Math.min(one.length, other.length)
  const [a, b] = [one.slice(one.length - bars), other.slice(other.length - bars)]
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / bars
  const [meanA, meanB] = [mean(a), mean(b)]
  return a.reduce((sum, value, i) => sum + (value - meanA) * ((b[i] as number) - meanB), 0) / (bars - 1)
}

function expectPlain(returns: MarketReturns, closes: readonly (readonly number[])[]): void {
  const plain = Array.from({ length: returns.marketCount }, (_, m) => plainReturns(closes, m, returns.windowBars))
  plain.forEach((one, a) => {
    expect(returns.observations(a)).toBe(one.length)
    plain.forEach((other, b) => {
      expectPlainPair({ covariance: returns.covariance(a, b), correlation: returns.correlation(a, b) }, one, other)
    })
    const deviation = one.length < 20 ? NONE : Math.sqrt(plainCovariance(one, one))
    if (Number.isNaN(deviation)) expect(returns.deviation(a)).toBeNaN()
    else expect(Math.abs(returns.deviation(a) - deviation)).toBeLessThanOrEqual(1e-9 * deviation)
  })
}

type FoundPair = Readonly<Record<'covariance' | 'correlation', number>>

function expectPlainPair(found: FoundPair, one: readonly number[], other: readonly number[]): void {
  const bars = Math.min(one.length, other.length)
  if (bars < 20) {
    expect(found).toEqual({ covariance: NONE, correlation: NONE })
    return
  }
  const [a, b] = [one.slice(-bars), other.slice(-bars)]
  const scale = Math.sqrt(plainCovariance(a, a) * plainCovariance(b, b))
  const covariance = plainCovariance(a, b)
  expect(Math.abs(found.covariance - covariance)).toBeLessThanOrEqual(1e-9 * scale + 1e-20)
  if (scale > 0) expect(Math.abs(found.correlation - covariance / scale)).toBeLessThan(1e-9)
  else expect(found.correlation).toBeNaN()
}

test('equals the plain formulas within 1e-9 over 10,000 random bars with gaps', () => {
  const closes = randomCloses(createPrng(42), { markets: 7, bars: 10_000 })
  const returns = new MarketReturns(7, 60)
  closes.forEach((bar, i) => {
    returns.push(Float64Array.from(bar))
    if (i % 97 === 0 || i === 9_999) expectPlain(returns, closes.slice(0, i + 1))
  })
})

/** Somebody asks for the first time after `first` bars, and then after every `every` bars. */
test.each([
  { first: 0, every: 1 },
  { first: 25, every: 2 },
  { first: 40, every: 7 },
  { first: 31, every: 14 },
  { first: 31, every: 15 },
  { first: 31, every: 16 },
  { first: 50, every: 29 },
  { first: 31, every: 30 },
  { first: 31, every: 31 },
])('equals the plain formulas however often it is asked: %o', ({ first, every }) => {
  const closes = randomCloses(createPrng(every), { markets: 4, bars: 300 })
  const returns = new MarketReturns(4, 30)
  closes.forEach((bar, i) => {
    returns.push(Float64Array.from(bar))
    if (i >= first && (i - first) % every === 0) expectPlain(returns, closes.slice(0, i + 1))
  })
})

test.each([1, 3, 8])(
  'asked every %d bars, what left more than two windows ago leaves no trace, to the last bit',
  (every) => {
    const whole = (seed: number, bars: number) =>
      randomCloses(createPrng(seed), { markets: 5, bars }).map((bar) => bar.map((close) => close || 1))
    const newest = whole(3, 61)
    const [one, other] = [4, 5].map((seed) => {
      const returns = new MarketReturns(5, 30, { minObservations: 2 })
      for (const [i, bar] of [...whole(seed, 400), ...newest].entries()) {
        returns.push(Float64Array.from(bar))
        if (i % every === 0) returns.deviation(0)
      }
      return returns
    }) as [MarketReturns, MarketReturns]
    for (let a = 0; a < 5; a++) {
      for (let b = 0; b < 5; b++) expect(one.covariance(a, b)).toBe(other.covariance(a, b))
    }
  },
)

test('a return of a million percent that is seen leaves nothing behind either', () => {
  const random = createPrng(2)
  const bars = Array.from({ length: 80 }, (_, i) => [(i === 30 ? 1e7 : 1e3) + random(), 1e3 + random()])
  const returns = new MarketReturns(2, 25)
  for (const [i, closes] of bars.entries()) {
    returns.push(Float64Array.from(closes))
    const deviation = returns.deviation(0)
    // From bar 56 on the jump has left the window; the turn of the market to be summed up afresh comes later.
    if (i < 56) continue
    const clean = returnsOf(bars.slice(i - 25, i + 1), { windowBars: 25 })
    expect(Math.abs(deviation / clean.deviation(0) - 1)).toBeLessThan(1e-9)
    expect(Math.abs(returns.correlation(0, 1) - clean.correlation(0, 1))).toBeLessThan(1e-9)
  }
})

test('equals the plain formulas for any number of markets and window', () => {
  const shapes = fc.record({
    seed: fc.nat(),
    markets: fc.integer({ min: 1, max: 9 }),
    windowBars: fc.integer({ min: 20, max: 50 }),
    bars: fc.integer({ min: 1, max: 160 }),
  })
  fc.assert(
    fc.property(shapes, ({ seed, markets, windowBars, bars }) => {
      const closes = randomCloses(createPrng(seed), { markets, bars })
      const returns = new MarketReturns(markets, windowBars)
      for (const bar of closes) returns.push(Float64Array.from(bar))
      expectPlain(returns, closes)
    }),
  )
})

test('refuses what cannot be meant', () => {
  expect(() => new MarketReturns(0, 10)).toThrow('markets must be 1 or more, not 0')
  expect(() => new MarketReturns(2, 1)).toThrow('the window must have 2 bars or more, not 1')
  expect(() => new MarketReturns(2, 10, { minObservations: 1 })).toThrow('2 observations or more, not 1')
  const returns = new MarketReturns(2, 10)
  expect(() => returns.push(Float64Array.of(1))).toThrow('1 closes for 2 markets')
  expect(() => returns.correlation(0, 2)).toThrow('there is no market 2, only 2')
  expect(() => returns.returnsOf(-1)).toThrow('there is no market -1, only 2')
})
