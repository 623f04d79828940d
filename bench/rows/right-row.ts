import type { BenchRow } from '../harness/bench-row.ts'

/** Figure by figure: what came out, what is right, and how far they may be apart. */
export interface Expected {
  readonly name: string
  readonly actual: number
  readonly expected: number
  readonly tolerance: number
}

/** A row about being right. */
export function rightRow(id: string, what: string, figures: readonly Expected[]): BenchRow {
  const isRight = figures.every(({ actual, expected, tolerance }) => Math.abs(actual - expected) <= tolerance)
  const note = figures.map(({ name, actual, expected }) => `${name} ${actual} (${expected})`).join(', ')
  return { id, what, value: Number.NaN, unit: '', isRight, note }
}
