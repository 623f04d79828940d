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
    { ...FREE, exitRules: { ...gross, trailing: { pct: 5, stepPct: 0.05 } } },
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

test('a pullback to the very price leaves, whatever doubles make of it', () =>
  runScenario(
    { ...FREE, exitRules: { ...gross, pullback: { givePct: 30, armAtPct: 5 } } },
    `
    bar 100 101 99 100
    long stop 90                       -> sends buy 2 market
    bar 100 110 100 107                -> bought 2 @ 100; sends sell 2 stop 90; sends sell 2 market
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

describe('a trailing stop', () => {
  test('follows only once the profit has been so much', () =>
    runScenario(
      { ...FREE, exitRules: { ...gross, trailing: { pct: 5, fromPct: 8, stepPct: 0.05 } } },
      `
      bar 100 101 99 100
      long stop 90                     -> sends buy 2 market
      bar 100 107.99 99 106            -> bought 2 @ 100; sends sell 2 stop 90
      bar 106 108 106 107              -> sends sell 2 stop 102.6
      bar 107 107 103 104
      `,
    ))

  test('is not replaced for less than its step', () =>
    runScenario(
      { ...FREE, exitRules: { ...gross, trailing: { pct: 5, stepPct: 1 } } },
      `
      bar 100 101 99 100
      short stop 110                   -> sends sell 2 market
      bar 100 100 98 99                -> sold 2 @ 100; sends buy 2 stop 110; sends buy 2 stop 102.9
      bar 99 99 97.03 98
      bar 98 98 97.02 98               -> sends buy 2 stop 101.87
      `,
    ))

  test('follows the close by average true ranges, and the nearer of its ways counts', () =>
    runScenario(
      {
        ...FREE,
        exitRules: { ...gross, trailing: { pct: 9, stepPct: 0.05 } },
        trailing: { atr: { times: 2, period: 2 } },
      },
      `
      bar 100 101 99 100
      bar 100 101 99 100
      long stop 90                     -> sends buy 2 market
      bar 100 101 99 100               -> bought 2 @ 100; sends sell 2 stop 90; sends sell 2 stop 96
      bar 100 102 100 102              -> sends sell 2 stop 98
      bar 102 110 102 110              -> sends sell 2 stop 100.1
      bar 110 110 110 110              -> sends sell 2 stop 105
      bar 110 110 104 104              -> sold 2 @ 105; long ended by trailing_stop_loss after 5 with 10
      `,
    ))

  test('hangs from the best price of a window', () =>
    runScenario(
      {
        ...FREE,
        exitRules: { ...gross, trailing: { stepPct: 0.05 } },
        trailing: { chandelier: { times: 1, period: 2 } },
      },
      `
      bar 100 101 99 100
      bar 100 101 99 100
      short stop 110                   -> sends sell 2 market
      bar 100 101 99 100               -> sold 2 @ 100; sends buy 2 stop 110; sends buy 2 stop 101
      bar 100 100 96 97                -> sends buy 2 stop 99
      bar 97 99 97 98                  -> bought 2 @ 99; short ended by trailing_stop_loss after 3 with 2
      `,
    ))
})

describe('break-even', () => {
  test('at a profit in percent, where the costs are covered', () =>
    runScenario(
      { exitRules: { basis: 'price', costRate: 0.002, breakEven: { atPct: 3 } } },
      `
      bar 100 101 99 100
      long stop 90                     -> sends buy 2 market
      bar 100 103.19 100 102           -> bought 2 @ 100; sends sell 2 stop 90
      bar 102 103.21 102 102           -> sends sell 2 stop 100.2
      bar 102 120 102 119
      `,
    ))

  test('at a multiple of what was risked', () =>
    runScenario(
      { ...FREE, exitRules: { ...gross, breakEven: { atR: 1 } } },
      `
      bar 100 101 99 100
      short stop 104                   -> sends sell 2 market
      bar 100 100 96.01 98             -> sold 2 @ 100; sends buy 2 stop 104
      bar 98 98 96 98                  -> sends buy 2 stop 100
      bar 98 101 98 101                -> bought 2 @ 100; short ended by trailing_stop_loss after 3 with 0
      `,
    ))
})
