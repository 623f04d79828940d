import { expect, test } from 'vitest'
import { minHold } from './min-hold.ts'

const rule = () => minHold(900_000)

test('a position is held for so long, not a millisecond longer', () => {
  expect(rule().holds?.(1000, 900_999)).toBe('the position was opened 15 minutes ago, and is held for 15 at least')
  expect(rule().holds?.(1000, 901_000)).toBeUndefined()
  expect(rule().holds?.(1000, 91_000)).toBe('the position was opened 1.5 minutes ago, and is held for 15 at least')
})
