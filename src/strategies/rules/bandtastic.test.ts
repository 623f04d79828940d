import { expect, test } from 'vitest'
import { barsAt, entriesOf, signalsOf } from '../testing/signals-of.ts'
import { bandtastic } from './bandtastic.ts'

/** Nineteen of twenty closes at 100 +- 1: the deviation is near 1, and the twentieth decides how far out it lies. */
const wave = Array.from({ length: 60 }, (_, i) => 100 + (i % 2 === 0 ? 1 : -1))

test.each([
  [97, 'long', 2],
  [94, 'long', 3],
  [103, 'short', 2],
  [106, 'short', 3],
])('a close at %d is a %s beyond band %d', (close, side, depth) => {
  const last = signalsOf(bandtastic, barsAt([...wave, close])).at(-1)
  const place = side === 'long' ? 'below' : 'above'
  expect(last).toMatchObject({ bar: 60, side, reason: `close ${place} band ${depth} of 4` })
  expect(last).toHaveProperty('confidence', 0.4 + 0.1 * depth)
})

test('the level says from which band on', () => {
  expect(entriesOf(signalsOf(bandtastic, barsAt([...wave, 97]), { level: 3 }))).toEqual([])
  expect(entriesOf(signalsOf(bandtastic, barsAt([...wave, 94]), { level: 3 }))).toEqual(['60 long'])
})
