import { describe, test } from 'vitest'
import type { RiskRule } from '../risk/risk-rule.ts'
import { fixedNotional } from '../risk/rules/fixed-notional.ts'
import { freeMargin } from '../risk/rules/free-margin.ts'
import { maxPositions, maxPositionsAfterExits } from '../risk/rules/max-positions.ts'
import { runScenario } from '../simulation/testing/run-scenario.ts'

const THIN = { settings: { volumeLimit: 0.1 } }

describe('what is on its way counts', () => {
  test('entries in flight take their places, the most confident first', () =>
    runScenario(
      { rules: [fixedNotional(200), maxPositions(2), freeMargin(0)] },
      `
      bar 100 101 99 100
      bar2 100 101 99 100
      bar3 100 101 99 100
      m1 long stop 95 confidence 0.4
      m2 long stop 95 confidence 0.6
      m3 long stop 95 confidence 0.5  -> m2 sends buy 2 market; m3 sends buy 2 market; refused max_positions: 2 of 2 positions are taken
      `,
    ))

  const exchanged = (rule: RiskRule, outcome: string) =>
    runScenario(
      { rules: [fixedNotional(200), rule, freeMargin(0)] },
      `
      bar 100 101 99 100
      bar2 100 101 99 100
      m1 long stop 95                 -> sends buy 2 market
      bar 100 101 99 100              -> bought 2 @ 100; sends sell 2 stop 95
      bar2 100 101 99 100
      m2 long stop 95                 -> m2 refused max_positions: 1 of 1 positions are taken
      bar 100 101 99 100
      bar2 100 101 99 100
      m1 flat                         -> sends sell 2 market
      m2 long stop 95                 -> ${outcome}
      `,
    )

  test('a position that is closing keeps its place until it is closed', () =>
    exchanged(maxPositions(1), 'm2 refused max_positions: 1 of 1 positions are taken'))

  test('where exits are as good as done it has left its place', () =>
    exchanged(maxPositionsAfterExits(1), 'm2 sends buy 2 market'))

  test('a turn-around keeps its place', () =>
    runScenario(
      { ...THIN, rules: [fixedNotional(200), maxPositions(1), freeMargin(0)] },
      `
      bar 100 101 99 100
      bar2 100 101 99 100
      m1 long stop 95                 -> sends buy 2 market
      bar 100 101 99 100              -> bought 2 @ 100; sends sell 2 stop 95
      bar2 100 101 99 100
      m1 short stop 105               -> sends sell 2 market
      bar 100 101 99 100 v 0
      bar2 100 101 99 100
      m2 long stop 95                 -> m2 refused max_positions: 1 of 1 positions are taken
      `,
    ))

  test('an entry in flight reserves its margin and its fee', () =>
    runScenario(
      { capital: 500, rules: [fixedNotional(400), freeMargin(0.0006)] },
      `
      bar 100 101 99 100
      bar2 100 101 99 100
      m1 long stop 95
      m2 long stop 95                 -> sends buy 4 market; m2 sends buy 0.9 market   # (500 - 400.24) x 0.99 / 100.06 = 0.987
      `,
    ))

  test('the part of it that has filled is no longer reserved', () =>
    runScenario(
      { capital: 1000, settings: { volumeLimit: 0.1 }, rules: [fixedNotional(600), freeMargin(0.0006)] },
      `
      bar 100 101 99 100
      bar2 100 101 99 100
      m1 long stop 95                 -> sends buy 6 market
      bar 100 101 99 100 v 30         -> bought 3 @ 100; sends sell 3 stop 95
      bar2 100 101 99 100
      m2 long stop 95                 -> m2 sends buy 3.9 market   # (1000 - 300.18 - 300.18) x 0.99 / 100.06 = 3.954
      `,
    ))

  test('what an entry has reserved is free again when the venue cancels it', () =>
    runScenario(
      { capital: 500, rules: [fixedNotional(400), freeMargin(0.0006)] },
      `
      bar 100 101 99 100
      long stop 95                    -> sends buy 4 market
      bar 150 151 149 150             -> refused cancelled_by_venue: insufficient margin: 600.36 are needed, cash is 500.00
      long stop 140                   -> sends buy 2.6 market
      bar 150 151 149 150             -> bought 2.6 @ 150; sends sell 2.6 stop 140
      `,
    ))

  test('the margin of a position that is closing is for its own turn-around, not for another market', () =>
    runScenario(
      { capital: 500, rules: [fixedNotional(400), freeMargin(0.0006)] },
      `
      bar 100 101 99 100
      bar2 100 101 99 100
      m1 long stop 95                 -> sends buy 4 market
      bar 100 101 99 100              -> bought 4 @ 100; sends sell 4 stop 95
      bar2 100 101 99 100
      m1 short stop 105
      m2 long stop 95                 -> sends sell 4 market; m2 refused free_margin: free cash is -300.48 at leverage 1
      bar 100 101 99 100              -> sold 4 @ 100; long ended by exit_signal after 2 with -0.48; sends sell 4 market; sold 4 @ 100; sends buy 4 stop 105
      bar2 100 101 99 100
      `,
    ))
})
