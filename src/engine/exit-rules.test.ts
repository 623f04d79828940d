import { describe, test } from 'vitest'
import type { ExitRules } from '../exits/exit-rules.ts'
import { runScenario } from '../simulation/testing/run-scenario.ts'

const gross = { basis: 'price', costRate: 0 } as const
const LADDER: ExitRules = {
  ...gross,
  ladder: [
    { fromPct: 8, keepPct: 3 },
    { fromPct: 15, keepPct: 8 },
  ],
}
const FREE = { settings: { makerFeeRate: 0, takerFeeRate: 0 } }

describe('the ladder', () => {
  test('keeps its tier by the peak: up 9 %, then down to 2.9 %, leaves at 3 %', () =>
    runScenario(
      { ...FREE, exitRules: LADDER },
      `
      bar 100 101 99 100
      long stop 90                     -> sends buy 2 market
      bar 100 100 100 100              -> bought 2 @ 100; sends sell 2 stop 90
      bar 100 107.99 100 105
      bar 105 109 105 106              -> sends sell 2 stop 103
      bar 106 106 102.9 104            -> sold 2 @ 103; long ended by tier_stop after 4 with 6
      `,
    ))

  test('resets with the position, never with the symbol', () =>
    runScenario(
      { ...FREE, exitRules: LADDER },
      `
      bar 100 101 99 100
      long stop 90                     -> sends buy 2 market
      bar 100 109 100 106              -> bought 2 @ 100; sends sell 2 stop 90; sends sell 2 stop 103
      flat                             -> sends sell 2 market
      bar 106 106 106 106              -> sold 2 @ 106; long ended by exit_signal after 2 with 12
      long stop 95                     -> sends buy 1.8 market
      bar 106 106 102 102              -> bought 1.8 @ 106; sends sell 1.8 stop 95
      bar 102 102 101 101
      `,
    ))

  test('leaves at the market when the price is already beyond the tier', () =>
    runScenario(
      { ...FREE, exitRules: LADDER },
      `
      bar 100 101 99 100
      short stop 110                   -> sends sell 2 market
      bar 100 100 90 98                -> sold 2 @ 100; sends buy 2 stop 110; sends buy 2 market
      bar 98 98 98 98                  -> bought 2 @ 98; short ended by tier_stop after 2 with 4
      `,
    ))

  test('never loosens a stop that is nearer', () =>
    runScenario(
      { ...FREE, exitRules: LADDER },
      `
      bar 100 101 99 100
      long stop 99                     -> sends buy 2 market
      bar 100 100 100 100              -> bought 2 @ 100; sends sell 2 stop 99
      bar 100 107 100 107
      bar 107 115 107 112              -> sends sell 2 stop 108
      bar 112 112 109 110
      `,
    ))
})

test('a trailing stop follows the best price and never comes back', () =>
  runScenario(
    { ...FREE, exitRules: { ...gross, trailingPct: 5 } },
    `
    bar 100 101 99 100
    long stop 90                       -> sends buy 2 market
    bar 100 100 99 100                 -> bought 2 @ 100; sends sell 2 stop 90; sends sell 2 stop 95
    bar 100 110 100 108                -> sends sell 2 stop 104.5
    bar 108 109 105 105
    bar 105 105 104 104                -> sold 2 @ 104.5; long ended by trailing_stop_loss after 4 with 9
    `,
  ))

test('a pullback of 30 % from the peak leaves at the close', () =>
  runScenario(
    { ...FREE, exitRules: { ...gross, pullback: { givePct: 30, armAtPct: 5 } } },
    `
    bar 100 101 99 100
    long stop 90                       -> sends buy 2 market
    bar 100 110 100 107.01             -> bought 2 @ 100; sends sell 2 stop 90
    bar 107 107 106.9 106.99           -> sends sell 2 market
    bar 107 107 107 107                -> sold 2 @ 107; long ended by peak_pullback after 3 with 14
    `,
  ))

test('a profit that is enough for the age leaves at the close', () =>
  runScenario(
    {
      ...FREE,
      exitRules: {
        ...gross,
        roi: [
          { afterMs: 0, enoughPct: 10 },
          { afterMs: 600_000, enoughPct: 2 },
        ],
      },
    },
    `
    bar 100 101 99 100
    long stop 90                       -> sends buy 2 market
    bar 100 105 100 105                -> bought 2 @ 100; sends sell 2 stop 90
    bar 105 105 105 105                -> sends sell 2 market
    bar 105 105 105 105                -> sold 2 @ 105; long ended by roi after 3 with 10
    `,
  ))
