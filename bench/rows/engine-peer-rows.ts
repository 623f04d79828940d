import { type BenchContext, type RowGroup, runRounds } from '../harness/bench-context.ts'
import { type BenchRow, notMeasured } from '../harness/bench-row.ts'
import { BACKTEST_KIT, installPeers, PEERS } from '../harness/peers.ts'
import { workload } from '../harness/run-workload.ts'
import { ratioRow } from './ratio-row.ts'

/** W2 against other backtesters of npm, on the same Node. */
export const enginePeerRows: readonly RowGroup[] = [
  { ids: ['w2-grademark'], measure: measureGrademark },
  { ids: ['w2-backtest-kit'], measure: measureBacktestKit },
]

function measureGrademark(context: BenchContext): BenchRow[] {
  const row = {
    id: 'w2-grademark',
    what: 'W2: grademark (200k bars, signals given to it) against ours',
    goal: { kind: 'atLeast', hold: 8, aim: 12 },
  } as const
  const { missing } = installPeers(PEERS)
  if (missing !== undefined) return [notMeasured(row, missing)]
  const rounds = runRounds(context, 5, [workload('w2-200k'), workload('grademark')])
  const note = 'ours with indicators, cash, fees and equity of each bar; it has none of them and cannot reverse'
  return [ratioRow(rounds, { ...row, over: ['grademark'], under: ['w2-200k'], note })]
}

function measureBacktestKit(context: BenchContext): BenchRow[] {
  const row = {
    id: 'w2-backtest-kit',
    what: 'W2: backtest-kit (signals given to it) against ours, time of a bar',
    goal: { kind: 'atLeast', hold: 600, aim: 1200 },
  } as const
  const { missing } = installPeers(BACKTEST_KIT)
  if (missing !== undefined) return [notMeasured(row, missing)]
  const rounds = runRounds(context, 3, [workload('w2'), workload('backtest-kit')])
  return [ratioRow(rounds, { ...row, over: ['backtest-kit'], under: ['w2'] })]
}
