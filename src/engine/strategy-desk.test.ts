import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Signal } from '../core/signal.ts'
import { Bars } from '../market/bars.ts'
import { Bar } from '../strategies/bar.ts'
import { StrategyDesk } from './strategy-desk.ts'

const BARS = 40
const bars = barsUpTo(BARS)

function barsUpTo(count: number): Bars {
  const made = new Bars('1m')
  for (let i = 0; i < count; i++) made.append(i * 60_000, 1, 1, 1, 1, 1)
  return made
}

/** Strategies that speak at the given bars of one market each, and what is asked of them and heard from them. */
function desk(
  speaking: readonly (readonly number[])[],
  changes: (slot: number, i: number) => boolean = () => true,
  over = bars,
  throwsAt = -1,
) {
  const asked: number[][] = speaking.map(() => [])
  const heard: string[] = []
  const slots = speaking.map((at, k) => ({
    index: k,
    strategy: k,
    strategyName: `s${k}`,
    market: k,
    sizing: 'risk' as const,
    bar: new Bar(over),
    decide: ({ index }: Bar): Signal | undefined => {
      asked[k]?.push(index)
      if (index === throwsAt) throw new Error('enough')
      return at.includes(index) ? { side: 'flat', reason: `${index}` } : undefined
    },
  }))
  const onSignal = ({ index }: { readonly index: number }, signal: Signal, now: number): boolean => {
    heard.push(`${now}: s${index} says ${signal.reason}`)
    return changes(index, Number(signal.reason))
  }
  const onStopped = ({ index }: { readonly index: number }, error: Error, now: number) => {
    heard.push(`${now}: s${index} stopped, ${error.message}`)
  }
  return { asked, heard, desk: new StrategyDesk(slots, { onSignal, onStopped }) }
}

const speaking = fc.array(fc.array(fc.nat(BARS - 1)), { minLength: 1, maxLength: 3 })

test('asking ahead, in whatever parts, hears what asking bar by bar hears', () => {
  fc.assert(
    fc.property(speaking, fc.array(fc.nat(9)), (at, parts) => {
      const plain = desk(at)
      for (let i = 0; i < BARS; i++) plain.desk.hear({ closesAt: i, closed: new Int32Array(at.length).fill(i) })
      const ahead = desk(at)
      let i = 0
      for (let k = 0; i < BARS; k++) {
        const to = Math.min(BARS, i + 1 + (parts[k % Math.max(1, parts.length)] ?? 5))
        // Every other part is played bar by bar, as where something happens at the venue.
        const next = k % 2 === 0 ? ahead.desk.nextSignal(i, to) : i
        if (next < to) ahead.desk.hearAt(next, next)
        i = Math.min(next + 1, to)
      }
      expect(ahead.heard).toEqual(plain.heard)
      const everyBar = Array.from({ length: BARS }, (_, bar) => bar)
      for (const order of ahead.asked) expect(order).toEqual(everyBar)
    }),
  )
})

test('tells whether a signal changed something', () => {
  const { desk: both } = desk([[3], [3]], (slot) => slot === 0)
  expect(both.nextSignal(0, BARS)).toBe(3)
  expect(both.hearAt(3, 0)).toBe(true)
  expect(both.hearAt(4, 0)).toBe(false)
  const { desk: neither } = desk([[3], [5]], () => false)
  expect(neither.nextSignal(0, 3)).toBe(3)
  expect(neither.nextSignal(0, BARS)).toBe(3)
  expect(neither.hearAt(3, 0)).toBe(false)
  expect(neither.nextSignal(4, BARS)).toBe(5)
})

test('goes on where it was when old bars are dropped, and what it had asked ahead waits at its new place', () => {
  const own = barsUpTo(BARS)
  const { desk: one, heard, asked } = desk([[30, 35]], () => true, own)
  expect(one.nextSignal(0, BARS)).toBe(30)
  own.forget(20)
  one.forget([20])
  expect(one.nextSignal(0, 20)).toBe(10)
  expect(one.hearAt(10, 1000)).toBe(true)
  expect(one.nextSignal(11, 20)).toBe(15)
  expect(one.hearAt(15, 2000)).toBe(true)
  expect(heard).toEqual(['1000: s0 says 30', '2000: s0 says 35'])
  expect(asked).toEqual([Array.from({ length: 36 }, (_, bar) => bar)])
})

test('one that was stopped stays so when old bars are dropped', () => {
  const own = barsUpTo(BARS)
  const { desk: one, heard } = desk([[]], () => true, own, 5)
  one.hearAt(5, 0)
  own.forget(4)
  one.forget([4])
  expect(one.nextSignal(2, 36)).toBe(36)
  expect(heard).toEqual(['0: s0 stopped, strategy s0 threw enough at the bar of 1970-01-01T00:05:00.000Z'])
})

test('a market without a bar is not asked', () => {
  const { desk: two, asked } = desk([[0], [0]])
  two.hear({ closesAt: 0, closed: Int32Array.of(0, -1) })
  expect(asked).toEqual([[0], []])
})
