import { expect, test } from 'vitest'
import type { SessionEvent } from '../../core/session-event.ts'
import { parseExportedEvent } from './parse-event.ts'
import { closed, deposit, entryFill, entryOrder, started } from './testing/session-events.ts'

const parse = (event: unknown) => parseExportedEvent(JSON.stringify(event), 'record 7 of s1')

test('of an event that exports use, what they read is kept', () => {
  const trade = closed(5, { contributions: [{ strategy: 'momentum', share: 1 }] })
  expect(parse(trade)).toEqual(trade)
  expect(parse(started)).toEqual({
    type: 'started',
    session: 's1',
    startedAt: Date.UTC(2025, 9, 30, 14, 30),
    capital: 10_000,
    quote: 'USDT',
  })
  expect(parse(deposit(null, '-20.5'))).toEqual({ type: 'command', at: null, command: 'deposit', amount: '-20.5' })
  expect(parse(entryOrder())).toMatchObject({ order: 1, strategy: 'momentum', plan: { stopPrice: 41_800 } })
  expect(parse(entryFill())).toMatchObject({ order: 1, price: 42_500, contractSize: 1 })
})

test('every way of a target is known', () => {
  const targets = [
    { price: 1, share: 0.5 },
    { pct: 2, share: 0.3 },
    { r: 3, share: 0.2 },
  ]
  const plan = { reason: 'r', confidence: 1, stopPrice: null, stopPct: 2, targets }
  expect(parse(entryOrder({ plan }))).toMatchObject({ plan: { targets } })
})

test('of other events it is kept when they happened', () => {
  const event: SessionEvent = { type: 'stopped', at: 3, symbol: 'S', strategy: 's', error: 'e' }
  expect(parse(event)).toEqual({ type: 'stopped', at: 3 })
})

test.each([
  ['not JSON', '{"type":"trade"'],
  ['an unknown type', '{"type":"party","at":1}'],
  ['a number as text', '{"type":"signal","at":"1"}'],
  ['an amount that is none', '{"type":"command","at":1,"command":"deposit","amount":"1e9"}'],
  ['a trade without its fields', '{"type":"trade","at":1,"trade":{}}'],
])('%s is refused by the name of the record', (_what, text) => {
  expect(() => parseExportedEvent(text, 'record 7 of s1')).toThrow(/^record 7 of s1 is no event: /)
})
