import { describe, test } from 'vitest'
import { fixedNotional } from '../risk/rules/fixed-notional.ts'
import { freeMargin } from '../risk/rules/free-margin.ts'
import { runScenario } from '../simulation/testing/run-scenario.ts'

const THIN = { settings: { volumeLimit: 0.1 } }
const LATE = { settings: { latencyMs: 60_000 } }

describe('an entry that fills in parts', () => {
  test('is protected from the first part on, and in full after each', () =>
    runScenario(
      THIN,
      `
      bar 100 101 99 100
      long stop 95 target 110         -> sends buy 2 market
      bar 100 101 99 100 v 10         -> bought 1 @ 100; sends sell 1 stop 95; sends sell 1 limit 110
      orders                          -> buy 2 market, sell 1 stop 95, sell 1 limit 110
      bar 100 101 99 100 v 10         -> bought 1 @ 100; sends sell 2 stop 95; sends sell 2 limit 110
      orders                          -> sell 2 stop 95, sell 2 limit 110
      `,
    ))

  test('adds up on the lot grid: 0.1 + 0.2 is 0.3', () =>
    runScenario(
      { ...THIN, rules: [fixedNotional(30), freeMargin(0)] },
      `
      bar 100 101 99 100
      long stop 95                    -> sends buy 0.3 market
      bar 100 101 99 100 v 1          -> bought 0.1 @ 100; sends sell 0.1 stop 95
      bar 100 101 99 100 v 2          -> bought 0.2 @ 100; sends sell 0.3 stop 95
      orders                          -> sell 0.3 stop 95
      bar 94 101 94 100               -> sold 0.3 @ 94; long ended by stop_loss after 3 with -1.83492
      `,
    ))

  test('is called back when the strategy wants to be flat', () =>
    runScenario(
      THIN,
      `
      bar 100 101 99 100
      long stop 95                    -> sends buy 2 market
      bar 100 101 99 100 v 10         -> bought 1 @ 100; sends sell 1 stop 95
      flat                            -> sends sell 1 market
      bar 100 101 99 100              -> sold 1 @ 100; long ended by exit_signal after 2 with -0.12
      orders                          ->
      `,
    ))

  test('is called back when its time is up, or it is turned around', () => {
    runScenario(
      { ...THIN, maxHoldMs: 300_000 },
      `
      bar 100 101 99 100
      long stop 95                    -> sends buy 2 market
      bar 100 101 99 100 v 10         -> bought 1 @ 100; sends sell 1 stop 95; sends sell 1 market
      orders                          -> cancelling buy 2 market, sell 1 stop 95, sell 1 market
      bar 100 101 99 100              -> sold 1 @ 100; long ended by timeout after 2 with -0.12
      orders                          ->
      `,
    )
    runScenario(
      THIN,
      `
      bar 100 101 99 100
      long stop 95                    -> sends buy 2 market
      bar 100 101 99 100 v 10         -> bought 1 @ 100; sends sell 1 stop 95
      short stop 105                  -> sends sell 1 market
      bar 100 101 99 100              -> sold 1 @ 100; long ended by exit_signal after 2 with -0.12; sends sell 2 market; sold 2 @ 100; sends buy 2 stop 105
      orders                          -> buy 2 stop 105
      `,
    )
  })

  test('before it has filled at all too', () =>
    runScenario(
      THIN,
      `
      bar 100 101 99 100
      long stop 95                    -> sends buy 2 market
      bar 100 101 99 100 v 0
      flat short
      orders                          -> buy 2 market
      bar 100 101 99 100 v 0
      flat                            # nothing is sent but the cancel
      orders                          -> cancelling buy 2 market
      bar 100 101 99 100              -> refused called_back: the strategy wants to be out again
      orders                          ->
      position                        -> flat
      `,
    ))

  test('does not come back after a liquidation at the open', () =>
    runScenario(
      { ...THIN, leverage: 10 },
      `
      bar 100 101 99 100
      long stop 95                    -> sends buy 2 market
      bar 100 101 99 100 v 10         -> bought 1 @ 100; sends sell 1 stop 95
      bar 80 81 79 80                 -> long ended by liquidation after 2 with -10.06
      orders                          ->
      position                        -> flat
      `,
    ))

  test('when the rest comes after the close was sent, the rest is closed too', () =>
    runScenario(
      { settings: { volumeLimit: 0.1, latencyMs: 60_000 } },
      `
      bar 100 100 100 100
      long stop 95                    -> sends buy 2 market
      bar 100 100 100 100 v 10        -> bought 1 @ 100; sends sell 1 stop 95
      flat                            -> sends sell 1 market
      bar 100 100 100 100             -> bought 1 @ 100; sends sell 2 stop 95; sold 1 @ 100; sends sell 1 stop 95; sends sell 1 market; sold 1 @ 100; long ended by exit_signal after 2 with -0.24
      position                        -> flat
      orders                          ->
      `,
    ))
})

describe('orders that the venue refuses', () => {
  test('a position whose stop is refused is closed at once', () =>
    runScenario(
      { rules: [fixedNotional(200), freeMargin(0)] },
      `
      bar 2 2 2 2
      long stop% 99.6                 -> sends buy 100 market      # the stop rounds to 0.01
      bar 1 1 1 1                     -> bought 100 @ 1; sends sell 100 stop 0; refused off_tick: SYM1/USDT:USDT: limit NaN or trigger 0 is not a positive multiple of the tick 0.01; sends sell 100 market; sold 100 @ 1; long ended by force_exit after 1 with -0.12
      orders                          ->
      `,
    ))

  test('an entry that is too small when it comes is refused with the numbers', () =>
    runScenario(
      { rules: [fixedNotional(10), freeMargin(0)] },
      `
      bar 100 101 99 100
      long stop 95                    -> sends buy 0.1 market
      bar 49 49 48 48                 -> refused below_minimum: SYM1/USDT:USDT: 4.90 USDT is below the minimum of 5
      long stop 40                    -> sends buy 0.2 market
      `,
    ))
})

describe('with latency', () => {
  test('the protective orders of a closed position are gone before the next one', () =>
    runScenario(
      LATE,
      `
      bar 100 100 100 100
      long stop 95 target 110         -> sends buy 2 market
      bar 100 100 100 100             -> bought 2 @ 100; sends sell 2 stop 95; sends sell 2 limit 110
      bar 94 94 94 94                 -> sold 2 @ 94; long ended by stop_loss after 2 with -12.2328
      long stop 80                    -> sends buy 2.1 market
      orders                          -> buy 2.1 market
      bar 94 111 94 94                -> bought 2.1 @ 97.4; sends sell 2.1 stop 80      # the old target of 110 is not there
      orders                          -> sell 2.1 stop 80
      position                        -> long 2.1 @ 97.4
      `,
    ))
})
