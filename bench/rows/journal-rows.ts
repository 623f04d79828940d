import { type BenchContext, type RowGroup, runRounds } from '../harness/bench-context.ts'
import type { BenchRow, Goal } from '../harness/bench-row.ts'
import type { Rounds } from '../harness/interleave.ts'
import { median } from '../harness/median.ts'
import { type WorkloadSample, workload } from '../harness/run-workload.ts'
import { ratioRow } from './ratio-row.ts'

/** What it costs to keep what happens, and to read it again. */
export const journalRows: RowGroup = { ids: ['journal'], measure }

const NAMES = [
  'journal-intents',
  'bare-intents',
  'journal-events',
  'journal-reading',
  'journal-bars:flush',
  'journal-bars:commit',
  'bare-bars',
]

function measure(context: BenchContext): BenchRow[] {
  const rounds = runRounds(
    context,
    3,
    NAMES.map((name) => workload(name)),
  )
  return [
    ratioRow(rounds, {
      id: 'journal',
      what: 'one event appended and on the disk, against a bare write and sync of as many bytes',
      goal: { kind: 'atMost', hold: 3 },
      over: ['journal-intents'],
      under: ['bare-intents'],
      scale: { unit: 'µs', perNanosecond: 0.001 },
    }),
    perSecond(rounds, 'journal-events', 'events of 150 bytes of JSON appended, on the disk every 1,000, a second'),
    perSecond(rounds, 'journal-reading', 'the same events read as JSON with every hash checked, a second'),
    perBar(rounds, 'journal-bars:flush', '1M bars appended and handed to the system, ns/bar'),
    ratioRow(rounds, {
      id: 'journal',
      what: '1M bars appended and on the disk, against a bare write and sync of their columns',
      goal: { kind: 'atMost', hold: 2 },
      over: ['journal-bars:commit'],
      under: ['bare-bars'],
    }),
  ]
}

function perSecond(rounds: Rounds<WorkloadSample>, name: string, what: string): BenchRow {
  const values = (rounds.get(name) ?? []).map(({ perItemMs }) => 1000 / perItemMs)
  const check = Object.entries(rounds.get(name)?.[0]?.check ?? {}).map(([figure, value]) => `${figure} ${value}`)
  return row(what, values, { kind: 'atLeast', hold: 200_000 }, check.join(', '))
}

function perBar(rounds: Rounds<WorkloadSample>, name: string, what: string): BenchRow {
  const values = (rounds.get(name) ?? []).map(({ perItemMs }) => perItemMs * 1e6)
  return row(what, values, undefined, 'packed, a GMAC tag and one write; 30 is aimed at')
}

function row(what: string, values: readonly number[], goal: Goal | undefined, note: string): BenchRow {
  const spread = [Math.min(...values), Math.max(...values)] as const
  return { id: 'journal', what, value: median(values), unit: '', spread, ...(goal && { goal }), note }
}
