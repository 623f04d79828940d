import { describe, test } from 'vitest'
import { createInstrument } from '../core/instrument.ts'
import { scenario } from './testing/scenario.ts'

const SPOT = createInstrument({ symbol: 'BTC/USDT', tickSize: 0.01, lotSize: 0.001 })

describe('liquidation', () => {
  // margin 100, cost 1000: p = (1000 - 100) / (10 x 0.995) = 90.452
  const LONG = `
      a: buy 10 market x10
      bar 100 101 99 100              -> a filled 10 @ 100 fee 0.6`

  test('a long stays while the price is above (cost - margin) / (quantity x (1 - rate))', () =>
    scenario(
      {},
      `${LONG}
      bar 99 100 90.46 95
      position                        -> long 10 @ 100 margin 100
      bar 95 96 90.45 95              -> liquidated 10 @ 90
      equity                          -> 9899.4       # the margin is gone, nothing else
      `,
    ))

  test('a short stays while the price is below (cost + margin) / (quantity x (1 + rate))', () =>
    scenario(
      {},
      `
      a: sell 10 market x10
      bar 100 101 99 100              -> a filled 10 @ 100 fee 0.6
      bar 100 109.45 99 105
      bar 105 109.46 104 105          -> liquidated 10 @ 110
      equity                          -> 9899.4
      `,
    ))

  test('a gap beyond it costs the margin and no more', () =>
    scenario(
      {},
      `${LONG}
      b: sell 10 stop 95 reduce-only
      bar 50 51 49 50                 -> liquidated 10 @ 90; b cancelled: no position to reduce
      equity                          -> 9899.4
      `,
    ))

  test('a stop that is nearer comes first', () =>
    scenario(
      {},
      `${LONG}
      b: sell 10 stop 92 reduce-only
      bar 99 100 80 85                -> b filled 10 @ 92 fee 0.552
      equity                          -> 9918.848     # 10000 - 80 - 0.6 - 0.552
      `,
    ))

  test('a stop that is further away comes too late', () =>
    scenario(
      {},
      `${LONG}
      b: sell 10 stop 90.4 reduce-only
      bar 99 100 80 85                -> liquidated 10 @ 90; b cancelled: no position to reduce
      `,
    ))

  test('it comes before the target', () =>
    scenario(
      {},
      `${LONG}
      b: sell 10 limit 105 reduce-only
      bar 100 106 90 100              -> liquidated 10 @ 90; b cancelled: no position to reduce
      `,
    ))

  test('an entry that makes the position larger in the same bar comes first', () =>
    scenario(
      {},
      `${LONG}
      b: buy 10 limit 95 x10
      bar 99 100 90.3 92              -> b filled 10 @ 95 fee 0.19
      bar 92 93 88.1 90               -> liquidated 20 @ 87.75     # (1950 - 195) / (20 x 0.995) = 88.19
      `,
    ))

  test('an entry that is still filling does not come back before it is cancelled', () =>
    scenario(
      { settings: { volumeLimit: 0.1 } },
      `
      a: buy 15 market x10
      bar 100 101 99 100 v 100        -> a filled 10 @ 100 fee 0.6
      cancel a
      bar 80 81 79 80 v 100           -> a cancelled: cancelled as asked; liquidated 10 @ 90
      position                        -> flat
      `,
    ))

  test('the tier that holds the value at that price decides', () => {
    const tier = {
      minNotional: 0,
      maxNotional: 5000,
      maintenanceMarginRate: 0.004,
      maintenanceAmount: 0,
      maxLeverage: 125,
    }
    const large = {
      minNotional: 5000,
      maxNotional: 50_000,
      maintenanceMarginRate: 0.01,
      maintenanceAmount: 30,
      maxLeverage: 50,
    }
    const instrument = createInstrument({
      symbol: 'BTC/USDT:USDT',
      tickSize: 0.01,
      lotSize: 0.001,
      tiers: [tier, large],
    })
    scenario(
      { instrument },
      `
      a: buy 100 market x10
      bar 100 101 99 100              -> a filled 100 @ 100 fee 6
      bar 99 100 90.61 95             # (10000 - 1000 - 30) / (100 x 0.99) = 90.606
      bar 99 100 90.60 95             -> liquidated 100 @ 90
      `,
    )
  })

  test('a position without leverage and a spot position have no liquidation price', () => {
    for (const instrument of [SPOT, undefined]) {
      scenario(
        { ...(instrument !== undefined && { instrument }) },
        `
        a: buy 10 market
        bar 100 101 99 100            -> a filled 10 @ 100 fee 0.6
        bar 100 100 0.01 0.01
        equity                        -> 8999.5
        `,
      )
    }
  })
})
