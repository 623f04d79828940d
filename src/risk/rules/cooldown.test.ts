import { expect, test } from 'vitest'
import { sizeEntry } from '../size-entry.ts'
import { closedTrade, entryOf, viewOf } from '../testing/entries.ts'
import { cooldown } from './cooldown.ts'

const rule = () => cooldown(3_600_000)
const view = viewOf({ past: { trades: [closedTrade({ exitAt: 0 }), closedTrade({ exitAt: 1000 })] } })

test('a symbol rests for so long after its last position was closed, to the millisecond', () => {
  expect(rule().largest(entryOf({ at: 3_600_999 }), view)).toBe(0)
  expect(rule().largest(entryOf({ at: 3_601_000 }), view)).toBe(Number.POSITIVE_INFINITY)
  expect(sizeEntry(entryOf({ at: 91_000 }), [rule()], view)).toEqual({
    rule: 'cooldown',
    reason: 'BTC/USDT:USDT was closed 1.5 minutes ago, it rests for 60',
  })
})

test('another symbol does not rest', () => {
  expect(rule().largest(entryOf({ market: 1, at: 1001 }), view)).toBe(Number.POSITIVE_INFINITY)
})
