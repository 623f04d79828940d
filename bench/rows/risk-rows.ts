import { type BenchContext, type RowGroup, runRounds } from '../harness/bench-context.ts'
import type { BenchRow } from '../harness/bench-row.ts'
import { workload } from '../harness/run-workload.ts'

/** What risk costs: the rules on one signal, correlation and value at risk, conditions. */
export const riskRows: RowGroup = { ids: ['risk'], measure }

const ROWS = [
  {
    name: 'risk-rules',
    what: 'every rule but those of returns on one signal, 5 positions, 1,000 closed trades',
    unit: 'µs',
    most: 2,
  },
  {
    name: 'portfolio',
    what: '50 markets, a bar: returns, correlations of one market, value at risk and shortfall before and after',
    unit: 'µs',
    most: 50,
  },
  { name: 'exits', what: '1,000 open positions with the richest exits are asked at a price', unit: 'µs', most: 100 },
  { name: 'condition-parse', what: 'a condition of three comparisons is read', unit: 'µs', most: 50 },
  { name: 'condition', what: 'a condition is asked at a bar, five kinds in turn', unit: 'ns', most: 50 },
] as const

const IN_MS = { µs: 1000, ns: 1_000_000 } as const

function measure(context: BenchContext): BenchRow[] {
  const rounds = runRounds(
    context,
    3,
    ROWS.map(({ name }) => workload(name)),
  )
  return ROWS.map(({ name, what, unit, most }) => {
    const samples = rounds.get(name) ?? []
    const values = samples.map(({ perItemMs }) => perItemMs * IN_MS[unit]).sort((a, b) => a - b)
    const figures = Object.entries(samples[0]?.check ?? {}).map(([figure, value]) => `${figure} ${value}`)
    return {
      id: 'risk',
      what: `${what}, in ${unit}`,
      value: values[values.length >> 1] ?? Number.NaN,
      unit: '',
      spread: [values[0] ?? Number.NaN, values.at(-1) ?? Number.NaN],
      goal: { kind: 'atMost', hold: most },
      note: figures.join(', '),
    }
  })
}
