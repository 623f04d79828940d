import { assert } from '../core/assert.ts'
import type { RunOptions, SimulatedRun } from '../simulation/simulated-run.ts'
import type { RunResult } from './run-result.ts'

/** What a finished run leaves behind. */
export function resultOf(options: RunOptions, { recorder }: SimulatedRun): RunResult {
  const timeframe = options.markets[0]?.bars.timeframe
  assert(timeframe !== undefined, 'a run has at least one market')
  const { length } = recorder
  return {
    strategies: options.strategies.map(({ definition }) => definition.name),
    timeframe,
    capital: options.capital,
    markets: options.markets.map(({ instrument, bars }) => ({ instrument, bars })),
    curve: {
      time: recorder.time.values.subarray(0, length),
      equity: recorder.equity.values.subarray(0, length),
      exposure: recorder.exposure.values.subarray(0, length),
    },
    trades: recorder.trades,
    refusals: Object.fromEntries(recorder.refusals),
  }
}
