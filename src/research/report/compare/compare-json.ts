import type { Comparison } from './comparison.ts'
import { comparisonDocument } from './comparison-document.ts'
import { correlationTable } from './correlation-table.ts'
import type { StrategyLine } from './strategy-lines.ts'

/** Marks a folder as one of ours, so that a new comparison may take its place. */
const COMPARE_SCHEMA = 'plimsoll.compare/1'

/** Everything about the comparison as one JSON document; `files` lists what the report consists of. */
export function compareJson(comparison: Comparison, lines: readonly StrategyLine[], files: readonly string[]): string {
  const document = {
    schema: COMPARE_SCHEMA,
    files: ['compare.json', ...files],
    ...comparisonDocument(comparison),
    correlation: correlationTable(lines),
    curves: {
      time: lines[0]?.path.time ?? [],
      lines: lines.map(({ label, path: { equity, drawdownPct } }) => ({ strategy: label, equity, drawdownPct })),
    },
  }
  return `${JSON.stringify(document)}\n`
}
