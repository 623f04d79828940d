import { type BenchContext, type RowGroup, runRounds } from '../harness/bench-context.ts'
import { type BenchRow, notMeasured } from '../harness/bench-row.ts'
import { workload } from '../harness/run-workload.ts'

/** How long a page of trades takes, on each server that answers on this machine. */
export const storeRows: RowGroup = { ids: ['store'], measure }

const BACKENDS = ['sqlite', 'postgres', 'mysql'] as const
const MOST_MS = 10

function measure(context: BenchContext): BenchRow[] {
  const rounds = runRounds(
    context,
    3,
    BACKENDS.map((backend) => workload(`store:${backend}`)),
  )
  return BACKENDS.map((backend) => {
    const samples = rounds.get(`store:${backend}`) ?? []
    const row = { id: 'store', what: `a page of 100 of 10,000 trades, filtered in five ways, on ${backend}, in ms` }
    const { absent, ...figures } = samples[0]?.check ?? {}
    if (absent !== undefined) return notMeasured(row, String(absent))
    const values = samples.map(({ perItemMs }) => perItemMs).sort((a, b) => a - b)
    return {
      ...row,
      value: values[values.length >> 1] ?? Number.NaN,
      unit: '',
      spread: [values[0] ?? Number.NaN, values.at(-1) ?? Number.NaN],
      goal: { kind: 'atMost', hold: MOST_MS },
      note: Object.entries(figures)
        .map(([figure, value]) => `${figure} ${value}`)
        .join(', '),
    }
  })
}
