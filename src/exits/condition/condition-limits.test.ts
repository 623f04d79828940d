import { expect, test } from 'vitest'
import type { Condition } from './condition.ts'
import { refuseTooLarge } from './condition-limits.ts'

const comparison: Condition = {
  type: 'comparison',
  left: { type: 'bar', field: 'close', timeframe: undefined },
  operator: '<',
  right: { type: 'negative', value: { type: 'number', value: 5 } },
  bars: 1,
}

/** A comparison of 4 parts and a depth of 3, under `count` times not. */
function under(count: number): Condition {
  let condition: Condition = comparison
  for (let i = 0; i < count; i++) condition = { type: 'not', condition }
  return condition
}

test('20 deep is allowed, 21 is not', () => {
  expect(() => refuseTooLarge(under(17))).not.toThrow()
  expect(() => refuseTooLarge(under(18))).toThrow(
    expect.objectContaining({
      code: 'usage',
      message: 'the condition is nested deeper than 20 parts',
      cure: 'Take parentheses away.',
    }),
  )
  expect(() => refuseTooLarge(under(100_000))).toThrow('the condition is nested deeper than 20 parts')
})

test('50 parts are allowed, 51 are not', () => {
  const twelve = Array.from({ length: 12 }, () => comparison)
  expect(() => refuseTooLarge({ type: 'and', conditions: [...twelve.slice(1), under(1)] })).not.toThrow() // 1 + 44 + 5
  expect(() => refuseTooLarge({ type: 'and', conditions: [...twelve.slice(1), under(2)] })).toThrow(
    expect.objectContaining({
      code: 'usage',
      message: 'the condition has more than 50 parts',
      cure: 'Leave some of it out, or make two conditions of it.',
    }),
  )
  // The first 50 are not all.
  expect(() => refuseTooLarge({ type: 'and', conditions: [...twelve.slice(1), under(1), comparison] })).toThrow(
    'more than 50 parts',
  )
  expect(() => refuseTooLarge({ type: 'and', conditions: Array.from({ length: 1e5 }, () => comparison) })).toThrow(
    'more than 50 parts',
  )
})
