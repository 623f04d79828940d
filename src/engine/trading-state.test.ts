import { describe, test } from 'vitest'
import type { Breaker } from '../risk/breakers.ts'
import { fixedNotional } from '../risk/rules/fixed-notional.ts'
import { maxTradesADay } from '../risk/rules/max-trades-a-day.ts'
import { minHold } from '../risk/rules/min-hold.ts'
import { riskPerTrade } from '../risk/rules/risk-per-trade.ts'
import { runScenario } from '../simulation/testing/run-scenario.ts'

const DAILY: Breaker = { name: 'daily_loss', since: 'day', limitPct: 5, state: 'close_only', release: 'next_day' }
/** An account of 1,000 that holds positions of 2,000 and pays nothing for it. */
const ACCOUNT = {
  rules: [fixedNotional(2000)],
  capital: 1000,
  leverage: 4,
  settings: { makerFeeRate: 0, takerFeeRate: 0 },
}

describe('a daily loss', () => {
  test('counts what is open, and ends with the day', () =>
    runScenario(
      { ...ACCOUNT, breakers: [DAILY] },
      `
      bar 100 101 99 100
      long stop 90                   -> sends buy 20 market
      bar 100 101 99 100             -> bought 20 @ 100; sends sell 20 stop 90
      bar 100 100 97.51 97.51
      equity                         -> 950.2
      state                          -> active
      bar 97.5 98 97 97.5            -> close_only: daily_loss: 5.00 % lost of 1000.00 since the beginning of the day, the limit is 5 %
      bar 97.5 98 97 97.5
      flat                           -> sends sell 20 market
      bar 98 98 98 98                -> sold 20 @ 98; long ended by exit_signal after 5 with -40
      long stop 90                   -> refused trading_state: the account is close_only: daily_loss: 5.00 % lost of 1000.00 since the beginning of the day, the limit is 5 %
      gap 280
      bar 98 98 98 98
      state                          -> close_only
      # the bar that closes at midnight ends the day
      bar 98 98 98 98                -> active: a new day has begun
      long stop 90                   -> sends buy 20.4 market
      `,
    ))

  test('begins anew with the equity at midnight, also when that bar is missing', () =>
    runScenario(
      { ...ACCOUNT, breakers: [DAILY] },
      `
      bar 100 101 99 100
      long stop 80                   -> sends buy 20 market
      bar 100 101 99 100             -> bought 20 @ 100; sends sell 20 stop 80
      bar 98 98 98 98
      gap 300
      bar 95.9 95.9 95.9 95.9
      state                          -> active
      bar 95.61 95.61 95.61 95.61
      equity                         -> 912.2
      state                          -> active
      bar 95.6 95.6 95.6 95.6        -> close_only: daily_loss: 5.00 % lost of 960.00 since the beginning of the day, the limit is 5 %
      `,
    ))

  test('calls back what would make the account larger', () =>
    runScenario(
      { ...ACCOUNT, settings: { latencyMs: 3_600_000 } },
      `
      bar 100 101 99 100
      long stop 90                   -> sends buy 20 market
      halt close_only                -> close_only: anna: tired
      orders                         -> cancelling buy 20 market
      `,
    ))
})

describe('a drawdown', () => {
  const DRAWDOWN: Breaker = {
    name: 'drawdown',
    since: 'peak',
    limitPct: 15,
    state: 'close_only',
    release: 'on_recovery',
    releasePct: 10,
  }

  test('follows the peak, and lets go when the loss is well below the limit', () =>
    runScenario(
      { ...ACCOUNT, breakers: [DRAWDOWN] },
      `
      bar 100 101 99 100
      long stop 70                   -> sends buy 20 market
      bar 100 101 99 100             -> bought 20 @ 100; sends sell 20 stop 70
      bar 110 110 110 110
      bar 101.01 101.01 101.01 101.01
      state                          -> active
      bar 101 101 101 101            -> close_only: drawdown: 15.00 % lost of 1200.00 since the peak, the limit is 15 %
      bar 103.9 103.9 103.9 103.9
      state                          -> close_only
      bar 104 104 104 104            -> active: equity 1080.00 has recovered
      `,
    ))

  test('that halts flat closes everything and waits for a person, from where losses are measured anew', () =>
    runScenario(
      {
        ...ACCOUNT,
        breakers: [{ name: 'drawdown_halt', since: 'peak', limitPct: 20, state: 'halted_flat', release: 'manual' }],
      },
      `
      bar 100 101 99 100
      long stop 70                   -> sends buy 20 market
      bar 100 101 99 100             -> bought 20 @ 100; sends sell 20 stop 70
      bar 89 89 89 89                -> halted_flat: drawdown_halt: 22.00 % lost of 1000.00 since the peak, the limit is 20 %; sends sell 20 market
      bar 89 89 89 89                -> sold 20 @ 89; long ended by risk_halt after 3 with -220
      gap 400
      bar 89 89 89 89
      long stop 70                   -> refused trading_state: the account is halted_flat: drawdown_halt: 22.00 % lost of 1000.00 since the peak, the limit is 20 %
      resume                         -> active: anna: looked at it
      bar 89 89 89 89
      long stop 70                   -> sends buy 22.4 market
      `,
    ))
})

