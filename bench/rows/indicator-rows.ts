import { type BenchContext, type RowGroup, runRounds } from '../harness/bench-context.ts'
import { type BenchRow, type Goal, notMeasured } from '../harness/bench-row.ts'
import { installPeers, PEERS } from '../harness/peers.ts'
import { workload } from '../harness/run-workload.ts'
import { W1_CHECK } from '../workloads/w1.ts'
import { againstFloor } from './identity-and-floor.ts'
import { ratioRow } from './ratio-row.ts'

interface Library {
  readonly name: string
  readonly covers: string
  readonly goal?: Goal
}

const LIBRARIES: readonly Library[] = [
  { name: 'trading-signals', covers: 'it streams all 12', goal: { kind: 'atLeast', hold: 20, aim: 27 } },
  { name: 'technicalindicators', covers: 'it has 11 of 12; on 200k bars' },
  { name: '@ixjb94/indicators', covers: 'it has 10 of 12' },
]

/** W1: twelve indicators against the C floor and against libraries. */
export const indicatorRows: readonly RowGroup[] = [
  { ids: ['w1'], measure: measureFloor },
  { ids: ['w1-peers'], measure: measurePeers },
]

function measureFloor(context: BenchContext): BenchRow[] {
  return againstFloor(context, {
    id: 'w1',
    name: 'w1',
    what: 'W1 (1M bars, 12 indicators, 26 columns) against the C floor',
    isRight: 'W1 gives the check value of the workload',
    goal: { kind: 'atMost', hold: 2.2, aim: 1.75 },
    floorWork: 'w1opt',
    rounds: 7,
    expected: ({ columns, sum }) => [
      { name: 'columns', actual: Number(columns), expected: 26, tolerance: 0 },
      { name: 'sum of the columns', actual: Number(sum), expected: W1_CHECK, tolerance: 1e-9 },
    ],
  })
}

function measurePeers(context: BenchContext): BenchRow[] {
  const id = 'w1-peers'
  const rows = LIBRARIES.map(({ name, covers, goal }) => ({
    row: { id, what: `W1: ${name} against ours`, ...(goal !== undefined && { goal }) },
    name,
    covers,
  }))
  const { missing } = installPeers(PEERS)
  if (missing !== undefined) return rows.map(({ row }) => notMeasured(row, missing))
  const ours = workload('w1')
  const rounds = runRounds(context, 3, [ours, ...LIBRARIES.map(({ name }) => workload(name))])
  return rows.map(({ row, name, covers }) =>
    ratioRow(rounds, { ...row, over: [name], under: [ours.name], note: covers }),
  )
}
