import { describe, expect, test } from 'vitest'
import { BALANCES_EXAMPLE, parseBalances } from './parse-balances.ts'

describe('a file of balances', () => {
  test('the example is right', () => {
    const { balances, movements } = parseBalances(JSON.parse(BALANCES_EXAMPLE))
    expect([...balances].map(([asset, amount]) => `${asset} ${amount}`)).toEqual(['USDT 1017.98', 'BNB 0.5'])
    expect(movements.map(({ asset, amount, reason }) => `${asset} ${amount} ${reason}`)).toEqual(['BNB 0.5 transfer 7'])
  })

  test('movements may be left out, and an account may be empty', () => {
    const { balances, movements } = parseBalances({ balances: {} })
    expect([balances.size, movements]).toEqual([0, []])
  })

  test.each<[unknown, string]>([
    [[], 'the file is []'],
    [{}, 'the file has no balances'],
    [{ balances: [] }, 'balances is []'],
    [{ balances: null }, 'balances is null'],
    [{ balances: 'USDT' }, 'balances is "USDT"'],
    [{ balance: {} }, 'unknown key "balance"'],
    [{ balances: { USDT: 1 } }, 'USDT cannot be 1'],
    [{ balances: { USDT: '1e3' } }, 'USDT: "1e3" is not a plain decimal'],
    [{ balances: {}, movements: {} }, 'movements is {}'],
    [{ balances: {}, movements: [{ asset: 'BNB', amount: '1' }] }, 'reason cannot be undefined'],
    [{ balances: {}, movements: [{ asset: '', amount: '1', reason: 'x' }] }, 'asset cannot be ""'],
    [{ balances: {}, movements: [{ asset: 'BNB', amount: 1, reason: 'x' }] }, 'amount cannot be 1'],
    [{ balances: {}, movements: [{ asset: 'BNB', amount: '1', reason: 'x', at: 1 }] }, 'unknown key "at"'],
  ])('%j is refused: %s', (json, message) => {
    expect(() => parseBalances(json)).toThrow(message)
  })
})
