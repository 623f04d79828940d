import { describe, test } from 'vitest'
import { freeMargin } from '../risk/rules/free-margin.ts'
import { maxPositions } from '../risk/rules/max-positions.ts'
import { riskPerTrade } from '../risk/rules/risk-per-trade.ts'
import { runScenario } from '../simulation/testing/run-scenario.ts'
import { PLAIN_VENUE } from '../simulation/testing/scenario.ts'

/** No costs, 1 % of 10,000 at risk. */
const FREE = {
  rules: [riskPerTrade(1), maxPositions(1), freeMargin(0)],
  settings: { ...PLAIN_VENUE, makerFeeRate: 0, takerFeeRate: 0 },
  leverage: 10,
}

describe('a ladder of targets', () => {
  test('takes its shares, and the stop goes to the entry with the first', () =>
    runScenario(
      FREE,
      `
      bar 100 101 99 100
      long stop 95 targets 1r:0.5,2r:0.3,3r:0.2  -> sends buy 20 market
      bar 100 101 99 100     -> bought 20 @ 100; sends sell 20 stop 95; sends sell 10 limit 105; sends sell 6 limit 110; sends sell 4 limit 115
      bar 101 106 101 105    -> sold 10 @ 105; sends sell 10 stop 100
      orders                 -> sell 6 limit 110, sell 4 limit 115, sell 10 stop 100
      bar 105 111 104 110    -> sold 6 @ 110; sends sell 4 stop 100
      bar 110 110 99 100     -> sold 4 @ 100; long ended by trailing_stop_loss after 4 with 110
      orders                 ->
      `,
    ))

  test('a short is the mirror of it, and the last target takes what is left', () =>
    runScenario(
      FREE,
      `
      bar 100 101 99 100
      short stop 105 targets 95:0.33,90:0.67  -> sends sell 20 market
      bar 100 101 99 100     -> sold 20 @ 100; sends buy 20 stop 105; sends buy 6.6 limit 95; sends buy 13.4 limit 90
      bar 99 99 89 90        -> bought 6.6 @ 95; sends buy 13.4 stop 100; bought 13.4 @ 90; short ended by take_profit after 2 with 167
      orders                 ->
      `,
    ))

  test('shares below one leave the rest to the stop', () =>
    runScenario(
      FREE,
      `
      bar 100 101 99 100
      long stop 95 targets 110:0.5  -> sends buy 20 market
      bar 100 101 99 100     -> bought 20 @ 100; sends sell 20 stop 95; sends sell 10 limit 110
      bar 100 111 100 105    -> sold 10 @ 110; sends sell 10 stop 95
      orders                 -> sell 10 stop 95
      end                    -> sends sell 10 market; sold 10 @ 105; long ended by end_of_data after 2 with 150
      `,
    ))

  test('targets out of order are refused', () =>
    runScenario(
      FREE,
      `
      bar 100 101 99 100
      long stop 95 targets 110:0.5,105:0.5  -> refused invalid_target: the target of a long at 100 must be above the target before it, not 105
      `,
    ))
})

describe('scaling in', () => {
  test('adds within the risk of one position, and the stop only tightens', () =>
    runScenario(
      FREE,
      `
      bar 100 101 99 100
      long stop 95 size 0.5  -> sends buy 10 market
      bar 100 101 99 100     -> bought 10 @ 100; sends sell 10 stop 95
      bar 100 104 100 104
      # the 10 can lose nothing at 102, the new ones 2 each: half of what 1 % of 10,040 pays for
      long adds stop 102 size 0.5  -> sends buy 25.1 market
      bar 104 105 103 104    -> bought 25.1 @ 104; sends sell 35.1 stop 102
      position               -> long 35.1 @ 102.8603989
      # a wider stop is not taken over, and all of it together risks 1 %
      long adds stop 90      -> sends buy 35.1 market
      bar 104 104 101 101    -> bought 35.1 @ 104; sends sell 70.2 stop 102; sold 70.2 @ 102; long ended by trailing_stop_loss after 4 with -100.4
      `,
    ))

  test('averaging down shares the risk of the whole', () =>
    runScenario(
      FREE,
      `
      bar 100 101 99 100
      long stop 90 size 0.25 target% 5 -> sends buy 2.5 market
      bar 100 101 99 100     -> bought 2.5 @ 100; sends sell 2.5 stop 90; sends sell 2.5 limit 105
      bar 100 100 95 96
      # 25 of 99.9 are at risk; a quarter of the whole at 6 a piece is 4.16, and the stop stays
      long adds stop 90 size 0.25 target% 5 -> sends buy 4.1 market
      bar 96 97 95 96        -> bought 4.1 @ 96; sends sell 6.6 stop 90; sends sell 6.6 limit 102.39
      bar 96 103 96 102      -> sold 6.6 @ 102.39; long ended by take_profit after 4 with 32.174
      `,
    ))

  test('there must be something to add to', () =>
    runScenario(
      FREE,
      `
      bar 100 101 99 100
      long adds stop 95      -> refused nothing_to_add_to: there is no long position of this symbol to add to
      bar 100 101 99 100
      long stop 95 size 0.5  -> sends buy 10 market
      bar 100 101 99 100     -> bought 10 @ 100; sends sell 10 stop 95
      short adds stop 105    -> refused nothing_to_add_to: there is no short position of this symbol to add to
      bar 100 101 99 100
      long stop 95           -> refused already_in_position: the position is already open
      `,
    ))

  test('an add that comes too late is closed again', () =>
    runScenario(
      { ...FREE, settings: { ...FREE.settings, latencyMs: 200_000 } },
      `
      bar 100 101 99 100
      long stop 95 size 0.5  -> sends buy 10 market
      bar 100 100 100 100    -> bought 10 @ 100; sends sell 10 stop 95
      bar 100 101 100 100
      long adds stop 90 size 0.1 -> sends buy 2 market
      bar 94 94 94 94        -> sold 10 @ 94; long ended by stop_loss after 3 with -60; bought 2 @ 94; sends sell 2 stop 90; sends sell 2 market; sold 2 @ 94; long ended by force_exit after 1 with 0
      position               -> flat
      `,
    ))
})

describe('scaling out', () => {
  test('takes a share off and protects the rest', () =>
    runScenario(
      FREE,
      `
      bar 100 101 99 100
      long stop 95 targets 105:0.5,110:0.5  -> sends buy 20 market
      bar 100 101 99 100     -> bought 20 @ 100; sends sell 20 stop 95; sends sell 10 limit 105; sends sell 10 limit 110
      flat share 0.25        -> sends sell 5 market
      bar 102 103 102 103    -> sold 5 @ 102; sends sell 15 stop 95; sends sell 7.5 limit 105; sends sell 7.5 limit 110
      flat invalidates       -> sends sell 15 market
      bar 103 104 103 103    -> sold 15 @ 103; long ended by invalidation after 3 with 55
      orders                 ->
      `,
    ))

  test('a part below the lot stays, and a second one waits for the first', () =>
    runScenario(
      { ...FREE, settings: { ...FREE.settings, volumeLimit: 0.01 } },
      `
      bar 100 101 99 100
      long stop 95           -> sends buy 20 market
      bar 100 101 99 100 v 2000 -> bought 20 @ 100; sends sell 20 stop 95
      flat share 0.001
      bar 100 101 99 100
      flat share 0.5         -> sends sell 10 market
      bar 100 101 99 100 v 200 -> sold 2 @ 100; sends sell 18 stop 95
      flat share 0.5
      orders                 -> sell 10 market, sell 18 stop 95
      `,
    ))
})
