import { expect, test } from 'vitest'
import { defineStrategy } from '../strategies/strategy.ts'
import { barsAt, signalsOf } from '../strategies/testing/signals-of.ts'
import { activeByRegime } from './by-regime.ts'

const talker = defineStrategy({
  name: 'talker',
  about: 'Wants in at every tenth bar, and out at every tenth but five.',
  timeframe: '1h',
  regimes: ['ranging'],
  params: {},
  build: () => (bar) => {
    if (bar.index % 10 === 5) return { side: 'flat', reason: 'out' }
    return bar.index % 10 === 0 ? { side: 'long', confidence: 0.5, stopLossPct: 5, reason: 'in' } : undefined
  },
})
const trend = barsAt(
  Array.from({ length: 400 }, (_, k) => 100 + k),
  '1h',
  0.2,
)

test('outside its regimes it proposes no entry, and still leaves', () => {
  const known = (definition: typeof talker) => signalsOf(definition, trend).filter(({ bar }) => bar >= 300)
  expect(known(talker).map(({ side }) => side)).toHaveLength(20)
  expect(known(activeByRegime(talker)).map(({ side }) => side)).toEqual(new Array(10).fill('flat'))
})

test('until the regime is known it is active', () => {
  const early = signalsOf(activeByRegime(talker), trend).filter(({ bar }) => bar < 100)
  expect(early.map(({ side }) => side)).toContain('long')
})

test('one that is made for any market stays as it is', () => {
  const { regimes: _, ...any } = talker
  expect(activeByRegime(any)).toBe(any)
})
