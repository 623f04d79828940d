import { type BenchContext, type RowGroup, runRounds } from '../harness/bench-context.ts'
import type { BenchRow } from '../harness/bench-row.ts'
import { digits } from '../harness/format-table.ts'
import { median } from '../harness/median.ts'
import { workload } from '../harness/run-workload.ts'

/** How long it takes to choose a universe. */
export const universeRow: RowGroup = { ids: ['universe'], measure }

function measure(context: BenchContext): BenchRow[] {
  const [usual, whole] = [workload('universe'), workload('universe-60d')]
  const rounds = runRounds(context, 5, [usual, whole])
  const samples = rounds.get(usual.name) ?? []
  const values = samples.map(({ perItemMs }) => perItemMs)
  const first = digits(median(samples.map(({ check }) => Number(check.firstMs))))
  const long = digits(median((rounds.get(whole.name) ?? []).map(({ perItemMs }) => perItemMs)))
  const handlers = samples[0]?.check.handlers
  return [
    {
      id: 'universe',
      what: `a universe of 500 symbols with 60 days of 1h bars through all ${handlers} handlers, in ms`,
      value: median(values),
      unit: '',
      spread: [Math.min(...values), Math.max(...values)],
      goal: { kind: 'atMost', hold: 5 },
      note: `windows of their defaults, 1 to 30 days; the first call ${first} ms; with windows of all 60 days ${long} ms`,
    },
  ]
}
