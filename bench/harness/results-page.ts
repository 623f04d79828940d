import type { BenchRow } from './bench-row.ts'
import type { Machine } from './describe-machine.ts'
import { formatTable } from './format-table.ts'

export interface Results {
  readonly command: string
  readonly date?: string
  readonly machine: Machine
  readonly rows: readonly BenchRow[]
}

/** `bench/RESULTS.md`. */
export function formatResultsPage({ command, date, machine, rows }: Results): string {
  const { cpu, cores, memoryGb, node, platform, pinnedToCore } = machine
  const pinned =
    pinnedToCore === null
      ? 'not pinned to a core'
      : 'every process pinned to one core, but for the rows `start`, `compare`, `lake`, `paper-kept` and `replay`'
  return `# Speed and memory

\`${command}\`${date === undefined ? '' : `, ${date}`}

${cpu}, ${cores} cores, ${memoryGb} GB, ${platform}, Node ${node}; ${pinned}.

Ratios are the median of the rounds in which both sides ran by turns, each in a process of its own, warm; beside it the smallest and
the largest of the rounds. In \`paper\`, \`paper-kept\` and \`guarded\` they take turns run by run. Only ratios can be compared between
machines. W1 computes twelve indicators as 26 columns over 1M bars. W2 trades an EMA cross with ADX over 1M bars, with a stop and a
target; W4 does so on five symbols with one account. The C floor is the same work by hand in C, without an engine.

${formatTable(rows)}
`
}
