import { expect, test } from 'vitest'
import { dailyEquity } from './daily-equity.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const START = Date.UTC(2024, 1, 28)

function daily(closes: readonly [number, number][], capital = 100) {
  return dailyEquity(
    Float64Array.from(closes, ([at]) => at),
    Float64Array.from(closes, ([, equity]) => equity),
    capital,
  )
}

test('takes the last close of each day, the one at midnight included', () => {
  const { day, equity, returns } = daily([
    [START + 12 * HOUR_MS, 150],
    [START + DAY_MS, 110],
    [START + DAY_MS + HOUR_MS, 121],
  ])
  expect(Array.from(day)).toEqual([START, START + DAY_MS])
  expect(Array.from(equity)).toEqual([110, 121])
  expect(returns[0]).toBeCloseTo(0.1, 12)
  expect(returns[1]).toBeCloseTo(0.1, 12)
})

test('a day without bars keeps the equity and returns nothing', () => {
  const { equity, returns } = daily([
    [START + HOUR_MS, 110],
    [START + 2 * DAY_MS + HOUR_MS, 99],
  ])
  expect(Array.from(equity)).toEqual([110, 110, 99])
  expect(returns[1]).toBe(0)
  expect(returns[2]).toBeCloseTo(-0.1, 12)
})

test('after everything is lost the returns are zero', () => {
  const { returns } = daily([
    [START + HOUR_MS, -10],
    [START + DAY_MS + HOUR_MS, 50],
  ])
  expect(Array.from(returns)).toEqual([-1.1, 0])
})

test('no bars are no days', () => {
  expect(daily([]).returns).toHaveLength(0)
})
