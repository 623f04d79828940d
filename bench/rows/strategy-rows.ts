import { strategies } from '../../src/strategies/catalogue.ts'
import { type BenchContext, type RowGroup, runRounds } from '../harness/bench-context.ts'
import type { BenchRow } from '../harness/bench-row.ts'
import { digits } from '../harness/format-table.ts'
import { nanosecondsOf, type Rounds } from '../harness/interleave.ts'
import { workload } from '../harness/run-workload.ts'
import { ratioRow } from './ratio-row.ts'

/** The strategies of the catalogue through the whole engine: each alone, and twelve on one account. */
export const strategyRows: readonly RowGroup[] = [
  { ids: ['strategies'], measure: measureAlone },
  { ids: ['twelve'], measure: measureTwelve },
]

function measureAlone(context: BenchContext): BenchRow[] {
  const names = strategies.map(({ name }) => name)
  const contenders = names.map((name) => ({ ...workload(`strategy:${name}`), name }))
  return [slowestRow(runRounds(context, 3, contenders), names)]
}

/** The strategy that takes longest; what all of them take stands beside it. */
export function slowestRow(rounds: Rounds, names: readonly string[]): BenchRow {
  const times = names
    .map((name) => ({ name, nanoseconds: nanosecondsOf(rounds, [name]) }))
    .toSorted((a, b) => b.nanoseconds - a.nanoseconds)
  const [slowest = { name: 'none', nanoseconds: Number.NaN }] = times
  const samples = (rounds.get(slowest.name) ?? []).map(({ perItemMs }) => perItemMs * 1e6)
  return {
    id: 'strategies',
    what: `the slowest strategy of ${names.length}, ${slowest.name}: a bar, each alone on 1M bars`,
    value: slowest.nanoseconds,
    unit: 'ns',
    spread: [Math.min(...samples), Math.max(...samples)],
    goal: { kind: 'atMost', hold: 400 },
    note: times.map(({ name, nanoseconds }) => `${name} ${digits(nanoseconds)}`).join(', '),
  }
}

function measureTwelve(context: BenchContext): BenchRow[] {
  const rounds = runRounds(context, 5, [workload('twelve'), workload('twelve-alone')])
  const goal = { kind: 'atMost', hold: 1.3 } as const
  const what = 'twelve strategies on one account, 200k bars, against the sum of the twelve alone'
  return [ratioRow(rounds, { id: 'twelve', what, goal, over: ['twelve'], under: ['twelve-alone'] })]
}
