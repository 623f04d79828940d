import { describe, expect, test } from 'vitest'
import { runScenario } from '../simulation/testing/run-scenario.ts'

describe('a condition of an entry', () => {
  test('closes its position at the close at which it is met, and not before', () =>
    runScenario(
      { invalidWhen: [] },
      `
      bar 100 101 99 100
      long stop 90 invalid close_<_97     -> sends buy 2 market
      bar 100 101 96 97                   -> bought 2 @ 100; sends sell 2 stop 90
      bar 97 97 96 96.99                  -> sends sell 2 market
      bar 97 97 97 97                     -> sold 2 @ 97; long ended by invalidation after 3 with -6.2364
      `,
    ))

  test('holds for that position alone, and the next entry has its own', () =>
    runScenario(
      { invalidWhen: [] },
      `
      bar 100 101 99 100
      long stop 90 invalid close_<_97     -> sends buy 2 market
      bar 100 101 99 96                   -> bought 2 @ 100; sends sell 2 stop 90; sends sell 2 market
      bar 96 97 95 96                     -> sold 2 @ 96; long ended by invalidation after 2 with -8.2352
      long stop 90                        -> sends buy 2 market
      bar 96 97 95 95                     -> bought 2 @ 96; sends sell 2 stop 90
      bar 95 96 94 94
      `,
    ))

  test('that is met already lets nothing in', () =>
    runScenario(
      { invalidWhen: [] },
      `
      bar 100 101 99 100
      long stop 90 invalid close_<_101    -> refused already_invalid: "close < 101" is met already
      `,
    ))

  test('that cannot be read lets nothing in, and says where', () => {
    const refused = (condition: string) => () =>
      runScenario({ invalidWhen: [] }, `bar 100 101 99 100\nlong stop 90 invalid ${condition}`)
    expect(refused('clos_<_97')).toThrow('refused invalid_condition: condition, column 1: unknown indicator "clos"')
    expect(refused('close_<')).toThrow('refused invalid_condition')
  })

  test('is refused in a run that does not read any: it must not be forgotten', () =>
    runScenario(
      {},
      `
      bar 100 101 99 100
      long stop 90 invalid close_<_97     -> refused invalid_condition: the condition "close < 97" cannot be read in this run
      `,
    ))

  test('waits while the account is halted', () =>
    runScenario(
      { invalidWhen: [] },
      `
      bar 100 101 99 100
      long stop 90 invalid close_<_97     -> sends buy 2 market
      bar 100 101 99 100                  -> bought 2 @ 100; sends sell 2 stop 90
      halt halted                         -> halted: anna: tired
      bar 96 96 96 96
      resume                              -> active: anna: looked at it
      bar 96 96 96 96                     -> sends sell 2 market
      `,
    ))
})

test('a condition of the run closes any position', () =>
  runScenario(
    { invalidWhen: ['close crosses below 98'] },
    `
    bar 100 101 99 100
    bar2 50 51 49 50
    long stop 90                          -> sends buy 2 market
    bar 100 101 97 97                     -> bought 2 @ 100; sends sell 2 stop 90; sends sell 2 market
    bar2 50 51 49 50
    `,
  ))

test('a condition of the run that cannot be read stops it before it begins', () => {
  expect(() => runScenario({ invalidWhen: ['adx(14 < 25'] }, 'bar 100 101 99 100')).toThrow('adx(14 < 25')
})
