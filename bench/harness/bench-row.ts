/** A figure that a row is held to: `atMost` for costs, `atLeast` for being quicker than somebody. */
export interface Goal {
  readonly kind: 'atMost' | 'atLeast'
  readonly hold: number
  readonly aim?: number
}

/** One row of the table, as it was measured. */
export interface BenchRow {
  /** What `--only` names. */
  readonly id: string
  readonly what: string
  /** NaN when it was not measured. */
  readonly value: number
  readonly unit: '×' | 'MB' | 'ns' | ''
  /** Smallest and largest of the rounds. */
  readonly spread?: readonly [number, number]
  readonly goal?: Goal
  /** Set when the row is about being right, not quick. */
  readonly isRight?: boolean
  /** The figures behind the ratio, or why there are none. */
  readonly note: string
}

export type Verdict = 'aim reached' | 'holds' | 'FAILS' | 'not measured' | 'information'

export function verdictOf({ value, goal, isRight }: BenchRow): Verdict {
  if (isRight !== undefined) return isRight ? 'holds' : 'FAILS'
  if (Number.isNaN(value)) return 'not measured'
  if (goal === undefined) return 'information'
  const reaches = (bound: number) => (goal.kind === 'atMost' ? value <= bound : value >= bound)
  if (goal.aim !== undefined && reaches(goal.aim)) return 'aim reached'
  return reaches(goal.hold) ? 'holds' : 'FAILS'
}

/** A row without a measurement. */
export function notMeasured(row: Pick<BenchRow, 'id' | 'what' | 'goal'>, why: string): BenchRow {
  return { ...row, value: Number.NaN, unit: '×', note: `not measured: ${why}` }
}
