import { describe, test } from 'vitest'
import { scenario } from './testing/scenario.ts'

describe('a position', () => {
  test('long: pays the price, the fees, and gains what the price gains', () =>
    scenario(
      {},
      `
      bar 100 101 99 100
      a: buy 2 market
      bar 100 102 99 101              -> a filled 2 @ 100 fee 0.12
      position                        -> long 2 @ 100 margin 200
      cash                            -> 9799.88
      equity                          -> 10001.88     # 10000 - 0.12 + 2 x 1
      b: sell 2 market reduce-only
      bar 103 104 102 103             -> b filled 2 @ 103 fee 0.1236
      position                        -> flat
      equity                          -> 10005.7564   # 10000 + 6 - 0.12 - 0.1236
      `,
    ))

  test('short: gains what the price loses', () =>
    scenario(
      {},
      `
      bar 100 101 99 100
      a: sell 2 market
      bar 100 102 99 98               -> a filled 2 @ 100 fee 0.12
      position                        -> short 2 @ 100 margin 200
      equity                          -> 10003.88     # 10000 - 0.12 + 2 x 2
      b: buy 2 market reduce-only
      bar 97 98 96 97                 -> b filled 2 @ 97 fee 0.1164
      equity                          -> 10005.7636   # 10000 + 6 - 0.12 - 0.1164
      `,
    ))

  test('leverage 10 binds a tenth of the value', () =>
    scenario(
      {},
      `
      a: buy 10 market x10
      bar 100 105 99 104              -> a filled 10 @ 100 fee 0.6
      position                        -> long 10 @ 100 margin 100
      cash                            -> 9899.4       # 10000 - 100 - 0.6
      equity                          -> 10039.4      # 10000 - 0.6 + 10 x 4
      b: sell 4 market reduce-only
      bar 104 104 104 104             -> b filled 4 @ 104 fee 0.2496
      position                        -> long 6 @ 100 margin 60
      cash                            -> 9955.1504    # 9899.4 + 40 + 16 - 0.2496
      equity                          -> 10039.1504
      `,
    ))

  test('a second entry makes it larger at the mean price', () =>
    scenario(
      {},
      `
      a: buy 1 market
      bar 100 100 100 100             -> a filled 1 @ 100 fee 0.06
      b: buy 3 market
      bar 104 104 104 104             -> b filled 3 @ 104 fee 0.1872
      position                        -> long 4 @ 103 margin 412
      `,
    ))
})

describe('volume', () => {
  test('a market order fills over several bars when it may take a tenth of their volume', () =>
    scenario(
      { settings: { volumeLimit: 0.1 } },
      `
      a: buy 2 market
      bar 100 101 99 100 v 12         -> a filled 1.2 @ 100 fee 0.072
      bar 101 102 100 101 v 5         -> a filled 0.5 @ 101 fee 0.0303
      bar 102 102 102 102 v 0
      bar 103 104 102 103 v 1000      -> a filled 0.3 @ 103 fee 0.01854
      position                        -> long 2 @ 100.7 margin 201.4
      `,
    ))

  test('all orders of a bar share its volume', () =>
    scenario(
      { settings: { volumeLimit: 0.1 } },
      `
      a: buy 1 market
      b: buy 1 market
      bar 100 101 99 100 v 15         -> a filled 1 @ 100 fee 0.06; b filled 0.5 @ 100 fee 0.03
      bar 100 101 99 100 v 15         -> b filled 0.5 @ 100 fee 0.03
      `,
    ))

  test('without a limit a bar in which nobody traded fills too', () =>
    scenario(
      {},
      `
      a: buy 2 market
      bar 100 100 100 100 v 0         -> a filled 2 @ 100 fee 0.12
      `,
    ))

  test('a stop that finds no volume has triggered all the same: the rest is sold at the next open, wherever that is', () =>
    scenario(
      { settings: { volumeLimit: 0.1 } },
      `
      a: buy 2 market
      bar 100 101 99 100 v 1000       -> a filled 2 @ 100 fee 0.12
      b: sell 2 stop 95 reduce-only
      bar 97 98 94 97 v 0             -> b open
      bar 101 102 100 101 v 7         -> b filled 0.7 @ 101 fee 0.04242
      bar 102 103 101 102 v 1000      -> b filled 1.3 @ 102 fee 0.07956
      position                        -> flat
      `,
    ))

  test('price impact grows with the square of the share of the volume', () =>
    scenario(
      { settings: { priceImpact: 0.1 } },
      `
      a: buy 10 market
      bar 100 101 99 100 v 100        -> a filled 10 @ 100.1 fee 0.6006   # 0.1 x 0.1^2 = 0.1 %
      b: sell 10 market reduce-only
      bar 100 101 99 100 v 20         -> b filled 10 @ 97.5 fee 0.585     # 0.1 x 0.5^2 = 2.5 %
      `,
    ))

  test('only what fills has an impact', () =>
    scenario(
      { settings: { priceImpact: 0.1, volumeLimit: 0.1 } },
      `
      a: buy 50 market
      bar 100 101 99 100 v 100        -> a filled 10 @ 100.1 fee 0.6006
      `,
    ))

  test('at the end of the data positions close whatever the volume', () =>
    scenario(
      { settings: { volumeLimit: 0.1 } },
      `
      a: buy 2 market
      bar 100 101 99 100 v 20         -> a filled 2 @ 100 fee 0.12
      bar 100 101 99 100.5 v 0
      b: sell 2 market reduce-only
      end                             -> b filled 2 @ 100.5 fee 0.1206
      position                        -> flat
      `,
    ))
})

