import { describe, expect, test } from 'vitest'
import { findForbiddenImports } from './imports.ts'
import { parseSource } from './source-file.ts'

function rulesFor(path: string, text: string): string[] {
  return findForbiddenImports(parseSource(path, text)).map(({ line, rule }) => `${line}: ${rule}`)
}

describe('a forbidden import is found', () => {
  test.each([
    [
      'from a layer below',
      'src/core/a.ts',
      `import { b } from '../engine/b.ts'`,
      '1: imports src/engine/b.ts, but engine/ stands below core/',
    ],
    [
      'of a type',
      'src/market/a.ts',
      `\nimport type { B } from '../risk/b.ts'`,
      '2: imports src/risk/b.ts, but risk/ stands below market/',
    ],
    [
      'by import() of a type',
      'src/core/a.ts',
      `type B = import('../risk/b.ts').B`,
      '1: imports src/risk/b.ts, but risk/ stands below core/',
    ],
    [
      'by import()',
      'src/engine/a.ts',
      `import('../cli/b.ts')`,
      '1: imports src/cli/b.ts, but cli/ stands below engine/',
    ],
    [
      'by a re-export',
      'src/exits/a.ts',
      `export * from '../engine/b.ts'`,
      '1: imports src/engine/b.ts, but engine/ stands below exits/',
    ],
    [
      'between adapters',
      'src/llm/a.ts',
      `import { b } from '../store/b.ts'`,
      '1: imports src/store/b.ts, but the adapters to the outside do not import one another',
    ],
    [
      'of contract beyond core',
      'src/contract/a.ts',
      `import { b } from '../market/b.ts'`,
      '1: imports src/market/b.ts, but contract/ imports only core/',
    ],
    [
      'of the root',
      'src/cli/a.ts',
      `import { main } from '../main.ts'`,
      '1: imports src/main.ts, the root of the composition',
    ],
    ['from outside src', 'src/cli/a.ts', `import '../../bench/run.ts'`, '1: imports bench/run.ts from outside src/'],
    [
      'from an unknown layer',
      'src/cli/a.ts',
      `import '../plugins/b.ts'`,
      '1: imports src/plugins/b.ts, but src/plugins/b.ts is in no known layer',
    ],
    ['of a test', 'src/cli/a.ts', `import '../core/b.test.ts'`, '1: imports src/core/b.test.ts, which only tests may'],
    [
      'of what only tests use',
      'src/main.ts',
      `import './core/testing/b.ts'`,
      '1: imports src/core/testing/b.ts, which only tests may',
    ],
    [
      'of a built-in by a pure layer',
      'src/core/a.ts',
      `import { readFileSync } from 'node:fs'`,
      '1: imports node:fs, but core/ is pure',
    ],
    ['of a built-in without prefix', 'src/risk/a.ts', `import fs from 'fs'`, '1: imports fs, but risk/ is pure'],
    [
      'of files by research',
      'src/research/a.ts',
      `import 'node:fs/promises'`,
      '1: imports node:fs/promises, but research/ is a driver',
    ],
    [
      'of a package',
      'src/engine/a.ts',
      `import pico from 'picocolors'`,
      '1: imports the package picocolors, but engine/ may use only zod and decimal.js',
    ],
    [
      'of a scoped package',
      'src/risk/a.ts',
      `import '@resvg/resvg-js/x'`,
      '1: imports the package @resvg/resvg-js, but risk/ may use only zod and decimal.js',
    ],
    ['of our own package', 'src/cli/a.ts', `import 'plimsoll'`, '1: imports its own package'],
  ])('%s', (_name, path, text, expected) => {
    expect(rulesFor(path, text)).toEqual([expected])
  })

  test('an unknown folder, and an unknown file in src/ itself', () => {
    expect(rulesFor('src/plugins/a.ts', '')).toEqual(['1: this is no layer of the architecture'])
    expect(rulesFor('src/other.ts', '')).toEqual(['1: this is no layer of the architecture'])
  })
})

describe('an allowed import is left alone', () => {
  test.each([
    ['from a layer above', 'src/engine/a.ts', `import { b } from '../core/b.ts'`],
    ['from its own layer', 'src/llm/a.ts', `import { b } from './b.ts'`],
    ['of the two packages', 'src/core/a.ts', `import { z } from 'zod'\nimport { Decimal } from 'decimal.js'`],
    ['of hashes by research', 'src/research/a.ts', `import { createHash } from 'node:crypto'`],
    ['of anything by the root', 'src/main.ts', `import './cli/a.ts'\nimport '../package.json'\nimport 'node:fs'`],
    ['of anything by a test', 'src/core/a.test.ts', `import 'node:fs'\nimport '../cli/a.ts'\nimport 'vitest'`],
    ['in a comment', 'src/core/a.ts', `// import '../cli/a.ts'\n/* import 'node:fs' */`],
    ['in a string', 'src/core/a.ts', `export const text = "import 'node:fs'" // and '// import'`],
  ])('%s', (_name, path, text) => {
    expect(rulesFor(path, text)).toEqual([])
  })
})
