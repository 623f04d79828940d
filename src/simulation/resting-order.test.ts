import { describe, test } from 'vitest'
import { scenario } from './testing/scenario.ts'

describe('limit orders', () => {
  test('one that rests makes liquidity and gets its price', () =>
    scenario(
      {},
      `
      a: buy 2 limit 99
      bar 100 101 99.5 100            -> a open
      bar 100 101 98 100.5            -> a filled 2 @ 99 fee 0.0396
      equity                          -> 10002.9604
      `,
    ))

  test('one that crosses the price takes liquidity, at the price and not at its limit', () =>
    scenario(
      {},
      `
      a: buy 2 limit 105
      bar 100 101 99 100              -> a filled 2 @ 100 fee 0.12
      `,
    ))

  test('slippage never takes it beyond its limit', () =>
    scenario(
      { settings: { slippageRate: 0.0005 } },
      `
      a: buy 2 limit 100.02
      bar 100 101 99 100              -> a filled 2 @ 100.02 fee 0.120024
      b: sell 2 limit 99.99 reduce-only
      bar 100 101 99 100              -> b filled 2 @ 99.99 fee 0.119988
      `,
    ))

  test('a touch fills, unless prices must trade through', () => {
    scenario(
      {},
      `
      a: buy 2 limit 99
      bar 100 101 99 100              -> a filled 2 @ 99 fee 0.0396
      `,
    )
    scenario(
      { settings: { limitFill: 'through' } },
      `
      a: buy 2 limit 99
      bar 100 101 99 100              -> a open
      bar 99 100 99 100
      bar 100 101 98.99 100           -> a filled 2 @ 99 fee 0.0396
      `,
    )
  })

  test('post-only is refused where it would take, and rests where it would not', () =>
    scenario(
      {},
      `
      a: buy 2 limit 105 post-only
      b: buy 2 limit 99 post-only
      c: sell 2 limit 100 post-only
      bar 100 101 99.5 100            -> b open; a refused post_only: a post-only buy at 105 would take at 100; c refused post_only: a post-only sell at 100 would take at 100
      bar 100 101 99 100              -> b filled 2 @ 99 fee 0.0396
      `,
    ))

  test('immediate or cancel: what does not fill at once is cancelled', () =>
    scenario(
      { settings: { volumeLimit: 0.1 } },
      `
      a: buy 2 limit 99 ioc
      bar 100 101 98 100 v 100        -> a cancelled: immediate or cancel: the rest found no counterpart
      b: buy 2 market ioc
      bar 100 101 99 100 v 12         -> b filled 1.2 @ 100 fee 0.072; b cancelled: immediate or cancel: the rest found no counterpart
      c: buy 1 market ioc
      bar 100 101 99 100 v 0          -> c cancelled: immediate or cancel: the rest found no counterpart
      position                        -> long 1.2 @ 100 margin 120
      `,
    ))
})

describe('triggered orders', () => {
  test('a stop-market entry buys above the price', () =>
    scenario(
      {},
      `
      a: buy 2 stop 105
      bar 100 104.99 99 104           -> a open
      bar 104 106 103 105             -> a filled 2 @ 105 fee 0.126
      `,
    ))

  test('a stop-limit fills within its limit', () =>
    scenario(
      { settings: { slippageRate: 0.01 } },
      `
      a: buy 2 stop 105 limit 105.5
      bar 100 106 99 104              -> a filled 2 @ 105.5 fee 0.1266
      `,
    ))

  test('a stop-limit that a gap carries out of reach rests at its limit', () =>
    scenario(
      {},
      `
      a: buy 2 stop 105 limit 106
      bar 100 101 99 100              -> a open
      bar 108 109 107 108
      bar 108 109 105 107             -> a filled 2 @ 106 fee 0.0424
      `,
    ))

  test('a stop-limit that the open has triggered may fill later in that bar', () =>
    scenario(
      {},
      `
      a: buy 2 stop 105 limit 106
      bar 100 101 99 100              -> a open
      bar 108 109 105 107             -> a filled 2 @ 106 fee 0.0424
      `,
    ))

  test('one that triggers inside the bar fills there only when the close comes to its limit', () =>
    scenario(
      {},
      `
      a: buy 2 stop 105 limit 104
      bar 100 106 99 104.5            -> a open
      bar 104.5 105 103 104           -> a filled 2 @ 104 fee 0.0416
      b: buy 2 stop 110 limit 109
      bar 105 111 104 108             -> b filled 2 @ 109 fee 0.0436
      `,
    ))

  test('a take-profit takes, at its trigger or a better open', () =>
    scenario(
      {},
      `
      a: buy 2 market
      bar 100 101 99 100              -> a filled 2 @ 100 fee 0.12
      b: sell 1 target 110 reduce-only
      c: sell 1 target 120 reduce-only
      bar 100 111 99 110              -> c open; b filled 1 @ 110 fee 0.066
      bar 125 126 124 125             -> c filled 1 @ 125 fee 0.075
      `,
    ))

  test('a trailing stop follows the best price and never goes back', () =>
    scenario(
      {},
      `
      a: buy 2 market
      bar 100 101 99 100              -> a filled 2 @ 100 fee 0.12
      b: sell 2 trail 2% reduce-only
      bar 100 110 99 109              -> b open       # 110 x 0.98 = 107.8
      bar 109 109.5 108 108
      bar 108 109 107 108             -> b filled 2 @ 107.8 fee 0.12936
      `,
    ))

  test('a trailing stop follows while nothing else happens', () =>
    scenario(
      {},
      `
      a: buy 2 market
      bar 100 101 99 100              -> a filled 2 @ 100 fee 0.12
      b: sell 2 trail 2% reduce-only
      bar 100 101 99 100              -> b open
      bar 100 110 99.5 109
      bar 109 109.5 107.9 108
      bar 108 109 107 108             -> b filled 2 @ 107.8 fee 0.12936
      `,
    ))

  test('a trailing stop falls in the bar that made its best price when the close lies below', () =>
    scenario(
      {},
      `
      a: sell 2 market
      bar 100 101 99 100              -> a filled 2 @ 100 fee 0.12
      b: buy 2 trail 2% reduce-only
      bar 100 100.5 90 95             -> b filled 2 @ 91.8 fee 0.11016     # 90 x 1.02
      `,
    ))
})

describe('reduce-only', () => {
  test('takes no more than there is, and the rest is cancelled', () =>
    scenario(
      {},
      `
      a: buy 2 market
      bar 100 101 99 100              -> a filled 2 @ 100 fee 0.12
      b: sell 5 market reduce-only
      bar 100 101 99 100              -> b filled 2 @ 100 fee 0.12; b cancelled: the position is flat
      position                        -> flat
      `,
    ))

  test('does nothing where there is nothing to reduce, nor in the direction of the position', () =>
    scenario(
      {},
      `
      a: sell 1 market reduce-only
      bar 100 101 99 100              -> a cancelled: no position to reduce
      b: sell 1 market
      bar 100 101 99 100              -> b filled 1 @ 100 fee 0.06
      c: sell 1 market reduce-only
      bar 100 101 99 100              -> c cancelled: no position to reduce
      `,
    ))

  test('an order that is not reduce-only does not turn a position around', () =>
    scenario(
      {},
      `
      a: buy 2 market
      bar 100 101 99 100              -> a filled 2 @ 100 fee 0.12
      b: sell 5 market
      bar 100 101 99 100              -> b cancelled: it would turn the position around
      position                        -> long 2 @ 100 margin 200
      `,
    ))
})
