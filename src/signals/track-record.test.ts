import { expect, test } from 'vitest'
import { TrackRecord } from './track-record.ts'

test('starts from a mean of 0 and a spread of 1', () => {
  const record = new TrackRecord()
  expect([record.count, record.mean, record.spread]).toEqual([0, 0, 1])
})

test('one lucky result does not make it sure', () => {
  const record = new TrackRecord()
  record.add(3)
  const keep = 0.5 ** (1 / 20)
  expect(record.mean).toBeCloseTo(3 / (5 * keep + 1), 12)
  expect(record.mean).toBeLessThan(0.6)
})

test('new results count more than old ones', () => {
  const record = new TrackRecord()
  for (let k = 0; k < 200; k++) record.add(-1)
  expect(record.mean).toBeCloseTo(-1, 2)
  expect(record.spread).toBeLessThan(0.1)
  for (let k = 0; k < 20; k++) record.add(1)
  // After twenty of them the old results count half: the mean is half way.
  expect(record.mean).toBeCloseTo(0, 1)
})
