import { describe, test } from 'vitest'
import { createInstrument } from '../core/instrument.ts'
import { scenario } from './testing/scenario.ts'

const SPOT = createInstrument({ symbol: 'BTC/USDT', tickSize: 0.01, lotSize: 0.001 })

describe('refusals', () => {
  test.each([
    ['buy 2.0001 market', 'off_lot: BTC/USDT:USDT: quantity 2.0001 is not a positive multiple of the lot 0.001'],
    ['buy 0 market', 'off_lot: BTC/USDT:USDT: quantity 0 is not a positive multiple of the lot 0.001'],
    ['buy -1 market', 'off_lot: BTC/USDT:USDT: quantity -1 is not a positive multiple of the lot 0.001'],
    [
      'buy 2 limit 99.001',
      'off_tick: BTC/USDT:USDT: limit 99.001 or trigger NaN is not a positive multiple of the tick 0.01',
    ],
    [
      'sell 2 stop -5 reduce-only',
      'off_tick: BTC/USDT:USDT: limit NaN or trigger -5 is not a positive multiple of the tick 0.01',
    ],
    [
      'buy 2 stop 105 limit 105.001',
      'off_tick: BTC/USDT:USDT: limit 105.001 or trigger 105 is not a positive multiple of the tick 0.01',
    ],
    [
      'buy 2 limit Infinity',
      'off_tick: BTC/USDT:USDT: limit Infinity or trigger NaN is not a positive multiple of the tick 0.01',
    ],
    [
      'sell 2 trail 100% reduce-only',
      'invalid_trailing: BTC/USDT:USDT: a trailing distance of 100 % is not between 0 and 100',
    ],
    ['buy 0.04 market', 'below_minimum: BTC/USDT:USDT: 4.00 USDT is below the minimum of 5'],
    ['buy 0.05 limit 99', 'below_minimum: BTC/USDT:USDT: 4.95 USDT is below the minimum of 5'],
    ['buy 2 market x101', 'leverage: BTC/USDT:USDT takes leverage from 1 to 100 for 200.00 USDT, not 101'],
    ['buy 2 market x0.5', 'leverage: BTC/USDT:USDT takes leverage from 1 to 100 for 200.00 USDT, not 0.5'],
  ])('%s', (order, refusal) =>
    scenario(
      {},
      `
      a: ${order}
      bar 100 101 99 100              -> a refused ${refusal}
      `,
    ),
  )

  test('what is exactly enough is taken', () =>
    scenario(
      {},
      `
      a: buy 0.05 market x100
      bar 100 101 99.8 100            -> a filled 0.05 @ 100 fee 0.003
      `,
    ))

  test('a spot market takes no shorts and no leverage', () =>
    scenario(
      { instrument: SPOT },
      `
      a: sell 1 market
      b: buy 1 market x2
      c: buy 1 market
      bar 100 101 99 100              -> a refused spot_only: BTC/USDT is a spot market: no short positions, no leverage; b refused spot_only: BTC/USDT is a spot market: no short positions, no leverage; c filled 1 @ 100 fee 0.06
      `,
    ))

  test('leverage ends with the tier', () => {
    const tiers = [
      { minNotional: 0, maxNotional: 1000, maintenanceMarginRate: 0.004, maintenanceAmount: 0, maxLeverage: 50 },
      { minNotional: 1000, maxNotional: 5000, maintenanceMarginRate: 0.01, maintenanceAmount: 6, maxLeverage: 20 },
    ]
    const instrument = createInstrument({ symbol: 'BTC/USDT:USDT', tickSize: 0.01, lotSize: 0.001, tiers })
    scenario(
      { instrument },
      `
      a: buy 10.001 market x50
      b: buy 50.001 market
      c: buy 10 market x50
      bar 100 101 99 100              -> a refused leverage: BTC/USDT:USDT takes leverage from 1 to 20 for 1000.10 USDT, not 50; b refused leverage: BTC/USDT:USDT takes no order of 5000.10 USDT; c filled 10 @ 100 fee 0.6
      `,
    )
  })

  test('margin and fee must be there when the order fills', () =>
    scenario(
      { capital: 1000 },
      `
      a: buy 10 market
      bar 100 101 99 100              -> a cancelled: insufficient margin: 1000.60 are needed, cash is 1000.00
      b: buy 9 market
      c: buy 1 market
      bar 100 101 99 100              -> b filled 9 @ 100 fee 0.54; c cancelled: insufficient margin: 100.06 are needed, cash is 99.46
      `,
    ))
})
