import { Timeline } from '../market/timeline.ts'
import { type RunOptions, SimulatedRun } from '../simulation/simulated-run.ts'
import { resultOf } from './result-of.ts'
import type { RunResult } from './run-result.ts'

/** Steps between two calls of `onProgress`. */
const PROGRESS_STEPS = 65_536

/** Runs strategies over bars that are all there. */
export function backtest(options: RunOptions, onProgress?: (barsDone: number) => void): RunResult {
  const run = new SimulatedRun(options)
  const timeline = new Timeline(options.markets.map(({ bars }) => bars))
  let done = 0
  while (walk(run, timeline)) {
    done += PROGRESS_STEPS
    onProgress?.(done)
  }
  run.finish()
  run.release()
  return resultOf(options, run)
}

/** Goes on by up to PROGRESS_STEPS steps; false at the end of the data. */
function walk(run: SimulatedRun, timeline: Timeline): boolean {
  for (let k = 0; k < PROGRESS_STEPS; k++) {
    if (!timeline.next()) return false
    run.step(timeline)
  }
  return true
}
