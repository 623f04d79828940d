import { test } from 'vitest'
import { fixedNotional } from '../risk/rules/fixed-notional.ts'
import { maxExposure } from '../risk/rules/max-exposure.ts'
import { strategyShare } from '../risk/rules/strategy-share.ts'
import { runScenario } from '../simulation/testing/run-scenario.ts'

test('what one strategy holds, or has on its way, takes nothing from the share of another', () =>
  runScenario(
    { rules: [fixedNotional(200), strategyShare(() => 0.03)] },
    `
    bar 100 101 99 100
    bar2 100 101 99 100
    bar3 100 101 99 100
    long stop 95
    m2 s2 long stop 95            -> sends buy 2 market; m2 sends buy 2 market
    bar 100 101 99 100            -> bought 2 @ 100; sends sell 2 stop 95; m2 bought 2 @ 100; m2 sends sell 2 stop 95
    bar2 100 101 99 100
    bar3 100 101 99 100
    # of its 3 % of what the fees left, two thirds are taken
    m3 long stop 95               -> m3 sends buy 0.9 market
    `,
  ))

test('the exposure of all counts together', () =>
  runScenario(
    { rules: [fixedNotional(200), maxExposure(5)] },
    `
    bar 100 101 99 100
    bar2 100 101 99 100
    bar3 100 101 99 100
    long stop 95
    m2 s2 long stop 95
    m3 s3 long stop 95            -> sends buy 2 market; m2 sends buy 2 market; m3 sends buy 1 market
    `,
  ))
