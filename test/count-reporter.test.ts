import { expect, test } from 'vitest'
import { countTests, formatCounts, parseCounts } from './count-reporter.ts'

type State = 'passed' | 'failed' | 'skipped' | 'pending'

function moduleOf(state: 'passed' | 'failed' | 'skipped', tests: readonly State[]) {
  const allTests = () => tests.map((result) => ({ result: () => ({ state: result }) }))
  return { state: () => state, children: { allTests } } as unknown as Parameters<typeof countTests>[0][number]
}

test('counts tests by their results', () => {
  const modules = [moduleOf('passed', ['passed', 'skipped']), moduleOf('failed', ['failed', 'passed'])]
  expect(countTests(modules, [])).toEqual({ passed: 2, failed: 1, skipped: 1 })
})

test('a test that never ended is a failure', () => {
  expect(countTests([moduleOf('passed', ['pending', 'passed'])], [])).toEqual({ passed: 1, failed: 1, skipped: 0 })
})

test('a file that did not load, a stray error and an empty run are failures', () => {
  expect(countTests([moduleOf('failed', []), moduleOf('passed', ['passed'])], [])).toMatchObject({
    passed: 1,
    failed: 1,
  })
  expect(countTests([moduleOf('passed', ['passed'])], [new Error('stray')])).toMatchObject({ passed: 1, failed: 1 })
  expect(countTests([], [])).toMatchObject({ passed: 0, failed: 1 })
})

test('the line reads back to the counts, and no other line does', () => {
  for (const counts of [
    { passed: 12, failed: 0, skipped: 0 },
    { passed: 0, failed: 3, skipped: 4 },
  ]) {
    expect(parseCounts(formatCounts(counts))).toEqual(counts)
  }
  expect(formatCounts({ passed: 12, failed: 0, skipped: 3 })).toBe('12 passed, 0 failed, 3 skipped')
  expect(parseCounts('Tests  12 passed (12)')).toBeUndefined()
  expect(parseCounts('a test printed: 1 passed, 0 failed')).toBeUndefined()
})
