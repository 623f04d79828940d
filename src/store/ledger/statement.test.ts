import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SessionEvent } from '../../core/session-event.ts'
import { Exact } from './amount.ts'
import { LedgerBooks } from './ledger-books.ts'
import { type StatementSpan, statementOf } from './statement.ts'
import { deposit, exit, fill, funding, HOUR, START, started } from './testing/events.ts'

const postingsOf = (events: readonly SessionEvent[]) => {
  const books = new LedgerBooks()
  return events.flatMap((event) => books.post(event))
}

function written(events: readonly SessionEvent[], span: StatementSpan): string[] {
  return statementOf(postingsOf(events), span).map(
    ({ period, asset, opening, deposits, realisedPnl, fees, funding: paid, closing }) =>
      `${period} ${asset}: ${opening} + ${deposits} + ${realisedPnl} + ${fees} + ${paid} = ${closing}`,
  )
}

const at = (hours: number) => START + hours * HOUR

const TWO_DAYS = [
  started(),
  fill(),
  funding(-1.5, { at: at(2) }),
  deposit('500.25', at(2)),
  exit({ at: at(3), fee: 3.06 }),
  deposit('-100', at(30)),
]

describe('a statement', () => {
  test('by day: each opens where the day before closed', () => {
    expect(written(TWO_DAYS, 'day')).toEqual([
      '2024-01-31 USDT: 0 + 1000 + 0 + -3 + 0 = 997',
      '2024-02-01 USDT: 997 + 500.25 + 100 + -3.06 + -1.5 = 1592.69',
      '2024-02-02 USDT: 1592.69 + -100 + 0 + 0 + 0 = 1492.69',
    ])
  })

  test('by month', () => {
    expect(written(TWO_DAYS, 'month')).toEqual([
      '2024-01 USDT: 0 + 1000 + 0 + -3 + 0 = 997',
      '2024-02 USDT: 997 + 400.25 + 100 + -3.06 + -1.5 = 1492.69',
    ])
  })

  test('has a line for each asset, and holds coins at their cost', () => {
    const spot = { symbol: 'BTC/USDT', quantity: 0.01, contractSize: 1, leverage: 1 }
    const events = [
      started(),
      fill({ ...spot, fee: 0.00001, feeAsset: 'BTC' }),
      exit({ ...spot, at: at(24), fee: 0.001, feeAsset: 'BNB' }),
    ]
    expect(written(events, 'day')).toEqual([
      '2024-01-31 BTC: 0 + 0 + 0 + -0.00001 + 0 = -0.00001',
      '2024-01-31 USDT: 0 + 1000 + 0 + 0 + 0 = 1000',
      '2024-02-01 BNB: 0 + 0 + 0 + -0.001 + 0 = -0.001',
      '2024-02-01 BTC: -0.00001 + 0 + 0 + 0 + 0 = -0.00001',
      '2024-02-01 USDT: 1000 + 0 + 10 + 0 + 0 = 1010',
    ])
  })

  test('of a session that plays the past begins with its capital', () => {
    const startedAt = Date.UTC(2026, 10, 21)
    const events = [started({ startedAt }), deposit('50', null), fill({ fee: 0 }), deposit('1', at(1))]
    expect(written(events, 'day')).toEqual([
      '2024-01-31 USDT: 0 + 1050 + 0 + 0 + 0 = 1050',
      '2024-02-01 USDT: 1050 + 1 + 0 + 0 + 0 = 1051',
    ])
  })

  test('of a session without a trade has what was paid in', () => {
    expect(written([started(), deposit('5', at(1))], 'day')).toEqual([
      '2024-01-31 USDT: 0 + 1000 + 0 + 0 + 0 = 1000',
      '2024-02-01 USDT: 1000 + 5 + 0 + 0 + 0 = 1005',
    ])
  })

  test('of nothing is empty', () => {
    expect(statementOf([], 'day')).toEqual([])
  })

  test('refuses a posting without a time, or of an account that there is not', () => {
    const [posting] = postingsOf([started()])
    if (posting === undefined) throw new Error('no posting')
    expect(() => statementOf([{ ...posting, at: Number.NaN }], 'day')).toThrow(
      'a posting of "capital#0" has the time NaN',
    )
    expect(() => statementOf([{ ...posting, account: 'suspense' }], 'day')).toThrow('no account "suspense"')
  })

  test('does not add up when a posting is missing', () => {
    expect(() => statementOf(postingsOf([started()]).slice(1), 'day')).toThrow(
      'the statement of 2024-01-31 adds up to 0, the ledger has 1000',
    )
  })

  test('adds up for any deposits, in any order of time, and closes with what the books hold', () => {
    const amounts = fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((value) => new Exact(value).toFixed(20))
    const deposits = fc.array(fc.tuple(amounts, fc.integer({ min: 0, max: 2000 })), { maxLength: 30 })
    fc.assert(
      fc.property(deposits, fc.constantFrom<StatementSpan>('day', 'month'), (list, span) => {
        const events = [started(), fill(), ...list.map(([amount, hours]) => deposit(amount, at(hours)))]
        const lines = statementOf(postingsOf(events), span)
        const paid = list.reduce((sum, [amount]) => sum.plus(amount), new Exact(997))
        expect(lines.at(-1)?.closing).toBe(paid.toFixed())
        for (const [k, line] of lines.entries()) if (k > 0) expect(line.opening).toBe(lines[k - 1]?.closing)
      }),
    )
  })
})
