import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Filled } from '../core/filled.ts'
import { Grid } from '../core/grid.ts'
import { signOf } from '../core/order.ts'
import { type ExitLevels, setExitLevels } from './exit-levels.ts'
import { type Course, dueExit, type ExitRules, ruledStop } from './exit-rules.ts'

const gross = { basis: 'price', costRate: 0 } as const
const TICK = new Grid(0.01)

/** A position that was entered at 100 and risks 10. */
function course(given: Partial<Course>): Course {
  const stopPrice = given.side === 'short' ? 110 : 90
  return {
    side: 'long',
    entryPrice: 100,
    leverage: 1,
    initialStopPrice: stopPrice,
    stopPrice,
    linePrice: Number.NaN,
    bestPrice: 100,
    price: 100,
    ageMs: 0,
    ...given,
  }
}

function levelsOf(rules: ExitRules, given: Partial<Course> = {}): ExitLevels {
  const levels: Filled<ExitLevels> = {
    raisePrice: 1,
    linePrice: 1,
    armPrice: 1,
    leaveShare: 1,
    leaveShift: 1,
    enoughPrice: 1,
    enoughUntilMs: 1,
  }
  setExitLevels(rules, course(given), TICK, levels)
  return levels
}

/** `level` lies before `price` on the way of the profit, by less than a millionth of a tick. */
function expectJustBefore(level: number, price: number, side: Course['side'] = 'long'): void {
  expect(level).toBeCloseTo(price, 6)
  if (side === 'long') expect(level).toBeLessThan(price)
  else expect(level).toBeGreaterThan(price)
}

test('without rules nothing is ever reached', () => {
  expect(levelsOf(gross)).toEqual({
    raisePrice: Number.NaN,
    linePrice: Number.NaN,
    armPrice: Number.NaN,
    leaveShare: Number.NaN,
    leaveShift: Number.NaN,
    enoughPrice: Number.NaN,
    enoughUntilMs: Number.POSITIVE_INFINITY,
  })
})

describe('the price from which on the stop may move', () => {
  const ladder: ExitRules = {
    ...gross,
    ladder: [
      { fromPct: 15, keepPct: 8 },
      { fromPct: 8, keepPct: 3 },
    ],
  }

  test('is that of the nearest tier that would bring it nearer', () => {
    expectJustBefore(levelsOf(ladder).raisePrice, 108)
    expectJustBefore(levelsOf(ladder, { stopPrice: 102.99 }).raisePrice, 108)
    expectJustBefore(levelsOf(ladder, { stopPrice: 103 }).raisePrice, 115)
    expectJustBefore(levelsOf(ladder, { stopPrice: 107.99 }).raisePrice, 115)
    expect(levelsOf(ladder, { stopPrice: 108 }).raisePrice).toBeNaN()
  })

  test('is below the entry of a short', () => {
    const short = (stopPrice: number) => levelsOf(ladder, { side: 'short', stopPrice }).raisePrice
    expectJustBefore(short(110), 92, 'short')
    expectJustBefore(short(97), 85, 'short')
    expect(short(92)).toBeNaN()
  })

  test('counts a tier by the tick that its stop would rest at', () => {
    const rules: ExitRules = { ...gross, ladder: [{ fromPct: 8, keepPct: 3.004 }] }
    expect(levelsOf(rules, { stopPrice: 103 }).raisePrice).toBeNaN()
    expectJustBefore(levelsOf(rules, { stopPrice: 102.99 }).raisePrice, 108)
  })

  test.each([
    [{ atPct: 2 }, 102, 98],
    [{ atR: 0.5 }, 105, 95],
    [{ atPct: 2, atR: 0.5 }, 102, 98],
    [{ atPct: 9, atR: 0.5 }, 105, 95],
  ])('is that of break-even %j', (breakEven, long, short) => {
    const rules: ExitRules = { ...gross, breakEven }
    expectJustBefore(levelsOf(rules).raisePrice, long)
    expectJustBefore(levelsOf(rules, { side: 'short' }).raisePrice, short, 'short')
  })

  test('is none for break-even once the stop is there, with the costs', () => {
    const rules: ExitRules = { basis: 'price', costRate: 0.002, breakEven: { atPct: 2 } }
    expectJustBefore(levelsOf(rules, { stopPrice: 100.19 }).raisePrice, 102.2)
    expect(levelsOf(rules, { stopPrice: 100.2 }).raisePrice).toBeNaN()
    expect(levelsOf(rules, { side: 'short', stopPrice: 99.8 }).raisePrice).toBeNaN()
  })

  test('is where a trailing stop is a step nearer', () => {
    const rules: ExitRules = { ...gross, trailing: { pct: 50, stepPct: 1 } }
    expectJustBefore(levelsOf(rules, { stopPrice: 100 }).raisePrice, 202)
    expectJustBefore(levelsOf(rules, { side: 'short', stopPrice: 150 }).raisePrice, 99, 'short')
  })

  test('is where a trailing stop begins to follow, before it does', () => {
    const rules: ExitRules = { ...gross, trailing: { pct: 4, fromPct: 20, stepPct: 1 } }
    expectJustBefore(levelsOf(rules, { bestPrice: 119.99 }).raisePrice, 120)
    expectJustBefore(levelsOf(rules, { bestPrice: 120, stopPrice: 96 }).raisePrice, 101)
  })

  test('is the nearest of all of them', () => {
    const rules: ExitRules = { ...ladder, breakEven: { atPct: 5 }, trailing: { pct: 50, fromPct: 6, stepPct: 1 } }
    expectJustBefore(levelsOf(rules).raisePrice, 105)
    expectJustBefore(levelsOf(rules, { stopPrice: 100 }).raisePrice, 106)
    expectJustBefore(levelsOf(rules, { stopPrice: 100, bestPrice: 106 }).raisePrice, 108)
    expectJustBefore(levelsOf(rules, { side: 'short' }).raisePrice, 95, 'short')
    expectJustBefore(levelsOf(rules, { side: 'short', stopPrice: 100 }).raisePrice, 94, 'short')
  })
})

