import { median } from './median.ts'

/** Somebody who does the work once in a process of its own. */
export interface Contender<S extends Sample = Sample> {
  readonly name: string
  readonly measure: () => S
}

export interface Sample {
  /** Milliseconds for one item of the work: a bar, a process. */
  readonly perItemMs: number
}

/** The samples of each contender, round by round. */
export type Rounds<S extends Sample = Sample> = ReadonlyMap<string, readonly S[]>

/** A B C, A B C, …: what disturbs the machine for a while disturbs all of them. Every second round goes the other way round. */
export function interleave<S extends Sample>(
  count: number,
  contenders: readonly Contender<S>[],
  onSample: (name: string, round: number, sample: S) => void = () => {},
): Rounds<S> {
  const rounds = new Map<string, S[]>(contenders.map(({ name }) => [name, []]))
  for (let round = 0; round < count; round++) {
    for (const { name, measure } of round % 2 === 0 ? contenders : contenders.toReversed()) {
      const sample = measure()
      rounds.get(name)?.push(sample)
      onSample(name, round, sample)
    }
  }
  return rounds
}

/** How many times as long `a` took as `b`, for each round. Of several names the quickest in the round counts. */
export function ratios(rounds: Rounds, a: readonly string[], b: readonly string[]): number[] {
  const over = quickest(rounds, a)
  const under = quickest(rounds, b)
  return over.map((time, round) => time / (under[round] ?? Number.NaN))
}

/** The median time of an item, in nanoseconds. Of several names the quickest in each round counts. */
export function nanosecondsOf(rounds: Rounds, names: readonly string[]): number {
  return median(quickest(rounds, names)) * 1e6
}

function quickest(rounds: Rounds, names: readonly string[]): number[] {
  const columns = names.map((name) => (rounds.get(name) ?? []).map(({ perItemMs }) => perItemMs))
  return (columns[0] ?? []).map((_, round) => Math.min(...columns.map((column) => column[round] ?? Number.NaN)))
}
