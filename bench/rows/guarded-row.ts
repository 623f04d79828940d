import { type BenchContext, type RowGroup, runRounds } from '../harness/bench-context.ts'
import type { BenchRow } from '../harness/bench-row.ts'
import { inTurns } from '../harness/run-workload.ts'
import { ratioRow } from './ratio-row.ts'

/** What all that guards an account costs a backtest. */
export const guardedRow: RowGroup = { ids: ['guarded'], measure }

const GUARDED = 'w2-guarded:rules+returns+breakers+exits+conditions'

function measure(context: BenchContext): BenchRow[] {
  const rounds = runRounds(context, 7, inTurns(['w2', GUARDED]))
  const check = rounds.get(GUARDED)?.[0]?.check ?? {}
  return [
    ratioRow(rounds, {
      id: 'guarded',
      what: 'W2 with every rule but two, breakers, a condition and the richest exits, against W2 alone',
      goal: { kind: 'atMost', hold: 2 },
      over: [GUARDED],
      under: ['w2'],
      note: `not Kelly and the cooldown, which would end the trading; ${Object.entries(check)
        .map(([name, count]) => `${name} ${count}`)
        .join(', ')}`,
    }),
  ]
}
