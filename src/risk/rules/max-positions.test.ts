import { expect, test } from 'vitest'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { fixedNotional } from './fixed-notional.ts'
import { maxPositions, maxPositionsAfterExits } from './max-positions.ts'

const rules = () => [fixedNotional(1000), maxPositions(3)]

test('the third of three is let in, the fourth is not', () => {
  expect(sizeEntry(entryOf({}), rules(), viewOf({ positionCount: 2 }))).toEqual({
    quantity: 10,
    limitedBy: 'fixed_notional',
  })
  expect(sizeEntry(entryOf({}), rules(), viewOf({ positionCount: 3 }))).toEqual({
    rule: 'max_positions',
    reason: '3 of 3 positions are taken',
  })
})

test('an addition to a position takes no place of its own', () => {
  expect(maxPositions(3).largest(entryOf({ heldQuantity: 1 }), viewOf({ positionCount: 3 }))).toBe(
    Number.POSITIVE_INFINITY,
  )
})

test('a position that is being closed counts, unless exits are as good as done', () => {
  const view = viewOf({ positionCount: 3, closingCount: 1 })
  expect(maxPositions(3).largest(entryOf({}), view)).toBe(0)
  expect(maxPositionsAfterExits(3).largest(entryOf({}), view)).toBe(Number.POSITIVE_INFINITY)
  expect(maxPositionsAfterExits(2).largest(entryOf({}), view)).toBe(0)
  expect(maxPositionsAfterExits(2).explain(entryOf({}), view)).toBe('2 of 2 positions are taken')
})
