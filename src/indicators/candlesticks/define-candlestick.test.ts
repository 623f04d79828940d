import { expect, test } from 'vitest'
import { barsOf, valuesOf } from '../testing/expect-values.ts'
import { randomBars } from '../testing/random-bars.ts'
import { defineCandlestick } from './define-candlestick.ts'

const rising = { name: 'rising', title: 'Rising', about: 'Closes higher and higher.' }

/** Eleven equal closes, then these. */
const closing = (...last: number[]) => barsOf({ close: [...Array.from({ length: 11 }, () => 5), ...last] })

test('has the traits of every bar of the pattern, the oldest first, however long it is', () => {
  const up = ['higherClose'] as const
  const four = defineCandlestick({ ...rising, bullish: { bars: [up, up, up, up] } })
  expect(valuesOf(four, {}, closing(6, 7, 8, 9, 10)).pattern.slice(-3)).toEqual([0, 100, 100])
  expect(valuesOf(four, {}, closing(5, 7, 8, 9, 10)).pattern.slice(-3)).toEqual([0, 0, 100])
})

test('gives 100 and -100 for the two directions', () => {
  const turn = defineCandlestick({
    ...rising,
    bullish: { bars: [['lowerClose'], ['higherClose']] },
    bearish: { bars: [['higherClose'], ['lowerClose']] },
  })
  expect(valuesOf(turn, {}, closing(6, 5, 6, 7)).pattern.slice(-4)).toEqual([0, -100, 100, 0])
})

test('asks the rule only where the traits are there', () => {
  const asked: number[] = []
  const match = (_candles: unknown, i: number) => asked.push(i) > 1
  const definition = defineCandlestick({ ...rising, bearish: { bars: [['lowerClose']], match } })
  expect(valuesOf(definition, {}, closing(4, 5, 3)).pattern.slice(-3)).toEqual([0, 0, -100])
  expect(asked).toEqual([11, 13])
})

test('has its first value when all bars of the pattern have traits', () => {
  const pair = defineCandlestick({ ...rising, bullish: { bars: [[], []] } })
  const { pattern } = valuesOf(pair, {}, randomBars({ count: 13, seed: 1 }))
  expect(pattern).toEqual([...Array.from({ length: 11 }, () => Number.NaN), 100, 100])
})
