import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createPrng } from '../core/prng.ts'
import { MarketReturns } from './market-returns.ts'
import { ValueAtRisk } from './value-at-risk.ts'

/** Markets whose returns are the given ones; the first bar only gives them a price. */
function returnsOf(bars: readonly (readonly number[])[], windowBars = bars.length): MarketReturns {
  const prices = Float64Array.from(bars[0] ?? [], () => 1)
  const returns = new MarketReturns(prices.length, windowBars)
  returns.push(prices)
  for (const bar of bars) {
    bar.forEach((value, market) => {
      prices[market] *= 1 + value
    })
    returns.push(prices)
  }
  return returns
}

/** 1 %, -2 %, 3 %, ... so that each of the sizes 1 to `count` is there once, the even ones as losses. */
function ladder(count: number): number[][] {
  return Array.from({ length: count }, (_, i) => [((i % 2 === 0 ? 1 : -1) * (i + 1)) / 100])
}

test('the loss that 95 % of the bars do not exceed, and the mean of the worse ones', () => {
  // Of 40 bars, losses 40, 38, 36, ... of a book of 100. The 38th smallest loss is the third largest; the worst two average 39.
  const risk = new ValueAtRisk(returnsOf(ladder(40)), 0.95)
  risk.hold(Float64Array.of(100))
  expect(risk.held.valueAtRisk).toBeCloseTo(36, 10)
  expect(risk.held.shortfall).toBeCloseTo(39, 10)
})

test('a short book loses in the bars in which a long one gains', () => {
  const risk = new ValueAtRisk(returnsOf(ladder(40)), 0.95)
  risk.hold(Float64Array.of(-100))
  expect(risk.held.valueAtRisk).toBeCloseTo(35, 10)
  expect(risk.held.shortfall).toBeCloseTo(38, 10)
})

test('a bar that is in the tail in part counts for that part', () => {
  // Of 50 bars 2.5 are the tail: losses 50, 48 and half of 46, which is the 48th smallest of the 50.
  const risk = new ValueAtRisk(returnsOf(ladder(50)), 0.95)
  risk.hold(Float64Array.of(100))
  expect(risk.held.valueAtRisk).toBeCloseTo(46, 10)
  expect(risk.held.shortfall).toBeCloseTo((50 + 48 + 23) / 2.5, 10)
})

test('has no value until one bar in so many can be in the tail', () => {
  const young = new ValueAtRisk(returnsOf(ladder(19), 100), 0.95)
  young.hold(Float64Array.of(100))
  expect(young.held).toEqual({ valueAtRisk: Number.NaN, shortfall: Number.NaN })
  const grown = new ValueAtRisk(returnsOf(ladder(20), 100), 0.95)
  grown.hold(Float64Array.of(100))
  expect(grown.held.valueAtRisk).toBeCloseTo(18, 10)
  expect(grown.held.shortfall).toBeCloseTo(20, 10)
})

test('an empty book loses nothing, once that can be known', () => {
  const young = new ValueAtRisk(returnsOf(ladder(19), 100), 0.95)
  young.hold(Float64Array.of(0))
  expect(young.held).toEqual({ valueAtRisk: Number.NaN, shortfall: Number.NaN })
  const grown = new ValueAtRisk(returnsOf(ladder(20), 100), 0.95)
  grown.hold(Float64Array.of(0))
  expect(grown.held).toEqual({ valueAtRisk: 0, shortfall: 0 })
  expect(grown.withAdded(0, 100).valueAtRisk).toBeCloseTo(18, 10)
})

test('a book that gains in every bar has a loss below 0', () => {
  const risk = new ValueAtRisk(returnsOf(Array.from({ length: 20 }, (_, i) => [(i + 1) / 100])), 0.95)
  risk.hold(Float64Array.of(100))
  expect(risk.held.valueAtRisk).toBeCloseTo(-2, 10)
  expect(risk.held.shortfall).toBeCloseTo(-1, 10)
})

test('a hedge takes the risk away, and the held book stays as it was', () => {
  const twins = ladder(40).map(([value]) => [value, value] as number[])
  const risk = new ValueAtRisk(returnsOf(twins), 0.95)
  risk.hold(Float64Array.of(100, 0))
  const hedged = risk.withAdded(1, -100)
  expect(hedged.valueAtRisk).toBeCloseTo(0, 10)
  expect(hedged.shortfall).toBeCloseTo(0, 10)
  expect(risk.held.shortfall).toBeCloseTo(39, 10)
  expect(risk.withAdded(1, 100).shortfall).toBeCloseTo(78, 10)
  expect(risk.withAdded(1, 0)).toEqual(risk.held)
})

test('a book that is taken takes the place of the one before', () => {
  const risk = new ValueAtRisk(returnsOf(ladder(40)), 0.95)
  risk.hold(Float64Array.of(700))
  risk.hold(Float64Array.of(100))
  expect(risk.held.shortfall).toBeCloseTo(39, 10)
})

test('the result objects are the same at each call', () => {
  const risk = new ValueAtRisk(returnsOf(ladder(40)), 0.95)
  risk.hold(Float64Array.of(100))
  expect(risk.withAdded(0, 1)).toBe(risk.withAdded(0, 2))
})

