import { expect, test } from 'vitest'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { fixedNotional } from './fixed-notional.ts'
import { maxPositions } from './max-positions.ts'

const rules = [fixedNotional(1000), maxPositions(3)]

test('the third of three is let in, the fourth is not', () => {
  expect(sizeEntry(entryOf({}), rules, viewOf({ positionCount: 2 }))).toEqual({
    quantity: 10,
    limitedBy: 'fixed_notional',
  })
  expect(sizeEntry(entryOf({}), rules, viewOf({ positionCount: 3 }))).toEqual({
    rule: 'max_positions',
    reason: '3 of 3 positions are taken',
  })
})
