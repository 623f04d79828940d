import { type BenchRow, type Goal, verdictOf } from './bench-row.ts'

const HEAD = ['row', 'what', 'measured', 'rounds', 'must hold', 'aim', 'verdict', 'figures'] as const

/** The rows as a Markdown table whose columns stand under each other. */
export function formatTable(rows: readonly BenchRow[]): string {
  const cells = [HEAD, HEAD.map(() => ''), ...rows.map(cellsOf)]
  const widths = HEAD.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)))
  return cells
    .map((row, k) => widths.map((width, column) => (k === 1 ? '-'.repeat(width) : (row[column] ?? '').padEnd(width))))
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n')
}

function cellsOf(row: BenchRow): string[] {
  const { id, what, spread, goal, note } = row
  const range = spread === undefined ? '' : `${digits(spread[0])}–${digits(spread[1])}`
  return [id, what, measured(row), range, bound(row, goal?.hold), bound(row, goal?.aim), verdictOf(row), note]
}

function measured({ value, unit, isRight }: BenchRow): string {
  if (isRight !== undefined) return isRight ? 'equal' : 'DIFFERS'
  return Number.isNaN(value) ? '–' : withUnit(value, unit)
}

function bound({ goal, unit, isRight }: BenchRow, value: number | undefined): string {
  if (isRight !== undefined) return value === undefined ? '' : 'equal'
  return goal === undefined || value === undefined ? '' : `${SIGNS[goal.kind]} ${withUnit(value, unit, String(value))}`
}

const SIGNS: Readonly<Record<Goal['kind'], string>> = { atMost: '≤', atLeast: '≥' }

function withUnit(value: number, unit: BenchRow['unit'], text = digits(value)): string {
  return unit === '×' ? `${text}×` : `${text} ${unit}`.trim()
}

/** Three figures that count: 1240, 27.3, 1.05. */
export function digits(value: number): string {
  const size = Math.abs(value)
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2)
}
