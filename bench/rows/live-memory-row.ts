import { type BenchContext, type RowGroup, runRounds } from '../harness/bench-context.ts'
import type { BenchRow } from '../harness/bench-row.ts'
import { digits } from '../harness/format-table.ts'
import { median } from '../harness/median.ts'
import { type WorkloadSample, workload } from '../harness/run-workload.ts'

/** Whether a live run keeps to the memory that it has at the end of its first day. */
export const liveMemoryRow: RowGroup = { ids: ['memory-live'], measure }

function measure(context: BenchContext): BenchRow[] {
  const rounds = runRounds(context, 3, [workload('memory-live')])
  return [growthRow((rounds.get('memory-live') ?? []).map(({ check }) => check))]
}

export function growthRow(checks: readonly WorkloadSample['check'][]): BenchRow {
  const of = (figure: string) => checks.map((check) => Number(check[figure]))
  const at = (figure: string) => median(of(figure))
  const first = of('resident1')
  const growths = of('resident7').map((value, k) => (value / (first[k] ?? Number.NaN) - 1) * 100)
  const resident = `resident ${[1, 7, 14].map((day) => digits(at(`resident${day}`))).join(', ')} MB`
  const columns = `columns ${[1, 7, 14].map((day) => digits(at(`columns${day}`))).join(', ')} MB`
  const daily = (from: number, to: number) => digits((at(`resident${to}`) - at(`resident${from}`)) / (to - from))
  return {
    id: 'memory-live',
    what: 'live run of 12 strategies on 1m bars: resident memory from the end of day 1 to the end of the week, growth in %',
    value: median(growths),
    unit: '',
    spread: [Math.min(...growths), Math.max(...growths)],
    goal: { kind: 'atMost', hold: 10 },
    note: `at the end of days 1, 7, 14: ${resident}, ${columns}; a day ${daily(1, 7)} MB in the first week, ${daily(7, 14)} MB in the second`,
  }
}
