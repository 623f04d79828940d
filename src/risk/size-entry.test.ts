import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createInstrument } from '../core/instrument.ts'
import type { AccountView, ProposedEntry, RiskRule } from './risk-rule.ts'
import { capitalShare } from './rules/capital-share.ts'
import { fixedNotional } from './rules/fixed-notional.ts'
import { freeMargin } from './rules/free-margin.ts'
import { maxPositions } from './rules/max-positions.ts'
import { riskPerTrade } from './rules/risk-per-trade.ts'
import { venueLeverage } from './rules/venue-leverage.ts'
import { flawOf, sizeEntry } from './size-entry.ts'
import { entryOf, viewOf } from './testing/entries.ts'

describe('the size', () => {
  test('is equity x risk / distance of the stop: 150 / 700 of a bitcoin', () => {
    const entry = entryOf({ price: 42_500, stopPrice: 41_800 })
    expect(riskPerTrade(1).largest(entry, viewOf({ equity: 15_000 }))).toBe(0.21428571428571427)
    expect(sizeEntry(entry, [riskPerTrade(1)], viewOf({ equity: 15_000 }))).toEqual({
      quantity: 0.214,
      limitedBy: 'risk_per_trade',
    })
  })

  test('counts contracts, whatever a contract holds', () => {
    const instrument = createInstrument({ symbol: 'BTC/USDT:USDT', tickSize: 0.1, lotSize: 1, contractSize: 0.001 })
    const entry = entryOf({ instrument, price: 42_500, stopPrice: 41_800 })
    expect(sizeEntry(entry, [riskPerTrade(1)], viewOf({ equity: 15_000 }))).toMatchObject({ quantity: 214 })
  })

  test('of a short counts the distance upwards', () => {
    const entry = entryOf({ side: 'short', price: 100, stopPrice: 105 })
    expect(sizeEntry(entry, [riskPerTrade(2)], viewOf({ equity: 1000 }))).toMatchObject({ quantity: 4 })
  })

  test('is the tightest that a rule allows, in lots and never above it', () => {
    const rules = [riskPerTrade(1), fixedNotional(333), freeMargin(0.0006)]
    expect(
      sizeEntry(entryOf({ price: 100, stopPrice: 90 }), rules, viewOf({ equity: 10_000, freeCash: 10_000 })),
    ).toEqual({
      quantity: 3.33,
      limitedBy: 'fixed_notional',
    })
  })

  test('needs a rule', () => {
    expect(sizeEntry(entryOf({}), [], viewOf({}))).toEqual({ rule: 'no_sizing', reason: 'no risk rule gives a size' })
  })

  test('is named after the first of the rules that allow as little', () => {
    const rules = [fixedNotional(500), riskPerTrade(0.25), capitalShare(4)]
    expect(sizeEntry(entryOf({}), rules, viewOf({}))).toEqual({ quantity: 5, limitedBy: 'fixed_notional' })
  })

  test('is refused by the first rule that allows nothing', () => {
    const view = viewOf({ positionCount: 3, equity: -50 })
    expect(sizeEntry(entryOf({}), [fixedNotional(500), maxPositions(3), riskPerTrade(1)], view)).toEqual({
      rule: 'max_positions',
      reason: '3 of 3 positions are taken',
    })
    const negative = sizeEntry(entryOf({}), [riskPerTrade(1), maxPositions(3)], view)
    expect(negative).toMatchObject({ rule: 'risk_per_trade' })
  })

  test('of a rule that gives no number is refused by that rule', () => {
    const broken: RiskRule = { name: 'broken', largest: () => Number.NaN, explain: () => 'not a number' }
    expect(sizeEntry(entryOf({}), [riskPerTrade(1), broken], viewOf({}))).toEqual({
      rule: 'broken',
      reason: 'not a number',
    })
  })
})

