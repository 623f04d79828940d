import { join } from 'node:path'
import type { Line } from '../../src/indicators/line.ts'
import type { Bars } from '../../src/market/bars.ts'
import type { SimulatedVenue } from '../../src/simulation/simulated-venue.ts'
import { median } from '../harness/median.ts'
import { firstTraders } from './account-run.ts'
import { readColumns } from './bench-data.ts'
import { LiveRun } from './live-run.ts'
import { withSeries } from './series-data.ts'
import { TIMEFRAMES, votesOn } from './twelve-lines.ts'
import type { Workload } from './workload.ts'

const STRATEGIES = 15
const WARMUP_BARS = 30_000
const TICKS = 100_000
/** The same bars again and again: what only one run of a tick took is the machine's, not ours. */
const RUNS = 5

/** 15 strategies × 12 indicators × 7 timeframes on one symbol: what it takes from the close of a bar to the last strategy's word. */
export function prepare(data: string): Workload {
  const bars = withSeries(readColumns(join(data, 'one_1m.f64')))
  const run = () => measureTicks(bars, WARMUP_BARS, TICKS, RUNS)
  return { items: RUNS * (WARMUP_BARS + TICKS), warmups: 0, repeats: 1, run }
}

/**
 * Percentiles of the ticks, each the median of its runs, in microseconds. What the simulated venue does with a bar, and its fills, are
 * left out: a venue works elsewhere. `whole99` is the percentile of one run with them. `known` is the number of the combinations of
 * indicator and timeframe that have a value at the end.
 */
export function measureTicks(source: Bars, warmupBars: number, ticks: number, runs: number) {
  const measured = Array.from({ length: runs }, () => measureRun(source, warmupBars, ticks))
  const decisions = Float64Array.from({ length: ticks }, (_, k) =>
    median(measured.map(({ decision }) => decision[k] as number)),
  )
  const whole99 = median(measured.map(({ whole }) => percentiles(whole).p99))
  const { known, trades } = measured[0] as MeasuredRun
  return { ...percentiles(decisions), whole99, known, trades }
}

type MeasuredRun = ReturnType<typeof measureRun>

function measureRun(source: Bars, warmupBars: number, ticks: number) {
  const asked: Line[] = []
  const votes = TIMEFRAMES.map((timeframe) => votesOn(timeframe, asked))
  const live = new LiveRun(source, [...firstTraders(STRATEGIES - votes.length), ...votes])
  const venue = timedVenue(live.run.venue)
  for (let k = 0; k < warmupBars; k++) live.tick()
  const whole = new Float64Array(ticks)
  const decision = new Float64Array(ticks)
  for (let k = 0; k < ticks; k++) {
    venue.tookMs = 0
    const startedAt = performance.now()
    live.tick()
    const tookMs = performance.now() - startedAt
    whole[k] = tookMs
    decision[k] = tookMs - venue.tookMs
  }
  live.refuseStopped()
  const last = { position: live.bars.length - 1 }
  const known = asked.filter((line) => !Number.isNaN(line.at(last))).length
  return { whole, decision, known, trades: live.run.recorder.trades.length }
}

/** Adds up the time in which `venue` goes through bars, with all that its reports set off. */
function timedVenue(venue: SimulatedVenue): { tookMs: number } {
  const timed = { tookMs: 0 }
  const advance = venue.advance.bind(venue)
  venue.advance = (market, i) => {
    const startedAt = performance.now()
    advance(market, i)
    timed.tookMs += performance.now() - startedAt
  }
  return timed
}

/** In microseconds, of times in milliseconds. */
export function percentiles(times: Float64Array) {
  const sorted = times.toSorted()
  const at = (share: number) => 1000 * (sorted[Math.ceil(share * sorted.length) - 1] as number)
  const mean = (1000 * times.reduce((sum, time) => sum + time, 0)) / times.length
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99), p999: at(0.999), worst: at(1), mean }
}