describe('stops and targets', () => {
  const LONG = `
      a: buy 2 market
      bar 100 101 99 100              -> a filled 2 @ 100 fee 0.12
      b: sell 2 stop 95 reduce-only
      c: sell 2 limit 110 reduce-only`

  test('a stop fills at its trigger when the price passes it inside the bar', () =>
    scenario(
      {},
      `${LONG}
      bar 99 100 94 96                -> c open; b filled 2 @ 95 fee 0.114
      equity                          -> 9989.766     # 10000 - 10 - 0.12 - 0.114
      `,
    ))

  test('a gap fills at the open, not at the stop', () =>
    scenario(
      {},
      `${LONG}
      bar 90 92 89 91                 -> c open; b filled 2 @ 90 fee 0.108
      `,
    ))

  test('a gap over the target fills at the open, to its favour', () =>
    scenario(
      {},
      `${LONG}
      bar 100 101 99 100              -> b open; c open
      bar 115 116 114 115             -> c filled 2 @ 115 fee 0.046
      `,
    ))

  test('one bar holds both: the stop comes first', () =>
    scenario(
      {},
      `${LONG}
      bar 100 111 94 100              -> b filled 2 @ 95 fee 0.114; c cancelled: no position to reduce
      `,
    ))

  test('the same for a short', () =>
    scenario(
      {},
      `
      a: sell 2 market
      bar 100 101 99 100              -> a filled 2 @ 100 fee 0.12
      b: buy 2 stop 105 reduce-only
      c: buy 2 limit 90 reduce-only
      bar 100 106 89 100              -> b filled 2 @ 105 fee 0.126; c cancelled: no position to reduce
      `,
    ))

  test('smaller bars decide: the target was first', () =>
    scenario(
      {},
      `${LONG}
      detail 100 111 100 108
      detail 108 108 94 100
      bar 100 111 94 100              -> c filled 2 @ 110 fee 0.044; b cancelled: no position to reduce
      `,
    ))

  test('smaller bars decide: the stop was first', () =>
    scenario(
      {},
      `${LONG}
      detail 100 100 94 96
      detail 96 111 96 100
      bar 100 111 94 100              -> b filled 2 @ 95 fee 0.114; c cancelled: no position to reduce
      `,
    ))

  test('a bar without smaller bars decides by itself', () =>
    scenario(
      {},
      `
      detail 100 101 99 100
      a: buy 2 market
      bar 100 101 99 100              -> a filled 2 @ 100 fee 0.12
      b: sell 2 stop 95 reduce-only
      bar 99 100 94 96                -> b filled 2 @ 95 fee 0.114
      `,
    ))

  test('the nearer of two stops comes first', () =>
    scenario(
      {},
      `
      a: buy 2 market
      bar 100 101 99 100              -> a filled 2 @ 100 fee 0.12
      b: sell 1 stop 95 reduce-only
      c: sell 1 stop 97 reduce-only
      bar 99 100 94 96                -> c filled 1 @ 97 fee 0.0582; b filled 1 @ 95 fee 0.057
      `,
    ))

  test('a taker pays slippage, a maker does not', () =>
    scenario(
      { settings: { slippageRate: 0.0005 } },
      `
      a: buy 2 market
      bar 100 101 99 100              -> a filled 2 @ 100.05 fee 0.12006
      b: sell 1 stop 98 reduce-only
      c: sell 1 limit 102 reduce-only
      bar 100 103 99 100              -> b open; c filled 1 @ 102 fee 0.0204
      bar 100 101 97 98               -> b filled 1 @ 97.951 fee 0.0587706
      `,
    ))
})
