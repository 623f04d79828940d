import { expect, test } from 'vitest'
import { findCycles } from './cycles.ts'
import { parseSource } from './source-file.ts'

function cyclesAmong(files: Readonly<Record<string, string>>): string[] {
  return findCycles(Object.entries(files).map(([path, text]) => parseSource(path, text))).map(({ rule }) => rule)
}

test('a cycle of three files is found once', () => {
  const files = {
    'src/core/a.ts': `import './b.ts'`,
    'src/core/b.ts': `import './c.ts'`,
    'src/core/c.ts': `import './a.ts'`,
  }
  expect(cyclesAmong(files)).toEqual([
    'an import cycle: src/core/a.ts -> src/core/b.ts -> src/core/c.ts -> src/core/a.ts',
  ])
})

test('types make a cycle too, and so does a file that imports itself', () => {
  const files = { 'src/core/a.ts': `import type { B } from './b.ts'`, 'src/core/b.ts': `export type * from './a.ts'` }
  expect(cyclesAmong(files)).toHaveLength(1)
  expect(cyclesAmong({ 'src/core/a.ts': `import './a.ts'` })).toEqual([
    'an import cycle: src/core/a.ts -> src/core/a.ts',
  ])
})

test('two ways to the same file are no cycle', () => {
  const files = {
    'src/core/a.ts': `import './b.ts'\nimport './c.ts'`,
    'src/core/b.ts': `import './d.ts'`,
    'src/core/c.ts': `import './d.ts'`,
    'src/core/d.ts': '',
  }
  expect(cyclesAmong(files)).toEqual([])
})