describe('an account that a person halts', () => {
  test('sends nothing: neither entries nor exits, its stop stays', () =>
    runScenario(
      { ...ACCOUNT, maxHoldMs: 900_000 },
      `
      bar 100 101 99 100
      long stop 90                   -> sends buy 20 market
      bar 100 101 99 100             -> bought 20 @ 100; sends sell 20 stop 90
      halt halted                    -> halted: anna: tired
      bar 100 101 99 100
      flat                           -> refused trading_state: the account is halted: anna: tired
      bar 100 101 99 100
      bar 100 101 99 100
      resume                         -> active: anna: looked at it
      bar 100 101 99 100             -> sends sell 20 market
      bar 100 101 99 100             -> sold 20 @ 100; long ended by timeout after 6 with 0
      `,
    ))

  test('remembers how far a position went meanwhile', () =>
    runScenario(
      { ...ACCOUNT, exitRules: { basis: 'price', costRate: 0, ladder: [{ fromPct: 8, keepPct: 3 }] } },
      `
      bar 100 101 99 100
      long stop 90                   -> sends buy 20 market
      bar 100 101 99 100             -> bought 20 @ 100; sends sell 20 stop 90
      halt halted                    -> halted: anna: tired
      bar 100 109 100 105
      resume                         -> active: anna: looked at it
      bar 105 105 104 105            -> sends sell 20 stop 103
      `,
    ))

  test('can be made stricter and keeps the strictest of all reasons', () =>
    runScenario(
      { ...ACCOUNT, breakers: [DAILY] },
      `
      bar 100 101 99 100
      long stop 90                   -> sends buy 20 market
      bar 100 101 99 100             -> bought 20 @ 100; sends sell 20 stop 90
      halt close_only                -> close_only: anna: tired
      bar 97 97 97 97                -> close_only: daily_loss: 6.00 % lost of 1000.00 since the beginning of the day, the limit is 5 %
      halt halted_flat               -> halted_flat: anna: tired; sends sell 20 market
      bar 97 97 97 97                -> sold 20 @ 97; long ended by risk_halt after 3 with -60
      resume                         -> active: anna: looked at it
      `,
    ))
})

test('an entry that fills when everything is to be closed is closed at once', () =>
  runScenario(
    { ...ACCOUNT, settings: { ...ACCOUNT.settings, latencyMs: 600_000 } },
    `
    bar 100 101 99 100
    long stop 90                     -> sends buy 20 market
    bar 100 101 99 100
    bar 100 101 99 100
    halt halted_flat                 -> halted_flat: anna: tired
    orders                           -> cancelling buy 20 market
    bar 100 101 99 100               -> bought 20 @ 100; sends sell 20 stop 90; sends sell 20 market
    `,
  ))

test('an entry that waits for its turn-around is dropped when the account is stopped', () =>
  runScenario(
    { ...ACCOUNT, breakers: [DAILY], settings: { ...ACCOUNT.settings, volumeLimit: 0.5 } },
    `
    bar 100 101 99 100 v 100
    long stop 80                     -> sends buy 20 market
    bar 100 101 99 100 v 100         -> bought 20 @ 100; sends sell 20 stop 80
    short stop 120                   -> sends sell 20 market
    bar 97 97 96.9 97 v 20           -> sold 10 @ 97; sends sell 10 stop 80; close_only: daily_loss: 6.00 % lost of 1000.00 since the beginning of the day, the limit is 5 %; refused reversal_dropped: daily_loss: 6.00 % lost of 1000.00 since the beginning of the day, the limit is 5 %
    bar 97 97 97 97 v 100            -> sold 10 @ 97; long ended by exit_signal after 3 with -60
    `,
  ))

test('an entry that waited for its turn-around is judged again when it goes out', () =>
  runScenario(
    { ...ACCOUNT, rules: [riskPerTrade(10)] },
    `
    bar 100 101 99 100
    long stop 80                     -> sends buy 5 market
    bar 100 101 99 100               -> bought 5 @ 100; sends sell 5 stop 80
    short stop 120                   -> sends sell 5 market
    # 50 is lost on the way: a tenth of 950 over 20 is less
    bar 90 91 89 90                  -> sold 5 @ 90; long ended by exit_signal after 2 with -50; sends sell 4.7 market; sold 4.7 @ 90; sends buy 4.7 stop 120
    `,
  ))

test('money that is paid in is no profit, and none that is taken out a loss', () =>
  runScenario(
    { ...ACCOUNT, breakers: [DAILY] },
    `
    bar 100 101 99 100
    deposit -200
    equity                           -> 800
    bar 100 101 99 100
    state                            -> active
    deposit 1200
    equity                           -> 2000
    bar 100 101 99 100
    long stop 80                     -> sends buy 20 market
    bar 100 101 99 100               -> bought 20 @ 100; sends sell 20 stop 80
    bar 95.01 95.01 95.01 95.01
    state                            -> active
    bar 95 95 95 95                  -> close_only: daily_loss: 5.00 % lost of 2000.00 since the beginning of the day, the limit is 5 %
    `,
  ))

