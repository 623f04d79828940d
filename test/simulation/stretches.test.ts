import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Timeline } from '../../src/market/timeline.ts'
import { tradesHash } from '../../src/research/trades-hash.ts'
import { type RunOptions, SimulatedRun } from '../../src/simulation/simulated-run.ts'
import { optionsOf, randomRuns } from './random-run.ts'

// Stretches of quiet bars are a short cut: what `books.test.ts` proves moment by moment holds for them when they do the same.

function plainly(options: RunOptions): SimulatedRun {
  const run = new SimulatedRun(options)
  const timeline = new Timeline(options.markets.map(({ bars }) => bars))
  while (timeline.next()) run.step(timeline)
  run.finish()
  return run
}

function inStretches(options: RunOptions): SimulatedRun {
  const run = new SimulatedRun(options)
  while (run.play(1000) > 0);
  run.finish()
  return run
}

function remainsOf({ recorder, engine, venue }: SimulatedRun): unknown {
  return {
    trades: tradesHash(recorder.trades),
    equity: recorder.equity.values.slice(0, recorder.length),
    positions: recorder.positions.slice(0, recorder.length),
    refusals: [...recorder.refusals],
    counts: [recorder.signals, recorder.orders, recorder.fills],
    cash: [engine.account.cash, venue.account.cash],
  }
}

test('random runs come to the same in stretches as moment by moment, to the last bit', () => {
  fc.assert(
    fc.property(randomRuns, fc.constantFrom(0.02, 0.3), (given, chance) => {
      const options = optionsOf({ ...given, chance })
      expect(remainsOf(inStretches(options))).toEqual(remainsOf(plainly(options)))
    }),
    { numRuns: Number(process.env.PLIMSOLL_RANDOM_RUNS ?? 40) },
  )
})
