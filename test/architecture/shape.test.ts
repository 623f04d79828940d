import { expect, test } from 'vitest'
import { findBadName, findDefaultExports, findLongFile, findLongFunctions } from './shape.ts'
import { parseSource } from './source-file.ts'

const lines = (count: number) => 'x()\n'.repeat(count)

test('a file of 401 lines is found, one of 400 is not', () => {
  expect(findLongFile({ path: 'src/core/a.ts', text: lines(401) })).toMatchObject([
    { rule: '401 lines, at most 400 are allowed' },
  ])
  expect(findLongFile({ path: 'src/core/a.test.ts', text: lines(401) })).toHaveLength(1)
  expect(findLongFile({ path: 'src/core/a.ts', text: lines(400) })).toEqual([])
})

test('tables, fixtures and generated files may be long', () => {
  for (const folder of ['tables', 'fixtures', 'generated']) {
    expect(findLongFile({ path: `src/core/${folder}/a.ts`, text: lines(500) })).toEqual([])
  }
})

test.each([
  ['function f() {', '}', 'the function f'],
  ['const f = () => {', '}', 'the function f'],
  ['const f = function () {', '}', 'the function f'],
  ['f(() => {', '})', 'a function'],
  ['class A { f() {', '} }', 'the function f'],
  ['class A { get f() {', '} }', 'the function f'],
  ['class A { constructor() {', '} }', 'the constructor'],
  ['const o = { f() {', '} }', 'the function f'],
])('a function of 71 lines is found, one of 70 is not: %s', (start, end, name) => {
  const of = (count: number) => `\n${start}\n${lines(count - 2)}${end}\n`
  expect(findLongFunctions(parseSource('src/core/a.ts', of(71)))).toMatchObject([
    { line: 2, rule: `${name} has 71 lines, at most 70 are allowed` },
  ])
  expect(findLongFunctions(parseSource('src/core/a.ts', of(70)))).toEqual([])
  expect(findLongFunctions(parseSource('src/core/a.test.ts', of(71)))).toEqual([])
})

test('a comment before a function is not part of it', () => {
  const text = `/**\n${' * why\n'.repeat(80)} */\nexport function f() {\n  x()\n}\n`
  expect(findLongFunctions(parseSource('src/core/a.ts', text))).toEqual([])
})

test.each(['export default 1', 'export default function f() {}', 'const a = 1\nexport { a as default }'])(
  'a default export is found: %s',
  (text) => {
    expect(findDefaultExports(parseSource('src/core/a.ts', text))).toHaveLength(1)
  },
)

test('a default branch is no default export', () => {
  const text = `export const a = 1\nswitch (a) { default: f() }\nimport b from 'b'\n`
  expect(findDefaultExports(parseSource('src/core/a.ts', text))).toEqual([])
})

test.each(['src/core/trailingStop.ts', 'src/core/Trailing.test.ts', 'src/core/utils.ts', 'src/core/types.ts'])(
  'the file name %s is refused',
  (path) => {
    expect(findBadName({ path })).toHaveLength(1)
  },
)

test.each(['src/core/trailing-stop.ts', 'src/core/sha256.test.ts', 'src/main.ts'])(
  'the file name %s is good',
  (path) => {
    expect(findBadName({ path })).toEqual([])
  },
)
