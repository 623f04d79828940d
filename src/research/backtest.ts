import { type RunOptions, SimulatedRun } from '../simulation/simulated-run.ts'
import { resultOf } from './result-of.ts'
import type { RunResult } from './run-result.ts'

/** Moments between two calls of `onProgress`. */
const PROGRESS_MOMENTS = 65_536

/** Runs strategies over bars that are all there. */
export function backtest(options: RunOptions, onProgress?: (momentsDone: number) => void): RunResult {
  const run = new SimulatedRun(options)
  let done = 0
  for (let played = -1; played !== 0; done += played) {
    played = run.play(PROGRESS_MOMENTS)
    onProgress?.(done + played)
  }
  run.finish()
  run.release()
  return resultOf(options, run)
}
