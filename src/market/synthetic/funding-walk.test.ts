import { expect, test } from 'vitest'
import { FundingWalk } from './funding-walk.ts'

const MINUTE = 60_000
const HOURS_8 = 480 * MINUTE
/** A draw that makes every normal draw 0: no noise. */
const still = () => 0.5

function ratesOf(priceAt: (minute: number) => number, draw = still): number[] {
  const walk = new FundingWalk(draw)
  for (let minute = 0; minute <= 1440; minute++) walk.next(minute * MINUTE, priceAt(minute))
  expect(walk.events.map(({ at }) => at)).toEqual([0, HOURS_8, 2 * HOURS_8, 3 * HOURS_8])
  return walk.events.map(({ rate }) => rate)
}

test('pays exactly 0.01 % every eight hours when the price stands still', () => {
  expect(ratesOf(() => 100)).toEqual([0.0001, 0.0001, 0.0001, 0.0001])
})

test('longs pay more after a rise and are paid after a fall', () => {
  expect(ratesOf((minute) => 100 + minute / 40).at(-1)).toBeGreaterThan(0.0005)
  expect(ratesOf((minute) => 100 - minute / 40).at(-1)).toBeLessThan(-0.0005)
})

test('never exceeds 0.3 %', () => {
  expect(ratesOf((minute) => (minute < 480 ? 100 : 900)).slice(1, 2)).toEqual([0.003])
})
