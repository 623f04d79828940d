import { expect, test } from 'vitest'
import { Bars } from '../market/bars.ts'
import { BarQueue } from './bar-queue.ts'
import { ReplaySource } from './replay-source.ts'

function minutes(count: number): Bars {
  const bars = new Bars('1m')
  for (let k = 0; k < count; k++) bars.append(k * 60_000, 1, 2, 0.5, 1.5, 1)
  return bars
}

const never = new AbortController().signal

test('at full speed it fills the queue with whole moments and goes on when there is room', async () => {
  const markets = [minutes(5), minutes(5)]
  const source = new ReplaySource(markets, Number.POSITIVE_INFINITY, () => 0)
  const queue = new BarQueue(5)
  const taken = [new Bars('1m'), new Bars('1m')]
  expect(await source.fill(queue, never)).toBe(true)
  expect(queue.length).toBe(4)
  queue.drainInto(taken)
  expect(await source.fill(queue, never)).toBe(true)
  queue.drainInto(taken)
  expect(await source.fill(queue, never)).toBe(false)
  queue.drainInto(taken)
  expect(taken.map((bars) => bars.length)).toEqual([5, 5])
})

test('a bar comes when it is due on the clock, divided by the speed', async () => {
  let now = 1000
  const source = new ReplaySource([minutes(4)], 60_000, () => now)
  const queue = new BarQueue(10)
  const seen: number[] = []
  for (const at of [1001, 1002, 1004]) {
    now = at // at this speed a minute takes a millisecond
    await source.fill(queue, never)
    seen.push(queue.length)
  }
  expect(seen).toEqual([0, 1, 3])
})

test('what lies in the head start comes at once', async () => {
  const source = new ReplaySource([minutes(100)], 1, () => 0, 50 * 60_000)
  const queue = new BarQueue(1000)
  expect(await source.fill(queue, never)).toBe(true)
  expect(queue.length).toBe(50)
})

test('stopping wakes a source that waits', async () => {
  const source = new ReplaySource([minutes(3)], 1, () => 0)
  const stop = new AbortController()
  const filling = source.fill(new BarQueue(10), stop.signal)
  stop.abort()
  await expect(filling).rejects.toThrow()
})

test('a queue that is full says so, and nothing is lost in it', () => {
  const bars = minutes(3)
  const queue = new BarQueue(2)
  queue.push(0, bars, 0)
  queue.push(0, bars, 1)
  expect(() => queue.push(0, bars, 2)).toThrow('the queue of 2 bars is full')
  const taken = new Bars('1m')
  queue.drainInto([taken])
  expect([...taken.time.subarray(0, taken.length)]).toEqual([0, 60_000])
})
