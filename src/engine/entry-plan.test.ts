import { describe, test } from 'vitest'
import { runScenario } from '../simulation/testing/run-scenario.ts'

const THIN = { settings: { volumeLimit: 0.1 } }

describe('a signal is refused by name', () => {
  test.each([
    ['long', 'invalid_stop: the stop of a long at 100 must be between 0 and the price, not NaN'],
    ['long stop 100', 'invalid_stop: the stop of a long at 100 must be between 0 and the price, not 100'],
    ['long stop 101', 'invalid_stop: the stop of a long at 100 must be between 0 and the price, not 101'],
    ['long stop% 100', 'invalid_stop: the stop of a long at 100 must be between 0 and the price, not 0'],
    ['short', 'invalid_stop: the stop of a short at 100 must be above the price, not NaN'],
    ['short stop 99.99', 'invalid_stop: the stop of a short at 100 must be above the price, not 99.99'],
    ['short stop Infinity', 'invalid_stop: the stop of a short at 100 must be above the price, not Infinity'],
    ['long stop 95 target 100', 'invalid_target: the target of a long at 100 must be above the price, not 100'],
    [
      'short stop 105 target 101',
      'invalid_target: the target of a short at 100 must be between 0 and the price, not 101',
    ],
    [
      'short stop 105 target% 100',
      'invalid_target: the target of a short at 100 must be between 0 and the price, not 0',
    ],
    ['long stop 95 confidence 1.1', 'invalid_confidence: confidence must be from 0 to 1, not 1.1'],
    ['long stop 95 confidence NaN', 'invalid_confidence: confidence must be from 0 to 1, not NaN'],
  ])('%s', (signal, refusal) =>
    runScenario(
      {},
      `
      bar 100 101 99 100
      ${signal}                       -> refused ${refusal}
      bar 100 101 99 100
      position                        -> flat
      `,
    ),
  )

  test('when the position is there already, or an entry is on its way', () =>
    runScenario(
      THIN,
      `
      bar 100 101 99 100
      long stop 95                    -> sends buy 2 market
      bar 100 101 99 100 v 0
      long stop 95                    -> refused entry_pending: an entry of this symbol is on its way
      bar 100 101 99 100              -> bought 2 @ 100; sends sell 2 stop 95
      long stop 96                    -> refused already_in_position: the position is already open
      `,
    ))

  test('when another strategy has the symbol: nobody closes what is not his', () =>
    runScenario(
      {},
      `
      bar 100 101 99 100
      s1 long stop 95
      s2 long stop 95                 -> sends buy 2 market; refused entry_pending: an entry of this symbol is on its way
      bar 100 101 99 100              -> bought 2 @ 100; sends sell 2 stop 95
      s2 short stop 105               -> refused symbol_taken: another strategy holds a position of this symbol
      bar 100 101 99 100
      s2 flat
      bar 100 101 99 100
      position                        -> long 2 @ 100
      `,
    ))
})
