import { expect, test } from 'vitest'
import { bookImbalance } from '../indicators/catalogue.ts'
import { strategies } from './catalogue.ts'
import { neededSeries } from './needed-series.ts'
import { fundingCarry } from './rules/funding-carry.ts'
import { momentum } from './rules/momentum.ts'
import { defineStrategy } from './strategy.ts'

const declared = { name: 'mine', about: 'x', timeframe: '1h', params: {}, indicators: { bookImbalance } } as const

test('candles are enough for most, funding carry needs the funding rates', () => {
  expect(neededSeries(momentum)).toEqual([])
  expect(neededSeries(fundingCarry)).toEqual(['fundingRate'])
})

test('what is asked for on a larger timeframe counts as well', () => {
  const onBars = defineStrategy({
    ...declared,
    build: ({ lines }) => {
      lines.bookImbalance()
      return () => undefined
    },
  })
  const onLarger = defineStrategy({
    ...declared,
    build: ({ lines }) => {
      lines.on('4h').bookImbalance()
      return () => undefined
    },
  })
  expect(neededSeries(onBars)).toEqual(['bidDepth', 'askDepth'])
  expect(neededSeries(onLarger)).toEqual(['bidDepth', 'askDepth'])
})

test('an indicator that is declared and not read needs nothing', () => {
  expect(neededSeries(defineStrategy({ ...declared, build: () => () => undefined }))).toEqual([])
})

test('a strategy that throws in build is refused by its name', () => {
  const broken = defineStrategy({
    ...declared,
    build: () => {
      throw new Error('no luck')
    },
  })
  expect(() => neededSeries(broken)).toThrow('strategy mine threw no luck in build')
})

test('every strategy of the catalogue can be built without bars', () => {
  expect(strategies.filter((definition) => neededSeries(definition).length > 0).map(({ name }) => name)).toContain(
    'funding-carry',
  )
})
