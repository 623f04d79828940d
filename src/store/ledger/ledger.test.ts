import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Ledger } from './ledger.ts'
import type { LedgerPosting } from './ledger-posting.ts'
import { START } from './testing/events.ts'
import { writtenBalances } from './testing/written-down.ts'

const posting = (account: string, amount: string, asset = 'USDT'): LedgerPosting => ({
  at: START,
  account,
  asset,
  amount,
  kind: 'deposit',
  symbol: null,
  reference: 'deposit#7',
})

describe('a ledger', () => {
  test('keeps balances by account and asset, exactly', () => {
    const ledger = new Ledger()
    ledger.add([posting('external', '-0.3'), posting('cash', '0.1'), posting('cash', '0.2')])
    ledger.add([posting('cash', '-0.00000001', 'BNB'), posting('fees', '0.00000001', 'BNB')])
    expect(writtenBalances(ledger)).toEqual([
      'cash -0.00000001 BNB',
      'cash 0.3 USDT',
      'external -0.3 USDT',
      'fees 0.00000001 BNB',
    ])
    expect(ledger.balance('cash', 'USDT').toFixed()).toBe('0.3')
    expect(ledger.balance('cash', 'BTC').toFixed()).toBe('0')
  })

  test('refuses a transaction that leaves something over, and adds nothing of it', () => {
    const ledger = new Ledger()
    const postings = [posting('external', '-1'), posting('cash', '1.000000000000000000000000000001')]
    expect(() => ledger.add(postings)).toThrow(
      'transaction "deposit#7" does not balance: 0.000000000000000000000000000001 USDT is left over',
    )
    expect(ledger.trialBalance()).toEqual([])
  })

  test('refuses a transaction that balances only across assets', () => {
    const postings = [posting('external', '-1', 'BTC'), posting('cash', '1', 'USDT')]
    expect(() => new Ledger().add(postings)).toThrow('-1 BTC is left over')
  })

  test.each(['cahs', 'margin', 'cash:BTC', 'constructor', ''])('has no account "%s"', (account) => {
    const ledger = new Ledger()
    expect(() => ledger.add([posting('external', '-1'), posting(account, '1')])).toThrow(
      `the ledger has no account "${account}"`,
    )
    expect(ledger.trialBalance()).toEqual([])
  })

  test('refuses an amount that is none, and adds nothing of its transaction', () => {
    const ledger = new Ledger()
    expect(() => ledger.add([posting('external', '-1'), posting('cash', '1e0')])).toThrow(
      '"1e0" is not a plain decimal',
    )
    expect(ledger.trialBalance()).toEqual([])
  })

  test('tells what the venue holds: cash, margin and coins, not their cost', () => {
    const ledger = new Ledger()
    ledger.add([posting('external', '-100'), posting('cash', '60'), posting('margin:BTC/USDT:USDT', '40')])
    ledger.add([posting('cash', '-20'), posting('trading:ETH/USDT', '20')])
    ledger.add([posting('trading:ETH/USDT', '-0.01', 'ETH'), posting('holdings:ETH', '0.01', 'ETH')])
    expect([...ledger.venueBalances()].map(([asset, amount]) => `${amount} ${asset}`)).toEqual(['80 USDT', '0.01 ETH'])
  })

  test('sums to exactly zero in each asset after any transactions', () => {
    const amounts = fc.bigInt({ min: -(10n ** 38n), max: 10n ** 38n })
    const assets = fc.constantFrom('USDT', 'BTC', 'BNB')
    const moves = fc.array(fc.tuple(amounts, assets), { minLength: 1, maxLength: 50 })
    fc.assert(
      fc.property(moves, (list) => {
        const ledger = new Ledger()
        for (const [units, asset] of list) {
          const text = toText(units)
          ledger.add([posting('funding', toText(-units), asset), posting('cash', text, asset)])
        }
        expect([...ledger.sums().values()].map(String)).toEqual([...ledger.sums()].map(() => '0'))
        for (const asset of ['USDT', 'BTC', 'BNB']) {
          const sum = list.filter((one) => one[1] === asset).reduce((total, [units]) => total + units, 0n)
          expect(ledger.balance('cash', asset).toFixed(30)).toBe(toText(sum))
        }
      }),
    )
  })
})

/** Units of 1e-30 as a decimal. */
function toText(units: bigint): string {
  const digits = String(units < 0n ? -units : units).padStart(31, '0')
  return `${units < 0n ? '-' : ''}${digits.slice(0, -30)}.${digits.slice(-30)}`
}