describe('a size that is too small', () => {
  test('is refused with the numbers: 100 dollars at 1 % cannot buy a bitcoin perpetual', () => {
    const instrument = createInstrument({ symbol: 'BTC/USDT:USDT', tickSize: 0.1, lotSize: 0.001, minNotional: 100 })
    const entry = entryOf({ instrument, price: 42_500, stopPrice: 41_800 })
    expect(sizeEntry(entry, [riskPerTrade(1)], viewOf({ equity: 100 }))).toEqual({
      rule: 'below_minimum',
      reason:
        'BTC/USDT:USDT trades from 100 USDT on, risk_per_trade allows 42.50: 1 % of equity 100.00 is 1.00 with the stop 700 away from 42500',
    })
  })

  test('is refused where not even one lot fits', () => {
    const entry = entryOf({ price: 42_500, stopPrice: 41_800 })
    expect(sizeEntry(entry, [riskPerTrade(1)], viewOf({ equity: 60 }))).toEqual({
      rule: 'below_minimum',
      reason:
        'BTC/USDT:USDT trades from 42.5 USDT on, risk_per_trade allows 0.00: 1 % of equity 60.00 is 0.60 with the stop 700 away from 42500',
    })
  })

  test('is refused where less than a lot fits of a market without a minimum', () => {
    const instrument = createInstrument({ symbol: 'BTC/USDT:USDT', tickSize: 0.1, lotSize: 1, minNotional: 0 })
    const at = (notional: number) => sizeEntry(entryOf({ instrument }), [fixedNotional(notional)], viewOf({}))
    expect(at(100)).toEqual({ quantity: 1, limitedBy: 'fixed_notional' })
    expect(at(99.99)).toEqual({
      rule: 'below_minimum',
      reason:
        'BTC/USDT:USDT trades from 100 USDT on, fixed_notional allows 0.00: a position may be worth 99.99, one contract is worth 100',
    })
  })

  test('exactly the minimum is enough', () => {
    const instrument = createInstrument({ symbol: 'BTC/USDT:USDT', tickSize: 0.1, lotSize: 0.1, minNotional: 50 })
    const at = (notional: number) => sizeEntry(entryOf({ instrument }), [fixedNotional(notional)], viewOf({}))
    expect(at(50)).toEqual({ quantity: 0.5, limitedBy: 'fixed_notional' })
    expect(at(49.99)).toMatchObject({ rule: 'below_minimum' })
  })
})

describe('an entry with a flaw is refused whatever the account', () => {
  const long = { side: 'long', price: 100, stopPrice: 95 } as const
  const short = { side: 'short', price: 100, stopPrice: 105 } as const
  const tiny = Number.MIN_VALUE
  const huge = Number.MAX_VALUE

  test.each<[Partial<ProposedEntry>]>([
    [{ ...long, stopPrice: 99.99 }],
    [{ ...long, stopPrice: tiny }],
    [{ ...short, stopPrice: 100.01 }],
    [{ ...short, stopPrice: huge }],
    [{ ...long, targetPrices: [100.01, 100.02, huge] }],
    [{ ...short, targetPrices: [99.99, 99.98, tiny] }],
    [{ maxHoldMs: 1 }],
    [{ confidence: 0 }],
    [{ confidence: 1 }],
  ])('%j is sound', (given) => {
    expect(flawOf(entryOf(given))).toBeUndefined()
  })

  test.each<[Partial<ProposedEntry>, string]>([
    [{ ...long, stopPrice: 100 }, 'between 0 and the price, not 100'],
    [{ ...long, stopPrice: 100.01 }, 'between 0 and the price, not 100.01'],
    [{ ...long, stopPrice: 0 }, 'between 0 and the price, not 0'],
    [{ ...long, stopPrice: Number.NaN }, 'between 0 and the price, not NaN'],
    [{ ...short, stopPrice: 100 }, 'above the price, not 100'],
    [{ ...short, stopPrice: 99.99 }, 'above the price, not 99.99'],
    [{ ...short, stopPrice: Number.POSITIVE_INFINITY }, 'above the price, not Infinity'],
    [{ ...short, stopPrice: Number.NaN }, 'above the price, not NaN'],
  ])('the stop: %j', (given, place) => {
    const entry = entryOf(given)
    expect(flawOf(entry)).toEqual({
      rule: 'invalid_stop',
      reason: `the stop of a ${entry.side} at 100 must be ${place}`,
    })
  })

  test.each<[Partial<ProposedEntry>, string]>([
    [{ ...long, targetPrices: [100] }, 'above the price, not 100'],
    [{ ...long, targetPrices: [99.99] }, 'above the price, not 99.99'],
    [{ ...long, targetPrices: [Number.NaN] }, 'above the price, not NaN'],
    [{ ...long, targetPrices: [110, 110] }, 'above the target before it, not 110'],
    [{ ...long, targetPrices: [110, 120, 119] }, 'above the target before it, not 119'],
    [{ ...long, targetPrices: [110, Number.POSITIVE_INFINITY] }, 'above the target before it, not Infinity'],
    [{ ...short, targetPrices: [100] }, 'between 0 and the price, not 100'],
    [{ ...short, targetPrices: [100.01] }, 'between 0 and the price, not 100.01'],
    [{ ...short, targetPrices: [0] }, 'between 0 and the price, not 0'],
    [{ ...short, targetPrices: [90, 90] }, 'between 0 and the target before it, not 90'],
    [{ ...short, targetPrices: [90, -1] }, 'between 0 and the target before it, not -1'],
  ])('a target: %j', (given, place) => {
    const entry = entryOf(given)
    expect(flawOf(entry)).toEqual({
      rule: 'invalid_target',
      reason: `the target of a ${entry.side} at 100 must be ${place}`,
    })
  })

  test.each([0, -1, Number.NaN])('a time to hold of %d', (maxHoldMs) => {
    expect(flawOf(entryOf({ maxHoldMs }))).toEqual({
      rule: 'invalid_hold',
      reason: `the longest time to hold must be above 0, not ${maxHoldMs}`,
    })
  })

  test.each([-0.01, 1.01, 80, Number.NaN])('a confidence of %d', (confidence) => {
    expect(flawOf(entryOf({ confidence }))).toEqual({
      rule: 'invalid_confidence',
      reason: `confidence must be from 0 to 1, not ${confidence}`,
    })
  })

  test('before any rule is asked', () => {
    expect(sizeEntry(entryOf({ stopPrice: 100 }), [maxPositions(3)], viewOf({ positionCount: 3 }))).toMatchObject({
      rule: 'invalid_stop',
    })
  })
})