test('the price of a line is a step from the stop, once the stop follows', () => {
  const rules: ExitRules = { ...gross, trailing: { fromPct: 5, stepPct: 1 } }
  expect(levelsOf(rules, { bestPrice: 104.99, stopPrice: 100 }).linePrice).toBeNaN()
  expectJustBefore(levelsOf(rules, { bestPrice: 105, stopPrice: 100 }).linePrice, 101)
  expectJustBefore(levelsOf(rules, { side: 'short', bestPrice: 95, stopPrice: 100 }).linePrice, 99, 'short')
  expect(levelsOf(rules, { bestPrice: 105 }).raisePrice).toBeNaN()
  expectJustBefore(levelsOf({ ...gross, trailing: { stepPct: 1 } }, { stopPrice: 100 }).linePrice, 101)
})

describe('a pullback', () => {
  const pullback = { givePct: 30, armAtPct: 5 }
  /** The close at which a position that was at `bestPrice` is left. */
  const leaveAt = ({ leaveShare, leaveShift }: ExitLevels, bestPrice: number) => leaveShare * bestPrice + leaveShift

  test('is armed by the best price', () => {
    expectJustBefore(levelsOf({ ...gross, pullback }).armPrice, 105)
    expectJustBefore(levelsOf({ ...gross, pullback }, { side: 'short' }).armPrice, 95, 'short')
  })

  test('leaves where so much of the profit is gone, a little before', () => {
    const long = leaveAt(levelsOf({ ...gross, pullback }), 110)
    expect(long).toBeCloseTo(107, 6)
    expect(long).toBeGreaterThan(107)
    const short = leaveAt(levelsOf({ ...gross, pullback }, { side: 'short' }), 90)
    expect(short).toBeCloseTo(93, 6)
    expect(short).toBeLessThan(93)
  })

  test('leaves a little before also where nearly all may be given back', () => {
    const rules: ExitRules = { ...gross, pullback: { givePct: 90, armAtPct: 5 } }
    const long = leaveAt(levelsOf(rules), 110)
    expect(long).toBeCloseTo(101, 6)
    expect(long).toBeGreaterThan(101)
  })

  test('reckons with the costs', () => {
    const net: ExitRules = { basis: 'price', costRate: 0.002, pullback }
    // Of 9.8 % net 6.86 % are left at a gross profit of 7.06 %.
    expect(leaveAt(levelsOf(net), 110)).toBeCloseTo(107.06, 6)
    expect(leaveAt(levelsOf(net, { side: 'short' }), 90)).toBeCloseTo(92.94, 6)
    expectJustBefore(levelsOf(net).armPrice, 105.2)
  })
})

