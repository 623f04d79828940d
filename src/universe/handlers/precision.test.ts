import { expect, test } from 'vitest'
import { AT, candidateOf, HOUR_MS, reasonsOf, universeOf } from '../testing/candidates.ts'
import { precision } from './precision.ts'

test('a tick of 0.01 at 5 is 0.2 %: in at that limit, out below it', () => {
  const market = candidateOf({ closes: [100, 5] })
  expect(universeOf(precision({ maxTickPct: 0.2 }), [market]).symbols).toEqual(['SOL/USDT'])
  expect(reasonsOf(universeOf(precision({ maxTickPct: 0.19 }), [market]))).toEqual([
    'SOL/USDT: one tick is 0.2 % of the price, which is above 0.19',
  ])
})

test('where every price is allowed nothing is too coarse; without a bar nothing is known', () => {
  expect(universeOf(precision({ maxTickPct: 0 }), [candidateOf({ tickSize: 0 })]).symbols).toEqual(['SOL/USDT'])
  const later = candidateOf({ closes: [5], endsAt: AT + HOUR_MS })
  expect(reasonsOf(universeOf(precision({ maxTickPct: 1 }), [later]))).toEqual(['SOL/USDT: has no closed bar yet'])
})
