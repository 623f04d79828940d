import { type BenchContext, type RowGroup, runRounds } from '../harness/bench-context.ts'
import type { BenchRow } from '../harness/bench-row.ts'
import { workload } from '../harness/run-workload.ts'

/** How quickly the exact books are kept, beside the engine that they follow. */
export const ledgerRows: RowGroup = { ids: ['ledger'], measure }

const LEAST_PER_SECOND = 50_000

function measure(context: BenchContext): BenchRow[] {
  const samples = runRounds(context, 3, [workload('ledger')]).get('ledger') ?? []
  const rates = samples.map(({ perItemMs }) => 1000 / perItemMs).sort((a, b) => a - b)
  const figures = Object.entries(samples[0]?.check ?? {}).map(([figure, value]) => `${figure} ${value}`)
  return [
    {
      id: 'ledger',
      what: 'postings a second: events of a session through the posting rules into the exact ledger',
      value: rates[rates.length >> 1] ?? Number.NaN,
      unit: '',
      spread: [rates[0] ?? Number.NaN, rates.at(-1) ?? Number.NaN],
      goal: { kind: 'atLeast', hold: LEAST_PER_SECOND },
      note: figures.join(', '),
    },
  ]
}
