import { expect, test } from 'vitest'
import { barsAt, entriesOf, signalsOf } from '../testing/signals-of.ts'
import { squeezeRelease } from './squeeze.ts'

/** The bands lie within the channel from bar `period` on. */
const quiet = (count: number) => new Array<number>(count).fill(100)

test('enters where the squeeze releases, in the direction of momentum', () => {
  const [up] = signalsOf(squeezeRelease, barsAt([...quiet(40), 110]))
  // ATR 14 is 1 + (11 - 1) / 14 at that bar, and the stop two of it below 110.
  expect(up).toMatchObject({ bar: 40, side: 'long', reason: 'a squeeze of 20 bars released up' })
  expect(up).toHaveProperty('stopLoss', expect.closeTo(110 - 2 * (1 + 10 / 14), 10))
  const [down] = signalsOf(squeezeRelease, barsAt([...quiet(40), 90]))
  expect(down).toMatchObject({ bar: 40, side: 'short', reason: 'a squeeze of 20 bars released down' })
  expect(down).toHaveProperty('stopLoss', expect.closeTo(90 + 2 * (1 + 10 / 14), 10))
})

test('the longer the squeeze, the surer, up to 0.8', () => {
  const confidenceAfter = (bars: number) => {
    const [signal] = signalsOf(squeezeRelease, barsAt([...quiet(bars), 110]))
    return signal?.side === 'long' ? signal.confidence : undefined
  }
  expect(confidenceAfter(40)).toBeCloseTo(0.7, 10)
  expect(confidenceAfter(90)).toBe(0.8)
})

test('a squeeze that was too short is no entry', () => {
  const bars = barsAt([...quiet(40), 110, 112])
  expect(entriesOf(signalsOf(squeezeRelease, bars, { leastBars: 20 }))).toEqual(['40 long'])
  expect(entriesOf(signalsOf(squeezeRelease, bars, { leastBars: 21 }))).toEqual([])
})

test('the entry is void when the squeeze comes back within failBars', () => {
  // With four bars the closes are all 112 at bar 24 and within the channel again at bar 23: 110, 112, 112, 112.
  const bars = barsAt([...quiet(20), 110, 112, 112, 112, 112])
  const void3 = signalsOf(squeezeRelease, bars, { period: 4, failBars: 3 })
  expect(void3.map(({ bar, side }) => `${bar} ${side}`)).toEqual(['20 long', '23 flat'])
  expect(void3[1]).toMatchObject({ invalidates: true, reason: 'the squeeze came back at once' })
  const later = signalsOf(squeezeRelease, bars, { period: 4, failBars: 2 })
  expect(later[1]).not.toHaveProperty('invalidates')
})

test('leaves once when momentum turns', () => {
  const up = signalsOf(squeezeRelease, barsAt([...quiet(20), 110, 112, 114, 114, 114, 114, 112]), { period: 4 })
  expect(up.map(({ bar, side }) => `${bar} ${side}`)).toEqual(['20 long', '24 flat'])
  expect(up[1]).toMatchObject({ from: 'long', reason: 'momentum turned' })
  const down = signalsOf(squeezeRelease, barsAt([...quiet(20), 90, 88, 86, 86, 86, 86, 88]), { period: 4 })
  expect(down[1]).toMatchObject({ bar: 24, from: 'short', reason: 'momentum turned' })
})

test('no short where its third target would lie below 0', () => {
  // ATR 14 is 1 + 99 / 14 = 8.07 when the price falls from 100 to 0.5: 3 x 2 x 8.07 is more than the price.
  expect(signalsOf(squeezeRelease, barsAt([...quiet(40), 0.5], '1h', 0.5))).toEqual([])
})

test('no entry before the distance of its stop is known', () => {
  // The squeeze of four bars is known from bar 4 on, ATR 14 from bar 14 on.
  expect(signalsOf(squeezeRelease, barsAt([...quiet(12), 110]), { period: 4 })).toEqual([])
  expect(entriesOf(signalsOf(squeezeRelease, barsAt([...quiet(15), 110]), { period: 4 }))).toEqual(['15 long'])
})
