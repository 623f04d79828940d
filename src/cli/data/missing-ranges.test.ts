import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Bars } from '../../market/bars.ts'
import { missingRanges } from './missing-ranges.ts'

const MINUTE_MS = 60_000

/** Bars that open at these minutes. */
function barsAt(...minutes: number[]): Bars {
  const bars = new Bars('1m')
  for (const minute of minutes) bars.append(minute * MINUTE_MS, 1, 1, 1, 1, 1)
  return bars
}

interface Setup {
  readonly downloaded?: readonly (readonly [from: number, to: number])[]
  readonly pageBars?: number
}

function missing(stored: Bars, from: number, to: number, setup: Setup = {}): [number, number][] {
  const { downloaded = [], pageBars = 1 } = setup
  const ranges = missingRanges(stored, {
    wanted: { fromMs: from * MINUTE_MS, toMs: to * MINUTE_MS },
    downloaded: downloaded.map(([start, end]) => ({ from: start * MINUTE_MS, to: end * MINUTE_MS })),
    pageBars,
  })
  return ranges.map(({ fromMs, toMs }) => [fromMs / MINUTE_MS, toMs / MINUTE_MS])
}

test('everything is missing when nothing is there', () => {
  expect(missing(barsAt(), 5, 10)).toEqual([[5, 10]])
})

test('goes on behind the last bar', () => {
  expect(missing(barsAt(5, 6), 5, 10)).toEqual([[7, 10]])
})

test('nothing is missing when all is there', () => {
  expect(missing(barsAt(5, 6, 7), 5, 8)).toEqual([])
})

test('older bars are asked for up to the first one', () => {
  expect(missing(barsAt(5, 6), 2, 10)).toEqual([
    [2, 5],
    [7, 10],
  ])
})

test('no hole is left to bars that are far away', () => {
  expect(missing(barsAt(5, 6), 20, 30)).toEqual([[7, 30]])
  expect(missing(barsAt(50, 51), 20, 30)).toEqual([[20, 50]])
})

test('every hole is asked for, as a whole and wherever it is, unless a download has been there', () => {
  expect(missing(barsAt(5, 7, 20), 8, 12)).toEqual([
    [6, 7],
    [8, 20],
  ])
  expect(missing(barsAt(5, 7, 20), 8, 12, { downloaded: [[5, 9]] })).toEqual([[9, 20]])
  expect(missing(barsAt(5, 7, 20), 30, 31, { downloaded: [[5, 21]] })).toEqual([[21, 31]])
})

test('what comes before the first bar and after the last one is not asked for again either', () => {
  expect(missing(barsAt(5, 6), 0, 10, { downloaded: [[0, 9]] })).toEqual([[9, 10]])
})

test('holes that one page can hold are asked for together', () => {
  const stored = barsAt(0, 2, 4, 6, 20)
  expect(missing(stored, 0, 21, { pageBars: 4 })).toEqual([
    [1, 4],
    [5, 6],
    [7, 20],
  ])
})

test('with them nothing that is wanted is left out, and nothing that is there comes twice', () => {
  const minutes = fc.uniqueArray(fc.nat(40), { maxLength: 20 }).map((list) => list.sort((a, b) => a - b))
  fc.assert(
    fc.property(minutes, fc.nat(40), fc.integer({ min: 1, max: 20 }), (stored, from, count) => {
      const ranges = missing(barsAt(...stored), from, from + count)
      const asked = ranges.flatMap(([a, b]) => Array.from({ length: b - a }, (_, k) => a + k))
      expect(new Set(asked).size).toBe(asked.length)
      expect(asked.filter((minute) => stored.includes(minute))).toEqual([])
      for (let minute = from; minute < from + count; minute++) {
        expect(asked.includes(minute) || stored.includes(minute)).toBe(true)
      }
    }),
  )
})
