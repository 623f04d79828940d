import { describe, test } from 'vitest'
import { runScenario } from '../simulation/testing/run-scenario.ts'

const THIN = { settings: { volumeLimit: 0.1 } }
const LATE = { settings: { latencyMs: 60_000 } }

describe('a position', () => {
  test('comes with a stop and a target that rest at the venue, and goes with both', () =>
    runScenario(
      {},
      `
      bar 100 101 99 100
      long stop 95 target 110         -> sends buy 2 market
      bar 100 102 99 101              -> bought 2 @ 100; sends sell 2 stop 95; sends sell 2 limit 110
      position                        -> long 2 @ 100
      orders                          -> sell 2 stop 95, sell 2 limit 110
      equity                          -> 10001.88
      bar 101 111 100 110             -> sold 2 @ 110; long ended by take_profit after 2 with 19.836
      orders                          ->
      equity                          -> 10019.836    # 10000 + 20 - 0.12 - 0.044
      `,
    ))

  test('distances count from the price of the entry', () =>
    runScenario(
      {},
      `
      bar 100 101 99 100
      short stop% 5 target% 10        -> sends sell 2 market
      bar 102 102 101 102             -> sold 2 @ 102; sends buy 2 stop 107.1; sends buy 2 limit 91.8
      bar 102 108 101 107             -> bought 2 @ 107.1; short ended by stop_loss after 2 with -10.45092
      `,
    ))

  test('that a gap has carried beyond its stop is left at once', () =>
    runScenario(
      {},
      `
      bar 100 101 99 100
      long stop 95                    -> sends buy 2 market
      bar 90 91 89 90                 -> bought 2 @ 90; sends sell 2 stop 95; sold 2 @ 90; long ended by stop_loss after 1 with -0.216
      orders                          ->
      `,
    ))

  test('is turned around by a close, and an entry when it is flat', () =>
    runScenario(
      {},
      `
      bar 100 101 99 100
      long stop 95                    -> sends buy 2 market
      bar 100 101 99 100              -> bought 2 @ 100; sends sell 2 stop 95
      short stop 105                  -> sends sell 2 market
      bar 98 99 97 98                 -> sold 2 @ 98; long ended by exit_signal after 2 with -4.2376; sends sell 2 market; sold 2 @ 98; sends buy 2 stop 105
      position                        -> short 2 @ 98
      orders                          -> buy 2 stop 105
      `,
    ))

  test('is left when the strategy wants to be flat, on the side that it names', () =>
    runScenario(
      {},
      `
      bar 100 101 99 100
      flat
      long stop 95                    # the last word of this bar does not count: one signal a bar
      bar 100 101 99 100
      long stop 95                    -> sends buy 2 market
      bar 100 101 99 100              -> bought 2 @ 100; sends sell 2 stop 95
      flat short
      bar 100 101 99 100
      flat long                       -> sends sell 2 market
      bar 101 101 99 100              -> sold 2 @ 101; long ended by exit_signal after 3 with 1.7588
      orders                          ->
      `,
    ))

  test('is left after its longest time', () =>
    runScenario(
      { maxHoldMs: 900_000 },
      `
      bar 100 101 99 100
      long stop 95 hold 600000        -> sends buy 2 market
      bar 100 101 99 100              -> bought 2 @ 100; sends sell 2 stop 95
      bar 100 101 99 100              -> sends sell 2 market      # ten minutes after its first fill
      bar 100 101 99 100              -> sold 2 @ 100; long ended by timeout after 3 with -0.24
      long stop 95                    -> sends buy 2 market
      bar 100 101 99 100              -> bought 2 @ 100; sends sell 2 stop 95
      bar 100 101 99 100
      bar 100 101 99 100              -> sends sell 2 market      # the run's own limit of fifteen
      `,
    ))

  test('ends with the data, like the entries that are still on their way', () =>
    runScenario(
      {},
      `
      bar 100 101 99 100
      bar2 50 51 49 50
      m2 short stop 55                -> m2 sends sell 4 market
      bar 100 101 99 100              -> m2 sold 4 @ 50; m2 sends buy 4 stop 55
      bar2 50 51 49 49
      long stop 95                    -> sends buy 2 market
      end                             -> m2 sends buy 4 market; refused called_back: everything is closed: end_of_data; m2 bought 4 @ 49; short ended by end_of_data after 1 with 3.7624
      position 1                      -> flat
      position 2                      -> flat
      orders                          ->
      equity                          -> 10003.7624
      free                            -> 10003.7624
      `,
    ))

  test('ends with the data whatever the volume', () =>
    runScenario(
      THIN,
      `
      bar 100 101 99 100
      long stop 95                    -> sends buy 2 market
      bar 100 101 99 100 v 10         -> bought 1 @ 100; sends sell 1 stop 95
      flat                            -> sends sell 1 market
      bar 100 101 99 100 v 0
      end                             -> sends sell 1 market; sold 1 @ 100; long ended by end_of_data after 2 with -0.12
      orders                          ->
      `,
    ))
})

describe('a turn-around that cannot be finished', () => {
  const HALF = `
      bar 100 101 99 100
      long stop 95                    -> sends buy 2 market
      bar 100 101 99 100              -> bought 2 @ 100; sends sell 2 stop 95
      short stop 105                  -> sends sell 2 market
      bar 100 101 99 100 v 0`

  test('goes on when the position is flat', () =>
    runScenario(
      THIN,
      `${HALF}
      short stop 105                  -> refused entry_pending: an entry of this symbol is on its way
      bar 100 101 99 100              -> sold 2 @ 100; long ended by exit_signal after 3 with -0.24; sends sell 2 market; sold 2 @ 100; sends buy 2 stop 105
      `,
    ))

  test('is dropped when the strategy wants to be flat', () =>
    runScenario(
      THIN,
      `${HALF}
      flat                            -> refused reversal_dropped: the strategy wants to be out again
      bar 100 101 99 100              -> sold 2 @ 100; long ended by exit_signal after 3 with -0.24
      orders                          ->
      `,
    ))

  test('is dropped when the strategy has changed its mind', () =>
    runScenario(
      THIN,
      `${HALF}
      long stop 95                    -> refused reversal_dropped: the strategy wants to be long again; refused already_in_position: the position is already open
      bar 100 101 99 100              -> sold 2 @ 100; long ended by exit_signal after 3 with -0.24
      orders                          ->
      bar 100 101 99 100
      long stop 95                    -> sends buy 2 market
      `,
    ))

  test('follows a stop that was quicker than the close', () =>
    runScenario(
      LATE,
      `
      bar 100 100 100 100
      long stop 95                    -> sends buy 2 market
      bar 100 100 100 100             -> bought 2 @ 100; sends sell 2 stop 95
      short stop 105                  -> sends sell 2 market
      bar 94 94 94 94                 -> sold 2 @ 94; long ended by stop_loss after 2 with -12.2328; sends sell 2 market; sold 2 @ 94; sends buy 2 stop 105
      position                        -> short 2 @ 94
      orders                          -> buy 2 stop 105
      `,
    ))
})
