import type { SerializedError } from 'vitest'
import type { Reporter, TestModule } from 'vitest/node'

export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** `12 passed, 0 failed`, and `, 3 skipped` only when something was skipped. */
export function formatCounts({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`
}

/** The counts in a line that `formatCounts` made and nothing else is in; undefined for any other line. */
export function parseCounts(line: string): Counts | undefined {
  const match = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/.exec(line.trim())
  if (match === null) return undefined
  return { passed: Number(match[1]), failed: Number(match[2]), skipped: Number(match[3] ?? 0) }
}

/** Ends a run of vitest with its counts on a line of their own, for scripts that read the last line. */
export class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly Pick<TestModule, 'children' | 'state'>[], errors: readonly SerializedError[]): void {
    process.stdout.write(`${formatCounts(countTests(modules, errors))}\n`)
  }
}

/** A file that could not be loaded, and an error outside of any test, count as a failure each: they hide tests that never ran. */
export function countTests(
  modules: readonly Pick<TestModule, 'children' | 'state'>[],
  errors: readonly unknown[],
): Counts {
  let [passed, failed, skipped] = [0, errors.length, 0]
  for (const module of modules) {
    const failedBefore = failed
    for (const test of module.children.allTests()) {
      const { state } = test.result()
      if (state === 'passed') passed++
      else if (state === 'skipped') skipped++
      else failed++
    }
    if (module.state() === 'failed' && failed === failedBefore) failed++
  }
  if (passed + failed + skipped === 0) failed = 1
  return { passed, failed, skipped }
}
