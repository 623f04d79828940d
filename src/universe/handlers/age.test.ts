import { expect, test } from 'vitest'
import { AT, candidateOf, DAY_MS, HOUR_MS, reasonsOf, universeOf } from '../testing/candidates.ts'
import { age } from './age.ts'

test('thirty days after the listing a market is in, an hour before it is not', () => {
  const listedAt = AT - 30 * DAY_MS
  expect(universeOf(age({ minDays: 30 }), [candidateOf({ listedAt })]).symbols).toEqual(['SOL/USDT'])
  expect(reasonsOf(universeOf(age({ minDays: 30 }), [candidateOf({ listedAt: listedAt + HOUR_MS })]))).toEqual([
    'SOL/USDT: age of 29.9583 days is below 30',
  ])
  expect(reasonsOf(universeOf(age({ minDays: 30 }), [candidateOf({ listedAt: listedAt + 1 })]))).toEqual([
    'SOL/USDT: age of 29.999999988425927 days is below 30',
  ])
})
