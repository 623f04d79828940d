import type { CandleRows } from './candle-rows.ts'

/** The most frequent distance between a row and a later one behind it, in milliseconds; undefined when no time follows another. */
export function commonStepMs(rows: CandleRows): number | undefined {
  const counts = countSteps(rows)
  let best: number | undefined
  for (const [stepMs, count] of counts) {
    const bestCount = best === undefined ? 0 : (counts.get(best) ?? 0)
    if (count > bestCount || (count === bestCount && best !== undefined && stepMs < best)) best = stepMs
  }
  return best
}

/** Equal steps mostly follow each other: the map is asked once a run of them. */
function countSteps(rows: CandleRows): Map<number, number> {
  const counts = new Map<number, number>()
  const times = rows.timestamp.values
  let runMs = 0
  let run = 0
  const note = () => {
    if (runMs > 0) counts.set(runMs, (counts.get(runMs) ?? 0) + run)
  }
  for (let row = 1; row < rows.length; row++) {
    const stepMs = (times[row] as number) - (times[row - 1] as number)
    if (stepMs === runMs) {
      run++
      continue
    }
    note()
    runMs = stepMs
    run = 1
  }
  note()
  return counts
}
