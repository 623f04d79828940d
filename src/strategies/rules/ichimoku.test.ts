import { expect, test } from 'vitest'
import { barsAt, entriesOf, ramp, signalsOf } from '../testing/signals-of.ts'
import { ichimokuCloud } from './ichimoku.ts'

const flat = new Array<number>(120).fill(100)

test('enters when tenkan crosses kijun beyond the cloud', () => {
  const up = entriesOf(signalsOf(ichimokuCloud, barsAt([...flat, ...ramp(101, 1, 30)])))
  expect(up).toHaveLength(1)
  expect(up[0]).toMatch(/^1[23]\d long$/)
  const down = entriesOf(signalsOf(ichimokuCloud, barsAt([...flat, ...ramp(99, -1, 30)])))
  expect(down).toHaveLength(1)
  expect(down[0]).toMatch(/^1[23]\d short$/)
})

test('never below the cloud for a long: before it is known there is no entry at all', () => {
  expect(signalsOf(ichimokuCloud, barsAt(ramp(100, 1, 70)))).toEqual([])
})

test('leaves a long below the cloud', () => {
  const signals = signalsOf(ichimokuCloud, barsAt([...flat, 90]))
  expect(signals.at(-1)).toMatchObject({ bar: 120, side: 'flat', from: 'long' })
})
