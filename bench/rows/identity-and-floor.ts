import { type BenchContext, runRounds } from '../harness/bench-context.ts'
import { type BenchRow, type Goal, notMeasured } from '../harness/bench-row.ts'
import { type FloorWork, floorContenders } from '../harness/floor.ts'
import type { Sample } from '../harness/interleave.ts'
import { type WorkloadSample, workload } from '../harness/run-workload.ts'
import { ratioRow } from './ratio-row.ts'
import { type Expected, rightRow } from './right-row.ts'

export interface AgainstFloor {
  readonly id: string
  readonly name: string
  readonly what: string
  readonly isRight: string
  readonly goal: Goal
  readonly floorWork: FloorWork
  readonly rounds: number
  readonly expected: (check: WorkloadSample['check']) => readonly Expected[]
}

/** A workload of ours beside the C floor: whether it is right, then how quick it is. */
export function againstFloor(context: BenchContext, row: AgainstFloor): BenchRow[] {
  const { id, what, goal, name } = row
  const ours = workload(name)
  const floor = floorContenders(context.floor, row.floorWork, 21)
  let check: WorkloadSample['check'] = {}
  const noted = {
    name,
    measure: (): Sample => {
      const sample = ours.measure()
      check = sample.check
      return sample
    },
  }
  const rounds = runRounds(context, row.rounds, [...floor, noted])
  const { missing } = context.floor
  const ratio =
    missing === undefined
      ? ratioRow(rounds, { id, what, goal, over: [name], under: floor.map((binary) => binary.name) })
      : notMeasured({ id, what, goal }, missing)
  return [rightRow(id, row.isRight, row.expected(check)), ratio]
}
