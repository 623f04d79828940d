import { describe, expect, test } from 'vitest'
import { barsOf, expectClose, valuesOf } from '../testing/expect-values.ts'
import { meanOf } from '../testing/naive-window.ts'
import { randomBars } from '../testing/random-bars.ts'
import { candleTraits, maskOf, type Trait } from './candle-traits.ts'

const bars = randomBars({ count: 3000, seed: 2 })
const { traits, averageRange } = valuesOf(candleTraits, {}, bars)
const bodies = [...bars.close].map((close, i) => Math.abs(close - (bars.open[i] as number)))
const ranges = [...bars.high].map((high, i) => high - (bars.low[i] as number))

const has = (trait: Trait) => traits.map((bits) => (bits & maskOf([trait])) !== 0)

/** What `of` says of each bar that has traits. */
const where = (of: (i: number) => boolean) => traits.map((_bits, i) => i >= 10 && of(i))

const top = (i: number) => Math.max(bars.open[i] as number, bars.close[i] as number)
const bottom = (i: number) => Math.min(bars.open[i] as number, bars.close[i] as number)
const tiny = (i: number) => meanOf(ranges.slice(i - 10, i)) / 10
const upper = (i: number) => (bars.high[i] as number) - top(i)
const lower = (i: number) => bottom(i) - (bars.low[i] as number)

test('the mean range is that of the 5 bars before', () => {
  const expected = traits.map((_bits, i) => (i < 5 ? null : meanOf(ranges.slice(i - 5, i))))
  expectClose(averageRange, expected, 1e-9)
})

test('a body is measured by the 10 bars before, not by its own bar', () => {
  const close = [...Array.from({ length: 10 }, () => 102), 103, 102, 101]
  const lone = valuesOf(candleTraits, {}, barsOf({ open: close.map(() => 100), close })).traits.slice(-3)
  const sizes = maskOf(['long', 'notLong', 'short'])
  // The means before these bars are 2, 2.1 and 2.1.
  expect(lone.map((bits) => bits & sizes)).toEqual([
    maskOf(['long']),
    maskOf(['notLong', 'short']),
    maskOf(['notLong', 'short']),
  ])
})

describe('over random bars each trait is what its name says', () => {
  const open = (i: number) => bars.open[i] as number
  const close = (i: number) => bars.close[i] as number
  const high = (i: number) => bars.high[i] as number
  const low = (i: number) => bars.low[i] as number
  test.each<[Trait, (i: number) => boolean]>([
    ['white', (i) => close(i) >= open(i)],
    ['black', (i) => close(i) < open(i)],
    ['bodyAbove', (i) => bottom(i) > top(i - 1)],
    ['bodyBelow', (i) => top(i) < bottom(i - 1)],
    ['gapUp', (i) => low(i) > high(i - 1)],
    ['gapDown', (i) => high(i) < low(i - 1)],
    ['bodyWithin', (i) => top(i) <= top(i - 1) && bottom(i) >= bottom(i - 1)],
    ['bodyAround', (i) => top(i) >= top(i - 1) && bottom(i) <= bottom(i - 1)],
    ['higherClose', (i) => close(i) > close(i - 1)],
    ['lowerClose', (i) => close(i) < close(i - 1)],
    ['longUpperShadow', (i) => upper(i) > top(i) - bottom(i)],
    ['longLowerShadow', (i) => lower(i) > top(i) - bottom(i)],
  ])('%s', (trait, of) => expect(has(trait)).toEqual(where(of)))

  // Prices lie on a grid, so a size can equal a mean, and the order of adding then decides: those bars are left out.
  const near = (a: number, b: number) => Math.abs(a - b) < 1e-9
  const mean = (i: number) => meanOf(bodies.slice(i - 10, i))
  test.each<[Trait, (i: number) => number]>([
    ['long', (i) => (bodies[i] as number) - mean(i)],
    ['notLong', (i) => mean(i) - (bodies[i] as number)],
    ['short', (i) => mean(i) - (bodies[i] as number)],
    ['doji', (i) => tiny(i) - (bodies[i] as number)],
    ['shavenHead', (i) => tiny(i) - upper(i)],
    ['shavenBottom', (i) => tiny(i) - lower(i)],
    ['upperShadow', (i) => upper(i) - tiny(i)],
    ['lowerShadow', (i) => lower(i) - tiny(i)],
  ])('%s', (trait, excess) => {
    const clear = where((i) => !near(excess(i), 0))
    const actual = has(trait).filter((_is, i) => clear[i])
    expect(actual).toEqual(where((i) => excess(i) > 0).filter((_is, i) => clear[i]))
    expect(actual.length).toBeGreaterThan(2500)
  })
})
