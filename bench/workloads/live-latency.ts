import { join } from 'node:path'
import type { Line } from '../../src/indicators/line.ts'
import type { Bars } from '../../src/market/bars.ts'
import { firstTraders } from './account-run.ts'
import { readColumns } from './bench-data.ts'
import { LiveRun } from './live-run.ts'
import { withSeries } from './series-data.ts'
import { TIMEFRAMES, votesOn } from './twelve-lines.ts'
import type { Workload } from './workload.ts'

const STRATEGIES = 15
const WARMUP_BARS = 30_000
const TICKS = 100_000

/** 15 strategies × 12 indicators × 7 timeframes on one symbol: what it takes from the close of a bar to the last strategy's word. */
export function prepare(data: string): Workload {
  const bars = withSeries(readColumns(join(data, 'one_1m.f64')))
  const run = () => measureTicks(bars, WARMUP_BARS, TICKS)
  return { items: WARMUP_BARS + TICKS, warmups: 0, repeats: 1, run }
}

/** Times in microseconds; `known` is the number of the combinations of indicator and timeframe that have a value at the end. */
export function measureTicks(source: Bars, warmupBars: number, ticks: number) {
  const asked: Line[] = []
  const votes = TIMEFRAMES.map((timeframe) => votesOn(timeframe, asked))
  const live = new LiveRun(source, [...firstTraders(STRATEGIES - votes.length), ...votes])
  for (let k = 0; k < warmupBars; k++) live.tick()
  const times = new Float64Array(ticks)
  for (let k = 0; k < ticks; k++) {
    const startedAt = performance.now()
    live.tick()
    times[k] = performance.now() - startedAt
  }
  live.refuseStopped()
  const last = { position: live.bars.length - 1 }
  const known = asked.filter((line) => !Number.isNaN(line.at(last))).length
  return { ...percentiles(times), known, trades: live.run.recorder.trades.length }
}

/** In microseconds, of times in milliseconds. */
export function percentiles(times: Float64Array) {
  const sorted = times.toSorted()
  const at = (share: number) => 1000 * (sorted[Math.ceil(share * sorted.length) - 1] as number)
  const mean = (1000 * times.reduce((sum, time) => sum + time, 0)) / times.length
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99), p999: at(0.999), worst: at(1), mean }
}
