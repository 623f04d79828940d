import { type BenchContext, type RowGroup, runRounds } from '../harness/bench-context.ts'
import type { BenchRow } from '../harness/bench-row.ts'
import { inTurns } from '../harness/run-workload.ts'
import { ratioRow } from './ratio-row.ts'

/** The paper runtime at full speed against the backtest of the same bars. */
export const paperRow: RowGroup = { ids: ['paper'], measure }

function measure(context: BenchContext): BenchRow[] {
  const rounds = runRounds(context, 7, inTurns(['w2', 'paper']))
  const goal = { kind: 'atMost', hold: 3, aim: 1.5 } as const
  const what = 'W2: paper replay at full speed against the backtest of the same bars'
  return [ratioRow(rounds, { id: 'paper', what, goal, over: ['paper'], under: ['w2'] })]
}