test('the longest time to hold is that of the run, whatever a signal says', () =>
  runScenario(
    { ...ACCOUNT, maxHoldMs: 600_000 },
    `
    bar 100 101 99 100
    long stop 90 hold 6000000        -> sends buy 20 market
    bar 100 101 99 100               -> bought 20 @ 100; sends sell 20 stop 90
    bar 100 101 99 100               -> sends sell 20 market
    bar 100 101 99 100               -> sold 20 @ 100; long ended by timeout after 3 with 0
    `,
  ))

test('entries of a day are counted without any breaker', () =>
  runScenario(
    { rules: [fixedNotional(200), maxTradesADay(1)] },
    `
    bar 100 101 99 100
    long stop 90                     -> sends buy 2 market
    bar 100 101 89 95                -> bought 2 @ 100; sends sell 2 stop 90; sold 2 @ 90; long ended by stop_loss after 1 with -20.228
    long stop 90                     -> refused max_trades_a_day: 1 of 1 entries of the day are made
    gap 290
    bar 100 101 99 100
    long stop 90                     -> sends buy 2 market
    `,
  ))

describe('a position that must be held', () => {
  const HELD = { ...ACCOUNT, rules: [fixedNotional(2000), minHold(900_000)] }

  test('is not left by its strategy before, but by its stop', () =>
    runScenario(
      HELD,
      `
      bar 100 101 99 100
      long stop 98                   -> sends buy 20 market
      bar 100 101 99 100             -> bought 20 @ 100; sends sell 20 stop 98
      flat                           -> refused min_hold: the position was opened 5 minutes ago and is held for 15 at least
      bar 100 101 99 100
      flat share 0.5                 -> refused min_hold: the position was opened 10 minutes ago and is held for 15 at least
      bar 100 101 97 99              -> sold 20 @ 98; long ended by stop_loss after 3 with -40
      `,
    ))

  test('is not made larger by an entry on its way when its strategy wants to be out', () =>
    runScenario(
      { ...HELD, settings: { ...ACCOUNT.settings, volumeLimit: 1 } },
      `
      bar 100 101 99 100
      long stop 98 size 0.5          -> sends buy 10 market
      bar 100 101 99 100             -> bought 10 @ 100; sends sell 10 stop 98
      long adds stop 98 size 0.5     -> sends buy 10 market
      bar 100 101 99 100 v 0
      flat                           -> refused min_hold: the position was opened 10 minutes ago and is held for 15 at least
      orders                         -> sell 10 stop 98, cancelling buy 10 market
      `,
    ))

  test('is left when what it was entered for no longer holds', () =>
    runScenario(
      HELD,
      `
      bar 100 101 99 100
      long stop 98                   -> sends buy 20 market
      bar 100 101 99 100             -> bought 20 @ 100; sends sell 20 stop 98
      flat invalidates               -> sends sell 20 market
      `,
    ))

  test('is not turned around before, to the bar', () =>
    runScenario(
      HELD,
      `
      bar 100 101 99 100
      long stop 98                   -> sends buy 20 market
      bar 100 101 99 100             -> bought 20 @ 100; sends sell 20 stop 98
      bar 100 101 99 100
      short stop 105                 -> refused min_hold: the position was opened 10 minutes ago and is held for 15 at least
      bar 100 101 99 100
      short stop 105                 -> sends sell 20 market
      bar 100 101 99 100             -> sold 20 @ 100; long ended by exit_signal after 4 with 0; sends sell 20 market; sold 20 @ 100; sends buy 20 stop 105
      `,
    ))
})

test('an account that is halted turns nothing around', () =>
  runScenario(
    ACCOUNT,
    `
    bar 100 101 99 100
    long stop 98                     -> sends buy 20 market
    bar 100 101 99 100               -> bought 20 @ 100; sends sell 20 stop 98
    halt halted                      -> halted: anna: tired
    bar 100 101 99 100
    short stop 105                   -> refused trading_state: the account is halted: anna: tired
    bar 100 101 99 100
    flat                             -> refused trading_state: the account is halted: anna: tired
    position                         -> long 20 @ 100
    `,
  ))

test('what holds every account comes on top of what holds this one, and ends by itself', () =>
  runScenario(
    { ...ACCOUNT, breakers: [DAILY] },
    `
    bar 100 101 99 100
    halt close_only                  -> close_only: anna: tired
    halt_all halted                  -> halted: boss: the exchange is odd
    resume                           -> halted: anna: looked at it
    bar 100 101 99 100
    long stop 90                     -> refused trading_state: the account is halted: boss: the exchange is odd
    state                            -> halted
    resume_all                       -> active: boss: all is well
    bar 100 101 99 100
    long stop 90                     -> sends buy 20 market
    bar 100 101 99 100               -> bought 20 @ 100; sends sell 20 stop 90
    halt_all halted_flat             -> halted_flat: boss: the exchange is odd; sends sell 20 market
    bar 100 101 99 100               -> sold 20 @ 100; long ended by risk_halt after 2 with 0
    halt close_only                  -> halted_flat: anna: tired
    resume_all                       -> close_only: boss: all is well
    `,
  ))
