import { expect, test } from 'vitest'
import { Bars } from './bars.ts'
import { Timeline } from './timeline.ts'

function barsAt(...minutes: number[]): Bars {
  const bars = new Bars('1m')
  for (const minute of minutes) bars.append(minute * 60_000, 1, 2, 0.5, 1.5, minute)
  return bars
}

test('bars grow one by one and keep what they hold', () => {
  const bars = barsAt(...Array.from({ length: 1000 }, (_, k) => k))
  expect(bars.length).toBe(1000)
  expect(bars.time[999]).toBe(999 * 60_000)
  expect(bars.volume[500]).toBe(500)
  expect(bars.close.buffer).toBeInstanceOf(SharedArrayBuffer)
})

test('a bar that does not come later is refused', () => {
  expect(() => barsAt(1, 1)).toThrow('bar 60000 does not come after bar 60000')
  expect(() => barsAt(2, 1)).toThrow('bar 60000 does not come after bar 120000')
})

test('between takes the bars that open in the range, its end left out', () => {
  const part = barsAt(0, 1, 2, 5, 6).between(60_000, 360_000)
  expect([...part.time.subarray(0, part.length)]).toEqual([60_000, 120_000, 300_000])
})

test('indexAtOrAfter finds the first bar from a time on', () => {
  const bars = barsAt(0, 2, 4)
  expect([-1, 0, 1, 120_000, 120_001, 240_001].map((time) => bars.indexAtOrAfter(time))).toEqual([0, 0, 1, 1, 2, 3])
})

test('the timeline steps through the union of the times of all markets', () => {
  const timeline = new Timeline([barsAt(0, 1, 3), barsAt(1, 2, 3)])
  const steps: [number, number[]][] = []
  while (timeline.next()) steps.push([timeline.closesAt / 60_000, [...timeline.closed]])
  expect(steps).toEqual([
    [1, [0, -1]],
    [2, [1, 0]],
    [3, [-1, 1]],
    [4, [2, 2]],
  ])
})

test.each([1, 2])('a timeline of %i markets goes on when bars are added', (count) => {
  const markets = Array.from({ length: count }, () => barsAt(0, 1))
  const timeline = new Timeline(markets)
  while (timeline.next());
  expect(timeline.next()).toBe(false)
  for (const bars of markets) bars.append(120_000, 1, 1, 1, 1, 1)
  expect(timeline.next()).toBe(true)
  expect(timeline.closesAt).toBe(180_000)
  expect([...timeline.closed]).toEqual(new Array(count).fill(2))
  expect(timeline.next()).toBe(false)
})

test('dropped bars leave the others at the front, and room for as many more', () => {
  const bars = barsAt(0, 1, 2, 5, 6)
  const { capacity } = bars
  bars.forget(3)
  expect([bars.length, bars.forgotten, bars.capacity]).toEqual([2, 3, capacity])
  expect([...bars.time.subarray(0, 2)]).toEqual([300_000, 360_000])
  expect([...bars.volume.subarray(0, 2)]).toEqual([5, 6])
  bars.append(420_000, 1, 1, 1, 1, 7)
  expect(bars.volume[2]).toBe(7)
  expect(() => bars.forget(4)).toThrow('4 of 3 bars cannot be dropped')
})

test('a timeline goes on over markets that have dropped bars, each its own number', () => {
  const markets = [barsAt(0, 1, 2, 4, 5), barsAt(1, 2, 3, 5)]
  const plain = new Timeline(markets)
  const expected: number[] = []
  while (plain.next()) expected.push(plain.closesAt)
  const timeline = new Timeline(markets)
  const closes: number[] = []
  for (let k = 0; k < 3; k++) if (timeline.next()) closes.push(timeline.closesAt)
  const counts = [2, 1]
  for (const [m, count] of counts.entries()) markets[m]?.forget(count)
  timeline.forget(counts)
  const closed: number[][] = []
  while (timeline.next()) {
    closes.push(timeline.closesAt)
    closed.push([...timeline.closed])
  }
  expect(closes).toEqual(expected)
  expect(closed).toEqual([
    [-1, 1],
    [1, -1],
    [2, 2],
  ])
})

test('closes that are read in parts are those of moment by moment, aligned or not', () => {
  const markets = [barsAt(0, 1, 2, 3, 5, 6), barsAt(0, 1, 2, 4, 5, 6)]
  const out = new Float64Array(9).fill(-1)
  const timeline = new Timeline(markets)
  expect([timeline.readCloses(out, 1, 2), timeline.readCloses(out, 3, 3), timeline.readCloses(out, 6, 9)]).toEqual([
    2, 3, 2,
  ])
  expect([...out]).toEqual([-1, 1, 2, 3, 4, 5, 6, 7, -1].map((minute) => (minute < 0 ? -1 : minute * 60_000)))
})
