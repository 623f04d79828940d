import { expect, test } from 'vitest'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { costGate } from './cost-gate.ts'

const rule = () => costGate({ leastTimes: 3, roundTripRate: 0.0025 })

test('a target that pays the round trips is let through, one a tick nearer is not', () => {
  const short = { side: 'short', stopPrice: 105 } as const
  expect(rule().largest(entryOf({ targetPrices: [100.75] }), viewOf({}))).toBe(Number.POSITIVE_INFINITY)
  expect(rule().largest(entryOf({ targetPrices: [100.74] }), viewOf({}))).toBe(0)
  expect(rule().largest(entryOf({ ...short, targetPrices: [99.25] }), viewOf({}))).toBe(Number.POSITIVE_INFINITY)
  expect(rule().largest(entryOf({ ...short, targetPrices: [99.26] }), viewOf({}))).toBe(0)
  expect(sizeEntry(entryOf({ targetPrices: [100.74] }), [rule()], viewOf({}))).toEqual({
    rule: 'cost_gate',
    reason: 'the target pays 0.740 %, 3 round trips cost 0.750 %',
  })
})

test('the first target is judged, and none where there is none', () => {
  expect(rule().largest(entryOf({ targetPrices: [100.74, 110] }), viewOf({}))).toBe(0)
  expect(rule().largest(entryOf({ targetPrices: [] }), viewOf({}))).toBe(Number.POSITIVE_INFINITY)
})
