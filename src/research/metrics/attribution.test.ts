import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attributed } from './attribution.ts'
import { tradeOf } from './testing/trade-of.ts'

test('a trade of one strategy stays as it is', () => {
  const trade = tradeOf({})
  expect(attributed([trade])).toEqual([trade])
})

test('a fused trade is divided by the shares of those who were for it', () => {
  const contributions = [
    { strategy: 'a', share: 0.75 },
    { strategy: 'b', share: 0.25 },
  ]
  const parts = attributed([tradeOf({ strategy: 'fused', pnl: 10, grossPnl: 12, fees: 2, contributions })])
  expect(parts.map(({ strategy, pnl, grossPnl, fees }) => ({ strategy, pnl, grossPnl, fees }))).toEqual([
    { strategy: 'a', pnl: 7.5, grossPnl: 9, fees: 1.5 },
    { strategy: 'b', pnl: 2.5, grossPnl: 3, fees: 0.5 },
  ])
})

test('the parts sum to the whole within 1e-8, whatever the shares', () => {
  const trades = fc.array(
    fc
      .record({
        pnl: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        weights: fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 1, maxLength: 7 }),
      })
      .map(({ pnl, weights }) => {
        const total = weights.reduce((a, b) => a + b)
        return tradeOf({ pnl, contributions: weights.map((w, k) => ({ strategy: `s${k}`, share: w / total })) })
      }),
    { maxLength: 50 },
  )
  fc.assert(
    fc.property(trades, (list) => {
      const sum = (all: readonly { pnl: number }[]) => all.reduce((total, { pnl }) => total + pnl, 0)
      expect(Math.abs(sum(attributed(list)) - sum(list))).toBeLessThan(1e-8)
    }),
  )
})
