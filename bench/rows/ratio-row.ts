import type { BenchRow } from '../harness/bench-row.ts'
import { digits } from '../harness/format-table.ts'
import { nanosecondsOf, type Rounds, ratios } from '../harness/interleave.ts'
import { median } from '../harness/median.ts'

export interface RatioRow extends Pick<BenchRow, 'id' | 'what' | 'goal'> {
  /** The contenders above and below the line; of several the quickest counts. */
  readonly over: readonly string[]
  readonly under: readonly string[]
  /** How the times are told; nanoseconds a bar without it. */
  readonly scale?: { readonly unit: string; readonly perNanosecond: number }
  readonly note?: string
}

const PER_BAR = { unit: 'ns/bar', perNanosecond: 1 }

/** The median of the rounds' ratios, with the times behind it. */
export function ratioRow(rounds: Rounds, { id, what, goal, over, under, scale = PER_BAR, note }: RatioRow): BenchRow {
  const values = ratios(rounds, over, under)
  const time = (names: readonly string[]) => digits(nanosecondsOf(rounds, names) * scale.perNanosecond)
  const times = `${over.join(' or ')} ${time(over)}, ${under.join(' or ')} ${time(under)} ${scale.unit}`
  return {
    id,
    what,
    value: median(values),
    unit: '×',
    spread: [Math.min(...values), Math.max(...values)],
    ...(goal !== undefined && { goal }),
    note: note === undefined ? times : `${times}; ${note}`,
  }
}
