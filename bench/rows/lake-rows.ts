import { type BenchContext, type RowGroup, runRounds } from '../harness/bench-context.ts'
import type { BenchRow } from '../harness/bench-row.ts'
import { onAllCores } from '../harness/pin-to-core.ts'
import { workload } from '../harness/run-workload.ts'
import { ratioRow } from './ratio-row.ts'
import { rightRow } from './right-row.ts'

/** The candle lake beside what it stands on. DuckDB has threads of its own: all cores are open to both sides. */
export const lakeRows: RowGroup = { ids: ['lake'], measure: (context) => onAllCores(() => measure(context)) }

function measure(context: BenchContext): BenchRow[] {
  const [read, plainRead] = [workload('lake-read'), workload('lake-read-plain')]
  const [bring, plainBring] = [workload('lake-import'), workload('lake-import-plain')]
  const reading = runRounds(context, 5, [read, plainRead])
  const bringing = runRounds(context, 5, [bring, plainBring])
  const figure = (of: typeof reading, name: string, key: string) => Number(of.get(name)?.[0]?.check[key])
  return [
    rightRow('lake', 'the lake reads what DuckDB alone reads, and imports every row', [
      {
        name: 'sum of a million bars',
        actual: figure(reading, read.name, 'sum'),
        expected: figure(reading, plainRead.name, 'sum'),
        tolerance: 0,
      },
      { name: 'bars', actual: figure(bringing, bring.name, 'bars'), expected: 1_000_000, tolerance: 0 },
    ]),
    ratioRow(reading, {
      id: 'lake-read',
      what: '1M bars of 6 columns from the lake, against DuckDB reading the same files into typed arrays',
      goal: { kind: 'atMost', hold: 1.5 },
      over: [read.name],
      under: [plainRead.name],
    }),
    ratioRow(bringing, {
      id: 'lake-import',
      what: 'a packed CSV of 1M rows into an empty lake, against unpacking and parsing it',
      goal: { kind: 'atMost', hold: 3 },
      over: [bring.name],
      under: [plainBring.name],
    }),
  ]
}
