import { type BenchContext, type RowGroup, runRounds } from '../harness/bench-context.ts'
import type { BenchRow } from '../harness/bench-row.ts'
import { digits } from '../harness/format-table.ts'
import { nanosecondsOf } from '../harness/interleave.ts'
import { onAllCores } from '../harness/pin-to-core.ts'
import { inTurns, workload } from '../harness/run-workload.ts'
import { ratioRow } from './ratio-row.ts'

/** What the journal of a session costs, and how quickly it is replayed. A journal is written by a thread beside the session. */
export const keptRows: RowGroup = {
  ids: ['paper-kept', 'replay'],
  measure: (context) => onAllCores(() => measure(context)),
}

/** 200,000 a second. */
const MOST_NS_AN_EVENT = 5000

function measure(context: BenchContext): BenchRow[] {
  const rounds = runRounds(context, 7, inTurns(['paper', 'paper-kept']))
  const replayNs = nanosecondsOf(runRounds(context, 3, [workload('replay')]), ['replay'])
  return [
    ratioRow(rounds, {
      id: 'paper-kept',
      what: 'W2: paper replay at full speed with its journal on, against the same without',
      goal: { kind: 'atMost', hold: 1.5 },
      over: ['paper-kept'],
      under: ['paper'],
    }),
    {
      id: 'replay',
      what: 'W2: a bar of a journal is read, checked, played and what follows is compared, in ns',
      value: replayNs,
      unit: '',
      goal: { kind: 'atMost', hold: MOST_NS_AN_EVENT },
      note: `${digits(1e9 / replayNs)} a second`,
    },
  ]
}
