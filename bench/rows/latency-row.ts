import { type BenchContext, type RowGroup, runRounds } from '../harness/bench-context.ts'
import type { BenchRow } from '../harness/bench-row.ts'
import { digits } from '../harness/format-table.ts'
import { median } from '../harness/median.ts'
import { type WorkloadSample, workload } from '../harness/run-workload.ts'
import { rightRow } from './right-row.ts'

/** What a bar that closes costs while 15 strategies read 12 indicators on 7 timeframes. */
export const latencyRow: RowGroup = { ids: ['latency'], measure }

const COMBINATIONS = 12 * 7

function measure(context: BenchContext): BenchRow[] {
  const rounds = runRounds(context, 3, [workload('latency')])
  const checks = (rounds.get('latency') ?? []).map(({ check }) => check)
  const isRight = `latency: every one of the ${COMBINATIONS} combinations has a value at the last tick`
  const known = Math.min(...checks.map((check) => Number(check.known)))
  return [
    rightRow('latency', isRight, [{ name: 'combinations', actual: known, expected: COMBINATIONS, tolerance: 0 }]),
    percentileRow(checks, 'p50', 4),
    percentileRow(checks, 'p99', 8),
  ]
}

type Checks = readonly WorkloadSample['check'][]

/** The median of the rounds, in microseconds. */
export function percentileRow(checks: Checks, percentile: 'p50' | 'p99', hold: number): BenchRow {
  const of = (figure: string) => checks.map((check) => Number(check[figure]))
  const values = of(percentile)
  const others = ['mean', 'p90', 'p999', 'worst'].map((figure) => `${figure} ${digits(median(of(figure)))}`)
  const whole = `p99 of one run with the fills of the simulated venue ${digits(median(of('whole99')))} µs`
  return {
    id: 'latency',
    what: `a 1m bar closes, live, to the last order sent: 15 strategies × 12 indicators × 7 timeframes; ${percentile} of 100k ticks, each the median of 5 runs, in µs`,
    value: median(values),
    unit: '',
    spread: [Math.min(...values), Math.max(...values)],
    goal: { kind: 'atMost', hold },
    note: `${others.join(', ')} µs; ${whole}`,
  }
}
