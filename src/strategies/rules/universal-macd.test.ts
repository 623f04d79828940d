import { expect, test } from 'vitest'
import { barsAt, entriesOf, ramp, signalsOf } from '../testing/signals-of.ts'
import { universalMacd } from './universal-macd.ts'

const flat = new Array<number>(60).fill(100)
const rise = [...flat, ...ramp(100.5, 0.5, 20)]

test('enters when MACD leaves its signal line in its own direction', () => {
  const up = signalsOf(universalMacd, barsAt(rise))
  // MACD is 0.04 % above its signal line at bar 60, 0.09 % at 61 and 0.16 % at 62.
  expect(entriesOf(up)).toEqual(['62 long'])
  expect(entriesOf(signalsOf(universalMacd, barsAt(rise), { leastPct: 0.2 }))).toEqual(['63 long'])
  const down = signalsOf(universalMacd, barsAt([...flat, ...ramp(99.5, -0.5, 20)]))
  expect(entriesOf(down)).toEqual(['62 short'])
})

test('leaves when MACD is back at its signal line, and is void when it crosses zero', () => {
  const closes = [...rise, ...ramp(109, -1, 25)]
  const said = signalsOf(universalMacd, barsAt(closes)).filter((one) => one.side === 'flat' && one.from === 'long')
  const [back, zero] = said
  expect(back).toMatchObject({ from: 'long', reason: 'MACD is back at its signal line' })
  expect(back).not.toHaveProperty('invalidates')
  expect(zero).toMatchObject({ from: 'long', invalidates: true, reason: 'MACD fell below zero' })
  expect((zero?.bar ?? 0) - (back?.bar ?? 0)).toBeGreaterThan(3)
})

test('says the same at any price level', () => {
  const at = (scale: number) =>
    signalsOf(
      universalMacd,
      barsAt(
        [...rise, ...ramp(109, -1, 25)].map((close) => close * scale),
        '1h',
        0.5 * scale,
      ),
    ).map(({ bar, side, reason }) => `${bar} ${side} ${reason}`)
  expect(at(1024)).toEqual(at(1))
  expect(at(1 / 1024)).toEqual(at(1))
})
