import { expect, test } from 'vitest'
import type { Signal } from '../core/signal.ts'
import { Bars } from '../market/bars.ts'
import { Bar } from '../strategies/bar.ts'
import { Follower } from './follower.ts'

const LONG: Signal = { side: 'long', confidence: 0.6, stopLossPct: 10, takeProfitPct: 20, reason: 'up' }
const SHORT: Signal = { side: 'short', confidence: 0.6, stopLossPct: 10, reason: 'down' }
const FLAT: Signal = { side: 'flat', reason: 'enough' }

/** Follows what is said at each bar of open, high, low and close; tells the stance after each, and the results. */
function follow(rows: readonly (readonly [number, number, number, number, Signal?])[], lifetimeBars?: number) {
  const bars = new Bars('1h')
  for (const [i, [open, high, low, close]] of rows.entries())
    bars.append(i * bars.timeframeMs, open, high, low, close, 1)
  const bar = new Bar(bars)
  const follower = new Follower(({ index }) => rows[index]?.[4], lifetimeBars)
  const results: number[] = []
  const add = follower.record.add.bind(follower.record)
  follower.record.add = (result) => {
    results.push(result)
    add(result)
  }
  const stances = rows.map((_, i) => {
    bar.position = i
    const isChanged = follower.follow(bar)
    return `${follower.stance?.signal.side ?? '-'}${isChanged ? '!' : ''}`
  })
  return { stances, results }
}

test('a stance lasts until the stop, which gives -1 R, or what a gap makes of it', () => {
  const stopped = follow([
    [100, 100, 100, 100, LONG],
    [100, 105, 91, 95],
    [95, 96, 90, 92],
  ])
  expect(stopped).toEqual({ stances: ['long!', 'long', '-!'], results: [-1] })
  const gapped = follow([
    [100, 100, 100, 100, LONG],
    [80, 85, 79, 85],
  ])
  expect(gapped.results).toEqual([-2])
})

test('or until the target, and the stop comes first where a bar holds both', () => {
  const rows = (low: number) =>
    [
      [100, 100, 100, 100, LONG],
      [100, 121, low, 120],
    ] as const
  expect(follow(rows(95)).results).toEqual([2])
  expect(follow(rows(90)).results).toEqual([-1])
})

test('or until the strategy leaves, turns around, or has said it too long ago', () => {
  expect(
    follow([
      [100, 100, 100, 100, LONG],
      [100, 105, 100, 105, FLAT],
    ]).results[0],
  ).toBeCloseTo(0.5, 12)
  const turned = follow([
    [100, 100, 100, 100, LONG],
    [100, 105, 100, 105, SHORT],
  ])
  expect(turned.stances).toEqual(['long!', 'short!'])
  const old = follow(
    [
      [100, 100, 100, 100, LONG],
      [100, 101, 100, 101],
      [101, 102, 101, 102],
    ],
    2,
  )
  expect(old.stances).toEqual(['long!', 'long', '-!'])
  expect(old.results[0]).toBeCloseTo(0.2, 12)
})

test('what is said again, or takes a part off, changes nothing', () => {
  const { stances } = follow([
    [100, 100, 100, 100, LONG],
    [100, 101, 100, 101, LONG],
    [100, 101, 100, 101, { ...FLAT, share: 0.5 }],
    [100, 101, 100, 101, { side: 'flat', from: 'short', reason: 'not mine' }],
  ])
  expect(stances).toEqual(['long!', 'long', 'long', 'long'])
})
