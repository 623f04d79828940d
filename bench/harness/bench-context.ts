import type { BenchRow } from './bench-row.ts'
import type { Floor } from './floor.ts'
import { type Contender, interleave, type Rounds, type Sample } from './interleave.ts'

export interface BenchContext {
  readonly quick: boolean
  readonly floor: Floor
  /** Says on stderr what goes on. */
  readonly tell: (line: string) => void
}

/** Rows that are measured together, because they share what they are compared with. */
export interface RowGroup {
  readonly ids: readonly string[]
  readonly measure: (context: BenchContext) => BenchRow[]
}

/** `interleave`, which tells every sample. With `quick` a third of the rounds, rounded up. */
export function runRounds<S extends Sample>(
  { quick, tell }: BenchContext,
  count: number,
  contenders: readonly Contender<S>[],
): Rounds<S> {
  const rounds = quick ? Math.ceil(count / 3) : count
  return interleave(rounds, contenders, (name, round, { perItemMs }) =>
    tell(`  round ${round + 1}/${rounds}  ${name}: ${(perItemMs * 1e6).toFixed(1)} ns`),
  )
}
