import { expect, test, vi } from 'vitest'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { returnsOf } from '../testing/returns.ts'
import { maxClusterPositions } from './max-cluster-positions.ts'

const returns = returnsOf([
  [0.01, -0.01, 0.01, 0.02],
  [0.01, -0.01, -0.01, 0.02],
  [-0.01, 0.01, 0.01, -0.02],
  [-0.01, 0.01, -0.01, -0.02],
])
const rule = () => maxClusterPositions({ most: 2, threshold: 0.8 })
const holding = (...notionals: number[]) => viewOf({ notionals: Float64Array.from(notionals), returns })

test('positions that move together are counted, the own market is not', () => {
  expect(rule().largest(entryOf({}), holding(5, -5, 5, 0))).toBe(Number.POSITIVE_INFINITY)
  expect(rule().largest(entryOf({}), holding(0, -5, 0, 5))).toBe(0)
  expect(rule().largest(entryOf({ market: 2 }), holding(5, -5, 0, 5))).toBe(Number.POSITIVE_INFINITY)
  expect(sizeEntry(entryOf({}), [rule()], holding(0, -5, 0, 5))).toEqual({
    rule: 'max_cluster_positions',
    reason: '2 positions are open that move with BTC/USDT:USDT (correlation from 0.8 on), 2 may be',
  })
})

test('a run keeps the returns for it; without any nothing is known to move together', () => {
  const single = maxClusterPositions({ most: 1, threshold: 0.8 })
  expect(single.reads).toBe('returns')
  expect(single.largest(entryOf({}), viewOf({ notionals: Float64Array.of(0, 5) }))).toBe(Number.POSITIVE_INFINITY)
})

test('clusters are searched once a bar, however often the rule is asked', () => {
  const moving = returnsOf([
    [0.01, 0.01],
    [-0.01, -0.01],
  ])
  const compared = vi.spyOn(moving, 'correlation')
  const view = viewOf({ notionals: Float64Array.of(0, 5), returns: moving })
  const asked = rule()
  for (let k = 0; k < 3; k++) asked.largest(entryOf({}), view)
  expect(compared).toHaveBeenCalledTimes(1)
  moving.push(Float64Array.of(101, 101))
  for (let k = 0; k < 3; k++) asked.largest(entryOf({}), view)
  expect(compared).toHaveBeenCalledTimes(2)
})

test('clusters follow the returns', () => {
  const moving = returnsOf([
    [0.01, 0.01],
    [-0.01, -0.01],
    [0.01, 0.01],
  ])
  const view = viewOf({ notionals: Float64Array.of(0, 5), returns: moving })
  const alone = maxClusterPositions({ most: 1, threshold: 0.99 })
  expect(alone.largest(entryOf({}), view)).toBe(0)
  moving.push(Float64Array.of(150, 101))
  expect(alone.largest(entryOf({}), view)).toBe(Number.POSITIVE_INFINITY)
})
