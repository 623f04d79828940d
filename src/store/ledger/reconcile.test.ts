import { describe, expect, test } from 'vitest'
import { Exact } from './amount.ts'
import { type KnownMovement, reconcile } from './reconcile.ts'

type Amounts = Readonly<Record<string, string>>

const balances = (amounts: Amounts) =>
  new Map(Object.entries(amounts).map(([asset, amount]) => [asset, new Exact(amount)]))

const movement = (asset: string, amount: string, reason: string): KnownMovement => ({
  asset,
  amount: new Exact(amount),
  reason,
})

/** `BNB -0.005 !: a guess`; the mark says that it is above the tolerance. */
function written(ledger: Amounts, venue: Amounts, known: readonly KnownMovement[] = []): string[] {
  return reconcile(balances(ledger), balances(venue), known).map(
    ({ asset, residue, isAboveTolerance, guess }) =>
      `${asset} ${residue.toFixed()}${isAboveTolerance ? ' !' : ''}: ${guess}`,
  )
}

describe('reconciliation', () => {
  test('names nothing where ledger and venue agree', () => {
    expect(written({ USDT: '1000.10', BTC: '0.5', BNB: '0' }, { BTC: '0.50', USDT: '1000.1' })).toEqual([])
  })

  test('takes off what is known', () => {
    const known = [movement('USDT', '25', 'interest'), movement('USDT', '-5', 'airdrop taken back')]
    expect(written({ USDT: '1000' }, { USDT: '1020' }, known)).toEqual([])
  })

  test('gives the figures of each residue', () => {
    const [residue] = reconcile(balances({ USDT: '1000' }), balances({ USDT: '1100.5' }), [
      movement('USDT', '100', 'transfer'),
    ])
    expect(residue).toEqual({
      asset: 'USDT',
      ledger: new Exact(1000),
      known: new Exact(100),
      venue: new Exact('1100.5'),
      residue: new Exact('0.5'),
      isAboveTolerance: true,
      guess: 'a transfer in',
    })
  })

  test('is above the tolerance from more than 1e-8 on', () => {
    expect(
      written({ A: '1', B: '1', C: '1' }, { A: '1.00000001', B: '1.000000010000000001', C: '0.99999999' }),
    ).toEqual(['A 0.00000001: rounding', 'B 0.000000010000000001 !: dust', 'C -0.00000001: rounding'])
  })

  test.each<[string, Amounts, Amounts, readonly KnownMovement[], string]>([
    [
      'a fee in a third asset',
      {},
      { BNB: '-0.01' },
      [],
      'BNB -0.01 !: a fee or a transfer in BNB, of which the ledger has no event',
    ],
    [
      'an asset that was there',
      { USDT: '5' },
      { USDT: '5', BNB: '2' },
      [],
      'BNB 2 !: a transfer in, or BNB that was there before the ledger began',
    ],
    [
      'fees from a stock that the ledger does not know',
      { BNB: '-0.03' },
      { BNB: '1.97' },
      [],
      'BNB 2 !: fees were paid from BNB that was there before the ledger began, or was transferred in',
    ],
    [
      'a fee in the coin that was bought',
      { BTC: '0.02' },
      { BTC: '0.01998' },
      [],
      'BTC -0.00002 !: a fee that was taken in BTC',
    ],
    ['a remainder', { BTC: '0' }, { BTC: '0.00042' }, [], 'BTC 0.00042 !: dust that a sale has left, or a transfer in'],
    ['a small remainder beside much', { BTC: '2' }, { BTC: '2.000019' }, [], 'BTC 0.000019 !: dust'],
    ['money that went', { USDT: '1000' }, { USDT: '900' }, [], 'USDT -100 !: a transfer out'],
    ['money that came', { USDT: '1000' }, { USDT: '1001' }, [], 'USDT 1 !: a transfer in'],
    ['all that went', { USDT: '1000' }, {}, [], 'USDT -1000 !: a transfer out'],
    [
      'a movement that is booked already',
      { USDT: '1100' },
      { USDT: '1100' },
      [movement('USDT', '100', 'transfer 7')],
      'USDT -100 !: "transfer 7" is in the ledger already, or has not reached the venue',
    ],
  ])('guesses %s', (_name, ledger, venue, known, wanted) => {
    expect(written(ledger, venue, known)).toEqual([wanted])
  })

  test('names every asset, sorted', () => {
    expect(
      written({ USDT: '10', BTC: '1' }, { ETH: '1', USDT: '5', BTC: '2' }).map((line) => line.split(':')[0]),
    ).toEqual(['BTC 1 !', 'ETH 1 !', 'USDT -5 !'])
  })
})
