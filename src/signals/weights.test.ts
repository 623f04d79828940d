import { expect, test } from 'vitest'
import { TrackRecord } from './track-record.ts'
import { WEIGHTINGS, weightsOf } from './weights.ts'

function recordOf(...results: readonly number[]): TrackRecord {
  const record = new TrackRecord()
  for (const result of results) record.add(result)
  return record
}

const steady = recordOf(...new Array<number>(50).fill(0.5))
const wild = recordOf(...Array.from({ length: 50 }, (_, k) => (k % 2 === 0 ? 4 : -3)))
const losing = recordOf(...new Array<number>(50).fill(-1))

test.each(WEIGHTINGS)('%s: shares sum to 1, and all are alike at the start', (weighting) => {
  const sum = weightsOf(weighting, [steady, wild, losing]).reduce((a, b) => a + b)
  expect(sum).toBeCloseTo(1, 12)
  expect(weightsOf(weighting, [new TrackRecord(), new TrackRecord()])).toEqual([0.5, 0.5])
})

test('equal is equal', () => {
  expect(weightsOf('equal', [steady, losing])).toEqual([0.5, 0.5])
})

test('inverse volatility gives the wild one less', () => {
  const [one = 0, other = 0] = weightsOf('inverse-volatility', [steady, wild])
  expect(one / other).toBeCloseTo(wild.spread / steady.spread, 9)
})

test('performance gives the winner more, and the loser a little', () => {
  const [winner = 0, loser = 0] = weightsOf('performance', [steady, losing])
  expect(winner / loser).toBeCloseTo((0.1 + steady.mean / steady.spread) / 0.1, 9)
  expect(loser).toBeGreaterThan(0)
})