/** Sorted by loss, the ceil(n * confidence)-th, and the weighted mean beyond it. */
function plainly(profits: readonly number[], confidence: number): { valueAtRisk: number; shortfall: number } {
  const losses = profits.map((profit) => -profit).sort((a, b) => a - b)
  const tail = losses.length * (1 - confidence)
  if (tail < 1 - 1e-9) return { valueAtRisk: Number.NaN, shortfall: Number.NaN }
  const valueAtRisk = losses[Math.ceil(losses.length * confidence - 1e-9) - 1] as number
  let left = tail
  let sum = 0
  for (const loss of losses.toReversed()) {
    const part = Math.min(1, left)
    sum += part * loss
    left -= part
    if (left <= 0) break
  }
  return { valueAtRisk, shortfall: sum / tail }
}

function expectPlain(
  found: { valueAtRisk: number; shortfall: number },
  profits: readonly number[],
  confidence: number,
) {
  const expected = plainly(profits, confidence)
  if (Number.isNaN(expected.shortfall)) {
    expect(found).toEqual(expected)
    return
  }
  expect(found.valueAtRisk).toBeCloseTo(expected.valueAtRisk, 9)
  expect(found.shortfall).toBeCloseTo(expected.shortfall, 9)
  expect(found.shortfall).toBeGreaterThanOrEqual(found.valueAtRisk - 1e-9)
}

test('equals the plainly sorted calculation, before and after a position is added', () => {
  const cases = fc.record({
    seed: fc.nat(),
    markets: fc.integer({ min: 1, max: 6 }),
    bars: fc.integer({ min: 1, max: 150 }),
    windowBars: fc.integer({ min: 2, max: 120 }),
    confidence: fc.constantFrom(0.5, 0.9, 0.95, 0.975, 0.99, 0.999),
  })
  fc.assert(
    fc.property(cases, ({ seed, markets, bars, windowBars, confidence }) => {
      const random = createPrng(seed)
      const draw = () => Array.from({ length: markets }, () => (random() < 0.1 ? 0 : 0.2 * (random() - 0.5)))
      const drawn = Array.from({ length: bars }, draw)
      const window = drawn.slice(-windowBars)
      const notionals = Float64Array.from({ length: markets }, () => 2000 * (random() - 0.5))
      const [market, notional] = [Math.floor(random() * markets), 2000 * (random() - 0.5)]
      const risk = new ValueAtRisk(returnsOf(drawn, windowBars), confidence)
      risk.hold(notionals)
      const profits = window.map((bar) => bar.reduce((sum, value, m) => sum + value * (notionals[m] as number), 0))
      expectPlain(risk.held, profits, confidence)
      const changed = window.map((bar, i) => (profits[i] as number) + (bar[market] as number) * notional)
      expectPlain(risk.withAdded(market, notional), changed, confidence)
    }),
    { numRuns: 300 },
  )
})

test('a book that was never taken has no loss and is not used', () => {
  const risk = new ValueAtRisk(new MarketReturns(1, 5), 0.95)
  expect(risk.held).toEqual({ valueAtRisk: Number.NaN, shortfall: Number.NaN })
  const pushedOnce = new MarketReturns(1, 5)
  pushedOnce.push(Float64Array.of(1))
  for (const returns of [new MarketReturns(1, 5), pushedOnce])
    expect(() => new ValueAtRisk(returns, 0.95).withAdded(0, 1)).toThrow('call hold again')
})

test('a book that was taken before the last bar is not used', () => {
  const returns = returnsOf(ladder(40))
  const risk = new ValueAtRisk(returns, 0.95)
  expect(() => risk.withAdded(0, 1)).toThrow('call hold again')
  risk.hold(Float64Array.of(100))
  returns.push(Float64Array.of(1))
  expect(() => risk.withAdded(0, 1)).toThrow('a bar has closed since the book was taken: call hold again')
})

test('refuses what cannot be meant', () => {
  const returns = returnsOf(ladder(40))
  for (const confidence of [0.05, 1, 95, Number.NaN]) {
    expect(() => new ValueAtRisk(returns, confidence)).toThrow(
      expect.objectContaining({
        code: 'usage',
        message: `the confidence of a value at risk must be from 0.5 to below 1, not ${confidence}`,
        cure: 'Give 0.95 for 95 %.',
      }),
    )
  }
  const risk = new ValueAtRisk(returns, 0.95)
  expect(() => risk.hold(Float64Array.of(1, 2))).toThrow('2 notionals for 1 markets')
  expect(() => risk.hold(Float64Array.of(Number.NaN))).toThrow('the notional of market 0 is NaN')
  risk.hold(Float64Array.of(1))
  expect(() => risk.withAdded(0, Number.NaN)).toThrow('the notional of market 0 is NaN')
  expect(() => risk.withAdded(1, 5)).toThrow('there is no market 1, only 1')
})

test('a book that was refused is refused again, not taken for known', () => {
  const risk = new ValueAtRisk(returnsOf(ladder(40)), 0.95)
  risk.hold(Float64Array.of(100))
  const broken = Float64Array.of(Number.POSITIVE_INFINITY)
  expect(() => risk.hold(broken)).toThrow('the notional of market 0 is Infinity')
  expect(() => risk.hold(broken)).toThrow('the notional of market 0 is Infinity')
  expect(() => risk.withAdded(0, 1)).toThrow('call hold again')
})
