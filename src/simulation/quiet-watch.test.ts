import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Bars } from '../market/bars.ts'
import { QuietWatch } from './quiet-watch.ts'

const price = fc.integer({ min: 90, max: 110 })
const marketOf = (prices: readonly number[]): Bars => {
  const bars = new Bars('1m')
  for (const [i, mid] of prices.entries()) bars.append(i * 60_000, mid, mid + 1, mid - 1, mid, 1)
  return bars
}

test('old bars that are dropped take nothing of what it knows', () => {
  const bars = marketOf([100, 100, 100, 100, 95, 100])
  const watch = new QuietWatch(bars)
  watch.arm(95, 200)
  expect(watch.quietUntil(0, 6)).toBe(4)
  bars.forget(3)
  watch.forget(3)
  expect(watch.quietUntil(0, 3)).toBe(1)
})

test('finds the bar that a look at each bar finds, whatever was armed and asked before', () => {
  const step = fc.record({
    arm: fc.option(fc.tuple(price, price)),
    fundingBar: fc.option(fc.nat(30)),
    from: fc.nat(10),
    count: fc.nat(15),
  })
  fc.assert(
    fc.property(fc.array(price, { minLength: 1, maxLength: 30 }), fc.array(step), (prices, steps) => {
      const watch = new QuietWatch(marketOf(prices))
      let at = 0
      for (const { arm, fundingBar, from, count } of steps) {
        if (arm !== null) watch.arm(Math.min(...arm), Math.max(...arm))
        if (fundingBar !== null) watch.armFunding(fundingBar * 60_000 + 60_000)
        // A run never goes back.
        at = Math.min(prices.length, at + from)
        const to = Math.min(prices.length, at + count)
        let walked = at
        while (walked < to && watch.isQuiet(walked)) walked++
        expect(watch.quietUntil(at, to)).toBe(walked)
      }
    }),
  )
})