const rules: fc.Arbitrary<RiskRule> = fc.oneof(
  fc.double({ min: 0.01, max: 5, noNaN: true }).map(riskPerTrade),
  fc.double({ min: 1, max: 1e6, noNaN: true }).map(fixedNotional),
  fc.integer({ min: 1, max: 5 }).map(maxPositions),
  fc.integer({ min: 1, max: 5 }).map(capitalShare),
  fc.constant(freeMargin(0.0006)),
  fc.constant(venueLeverage),
)

const entries: fc.Arbitrary<ProposedEntry> = fc
  .record({
    side: fc.constantFrom('long', 'short'),
    price: fc.double({ min: 1, max: 1e5, noNaN: true }),
    distance: fc.double({ min: 0.001, max: 0.5, noNaN: true }),
    leverage: fc.constantFrom(1, 3, 20, 125),
    sizing: fc.constantFrom('risk', 'share'),
    sizeShare: fc.double({ min: 0.01, max: 1, noNaN: true }),
    heldQuantity: fc.constantFrom(0, 0.5, 20),
  })
  .map(({ side, price, distance, ...rest }) =>
    entryOf({ side, price, stopPrice: price * (side === 'long' ? 1 - distance : 1 + distance), ...rest }),
  )

const views: fc.Arbitrary<AccountView> = fc
  .record({
    equity: fc.double({ min: -100, max: 1e6, noNaN: true }),
    freeCash: fc.double({ min: -100, max: 1e6, noNaN: true }),
    positionCount: fc.integer({ min: 0, max: 5 }),
    grossNotional: fc.double({ min: 0, max: 1e6, noNaN: true }),
    strategyNotional: fc.double({ min: 0, max: 1e5, noNaN: true }),
  })
  .map(viewOf)

test('one more rule never allows more, wherever it stands', () => {
  fc.assert(
    fc.property(
      entries,
      views,
      fc.array(rules, { minLength: 1, maxLength: 5 }),
      rules,
      fc.nat(),
      (entry, view, some, more, at) => {
        const quantityOf = (list: readonly RiskRule[]) => {
          const sized = sizeEntry(entry, list, view)
          return 'rule' in sized ? 0 : sized.quantity
        }
        const before = quantityOf(some)
        const after = quantityOf(some.toSpliced(at % (some.length + 1), 0, more))
        expect(after).toBeLessThanOrEqual(
          before === 0 && isUnsized(some, entry, view) ? Number.POSITIVE_INFINITY : before,
        )
      },
    ),
  )
})

/** Without any limit there is no size: the first rule that gives one is what makes an entry possible. */
function isUnsized(list: readonly RiskRule[], entry: ProposedEntry, view: AccountView): boolean {
  return list.every((rule) => rule.largest(entry, view) === Number.POSITIVE_INFINITY)
}

test('what is allowed is on the lot grid, not above any rule and worth the minimum', () => {
  fc.assert(
    fc.property(entries, views, fc.array(rules, { minLength: 1, maxLength: 6 }), (entry, view, list) => {
      const sized = sizeEntry(entry, list, view)
      if ('rule' in sized) {
        expect(sized.reason.length).toBeGreaterThan(10)
        return
      }
      expect(entry.instrument.lot.nearest(sized.quantity)).toBe(sized.quantity)
      expect(sized.quantity * entry.price).toBeGreaterThanOrEqual(entry.instrument.minNotional)
      for (const rule of list) expect(sized.quantity).toBeLessThanOrEqual(rule.largest(entry, view) * (1 + 1e-9))
    }),
  )
})
