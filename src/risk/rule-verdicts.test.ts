import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RiskRule } from './risk-rule.ts'
import { ruleVerdicts } from './rule-verdicts.ts'
import { fixedNotional } from './rules/fixed-notional.ts'
import { maxPositions } from './rules/max-positions.ts'
import { riskPerTrade } from './rules/risk-per-trade.ts'
import { sizeEntry } from './size-entry.ts'
import { entryOf, viewOf } from './testing/entries.ts'

/** A rule that allows `size`, whatever the entry. */
const allowing = (size: number, name = 'rule'): RiskRule => ({
  name,
  largest: () => size,
  explain: () => `${name} allows ${size}`,
})

const verdictsOf = (sizes: readonly number[]) =>
  ruleVerdicts(
    entryOf({}),
    sizes.map((size) => allowing(size)),
    viewOf({}),
  ).map(({ verdict }) => verdict)

test('the tightest rule limits, the others allow more and say why not more still', () => {
  const rules = [riskPerTrade(1), fixedNotional(1000), maxPositions(3)]
  expect(ruleVerdicts(entryOf({}), rules, viewOf({}))).toEqual([
    {
      rule: 'risk_per_trade',
      verdict: 'allows',
      largest: 20,
      reason: '1 % of equity 10000.00 is 100.00 with the stop 5 away from 100',
    },
    { rule: 'fixed_notional', verdict: 'limits', largest: 10, reason: expect.stringContaining('1000') },
    { rule: 'max_positions', verdict: 'allows', largest: Number.POSITIVE_INFINITY },
  ])
})

test('the rules behind one that refuses are asked as well, and none of them decides', () => {
  expect(verdictsOf([3, 0, 2, 0])).toEqual(['allows', 'refuses', 'allows', 'refuses'])
})

test('less than nothing and no number refuse', () => {
  expect(verdictsOf([-1, Number.NaN, 0])).toEqual(['refuses', 'refuses', 'refuses'])
})

test('of two that are as tight the first limits', () => {
  expect(verdictsOf([5, 2, 2])).toEqual(['allows', 'limits', 'allows'])
})

test('where no rule cares none limits', () => {
  expect(verdictsOf([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY])).toEqual(['allows', 'allows'])
})

const sizes = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.double({ min: 1e-6, max: 1e6, noNaN: true }) },
    { weight: 3, arbitrary: fc.constantFrom(1, 2, Number.POSITIVE_INFINITY) },
    fc.constantFrom(0, -1, Number.NaN),
  ),
  { maxLength: 6 },
)

test('the verdicts agree with the size that the engine gives', () => {
  fc.assert(
    fc.property(sizes, (some) => {
      const entry = entryOf({})
      const rules = some.map((size, k) => allowing(size, `rule_${k}`))
      const verdicts = ruleVerdicts(entry, rules, viewOf({}))
      const sized = sizeEntry(entry, rules, viewOf({}))
      const refusing = verdicts.find(({ verdict }) => verdict === 'refuses')
      const limiting = verdicts.find(({ verdict }) => verdict === 'limits')
      const smallest = Math.min(...verdicts.map(({ largest }) => largest))
      if (refusing !== undefined) expect(sized).toEqual({ rule: refusing.rule, reason: refusing.reason })
      else if (limiting === undefined) expect(sized).toMatchObject({ rule: 'no_sizing' })
      else if ('rule' in sized) {
        expect(sized.rule).toBe('below_minimum')
        expect(sized.reason).toContain(limiting.reason)
        expect(entry.instrument.lot.floor(smallest) * entry.price).toBeLessThan(entry.instrument.minNotional)
      } else expect(sized).toEqual({ quantity: entry.instrument.lot.floor(smallest), limitedBy: limiting.rule })
    }),
    { numRuns: 1000 },
  )
})
