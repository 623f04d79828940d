import { expect, test } from 'vitest'
import { entryOf, viewOf } from '../testing/entries.ts'
import { returnsOf } from '../testing/returns.ts'
import { maxClusterPositions } from './max-cluster-positions.ts'

const returns = returnsOf([
  [0.01, -0.01, 0.01, 0.02],
  [0.01, -0.01, -0.01, 0.02],
  [-0.01, 0.01, 0.01, -0.02],
  [-0.01, 0.01, -0.01, -0.02],
])
const rule = maxClusterPositions({ most: 2, threshold: 0.8 })
const holding = (...notionals: number[]) => viewOf({ notionals: Float64Array.from(notionals), returns })

test('positions that move together are counted, the own market is not', () => {
  expect(rule.largest(entryOf({}), holding(5, -5, 5, 0))).toBe(Number.POSITIVE_INFINITY)
  expect(rule.largest(entryOf({}), holding(0, -5, 0, 5))).toBe(0)
  expect(rule.largest(entryOf({ market: 2 }), holding(5, -5, 0, 5))).toBe(Number.POSITIVE_INFINITY)
  expect(rule.explain(entryOf({}), holding(0, -5, 0, 5))).toBe(
    '2 positions are open that move with BTC/USDT:USDT (correlation from 0.8 on), 2 may be',
  )
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