test('the close that is enough is that of the step, until the next one', () => {
  const roi = [
    { afterMs: 0, enoughPct: 10 },
    { afterMs: 1000, enoughPct: 2 },
  ]
  const first = levelsOf({ ...gross, roi }, { ageMs: 999 })
  expectJustBefore(first.enoughPrice, 110)
  expect(first.enoughUntilMs).toBe(1000)
  const second = levelsOf({ ...gross, roi }, { ageMs: 1000, side: 'short' })
  expectJustBefore(second.enoughPrice, 98, 'short')
  expect(second.enoughUntilMs).toBe(Number.POSITIVE_INFINITY)
})

const amount = (min: number, max: number) => fc.double({ min, max, noNaN: true })

const rulesOf: fc.Arbitrary<ExitRules> = fc.record(
  {
    basis: fc.constantFrom('price' as const, 'margin' as const),
    costRate: fc.constantFrom(0, 0.002),
    ladder: fc.array(fc.record({ fromPct: amount(1, 20), keepPct: amount(-5, 0.9) }), { minLength: 1, maxLength: 3 }),
    breakEven: fc.record({ atPct: amount(0.1, 10), atR: amount(0.1, 2) }, { requiredKeys: [] }),
    trailing: fc.record(
      { pct: amount(0.5, 10), fromPct: amount(0.1, 10), stepPct: amount(0.01, 2) },
      { requiredKeys: ['stepPct'] },
    ),
    pullback: fc.record({ givePct: amount(5, 90), armAtPct: amount(0.1, 10) }),
    roi: fc.array(fc.record({ afterMs: fc.nat(20), enoughPct: amount(-5, 10) }), { maxLength: 3 }),
  },
  { requiredKeys: ['basis', 'costRate'] },
)

/** What a position has come to, as parts of the way of 20 from the entry, and what comes of it. */
const courses = fc.record({
  side: fc.constantFrom('long' as const, 'short' as const),
  leverage: fc.constantFrom(1, 5),
  stop: amount(-1, 0.2),
  best: amount(0, 1),
  rise: amount(0, 0.2),
  price: amount(-1, 1),
  line: fc.oneof(fc.constant(Number.NaN), amount(-1, 0.5)),
  ageMs: fc.nat(20),
  passed: fc.nat(20),
})

test('while no level is reached no rule has anything to do', () => {
  let quiet = 0
  fc.assert(
    fc.property(rulesOf, courses, (rules, { side, leverage, stop, best, rise, price, line, ageMs, passed }) => {
      const sign = signOf(side)
      const at = (part: number) => 100 + sign * 20 * part
      const stopPrice = TICK.nearest(at(stop))
      const before = course({ side, leverage, stopPrice, bestPrice: at(best), ageMs })
      const levels = levelsOf(rules, before)
      const bestPrice = at(best + rise)
      const after = { ...before, bestPrice, price: at(price), linePrice: at(line), ageMs: ageMs + passed }
      const { raisePrice, linePrice, armPrice, leaveShare, leaveShift, enoughPrice, enoughUntilMs } = levels
      const leavePrice = sign * (bestPrice - armPrice) >= 0 ? leaveShare * bestPrice + leaveShift : Number.NaN
      const isReached =
        sign * (bestPrice - raisePrice) >= 0 ||
        sign * (after.linePrice - linePrice) >= 0 ||
        sign * (after.price - leavePrice) <= 0 ||
        sign * (after.price - enoughPrice) >= 0 ||
        after.ageMs >= enoughUntilMs
      if (isReached) return
      quiet += 1
      expect(dueExit(rules, after)).toBeUndefined()
      expect(sign * TICK.nearest(ruledStop(rules, after)) > sign * stopPrice).toBe(false)
    }),
    { numRuns: 3000 },
  )
  expect(quiet).toBeGreaterThan(300)
})
