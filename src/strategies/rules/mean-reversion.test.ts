import { expect, test } from 'vitest'
import { barsAt, entriesOf, signalsOf } from '../testing/signals-of.ts'
import { meanReversion } from './mean-reversion.ts'

const wave = Array.from({ length: 60 }, (_, i) => 100 + (i % 2))

test('bets against a close outside the band at an RSI extreme', () => {
  const down = signalsOf(meanReversion, barsAt([...wave, 97, 94, 90]))
  // RSI was near 50; falls of 4, 3 and 4 bring it to 38, 32 and 26, rises of 3, 3 and 4 to 59, 66 and 73.
  expect(entriesOf(down)).toEqual(['62 long'])
  const up = signalsOf(meanReversion, barsAt([...wave, 104, 107, 111]))
  expect(entriesOf(up)).toEqual(['62 short'])
})

test('a close outside the band alone is not enough', () => {
  const signals = signalsOf(meanReversion, barsAt([...wave, 97, 94, 90]), { oversold: 1 })
  expect(entriesOf(signals)).toEqual([])
})

test('leaves on the far side of the middle band', () => {
  const signals = signalsOf(meanReversion, barsAt([...wave, 99]))
  expect(signals.at(-1)).toMatchObject({ side: 'flat', from: 'short' })
  expect(signalsOf(meanReversion, barsAt([...wave, 102])).at(-1)).toMatchObject({ side: 'flat', from: 'long' })
})
