import { describe, expect, test } from 'vitest'
import { parseLedgerEvent } from './ledger-event.ts'
import { deposit, fill, funding, started } from './testing/events.ts'

const parse = (event: unknown) => parseLedgerEvent(JSON.stringify(event), 'record 7 of walk')

describe('an event of a journal', () => {
  test('that may move money is read without what the ledger has no use for', () => {
    const { startedAt, session, capital, quote } = started()
    expect(parse(started())).toEqual({ type: 'started', startedAt, session, capital, quote })
    expect(parse(deposit('1.50', null))).toEqual({ type: 'command', at: null, amount: '1.50' })
    expect(parse(funding(-1))).toEqual(funding(-1))
    const { side, slippage, liquidity, ...read } = fill({ order: null })
    expect(parse(fill({ order: null }))).toEqual(read)
    expect([side, slippage, liquidity]).toEqual(['buy', 0, 'taker'])
  })

  test('that moves none is undefined', () => {
    expect(parse({ type: 'signal', at: 1 })).toBeUndefined()
    expect(parse({ type: 'ended', at: null, end: 'stopped' })).toBeUndefined()
  })

  test.each([
    ['not JSON', '{"type":"fill"'],
    ['no object', '7'],
    ['of an unknown type', '{"type":"transfer","at":1}'],
    ['of no type', '{"at":1}'],
    ['a fill without a price', JSON.stringify({ ...fill(), price: undefined })],
    ['a fill at no price', JSON.stringify(fill({ price: Number.NaN }))],
    ['a deposit that is a number', '{"type":"command","at":1,"amount":5}'],
  ])('%s is refused and named', (_name, text) => {
    expect(() => parseLedgerEvent(text, 'record 7 of walk')).toThrow('record 7 of walk is no event')
  })
})
