import { expect, test } from 'vitest'
import { findCycles } from './architecture/cycles.ts'
import { findForbiddenImports } from './architecture/imports.ts'
import { findImpurities } from './architecture/purity.ts'
import { readRepository } from './architecture/read-repository.ts'
import { findBadName, findDefaultExports, findLongFile, findLongFunctions } from './architecture/shape.ts'
import { type Finding, formatFinding, parseSource } from './architecture/source-file.ts'
import { findStrangers } from './architecture/strangers.ts'

// The rules of ARCHITECTURE.md, kept by a test. Each rule lives in a file of test/architecture/ beside the proof that it fires.

const files = readRepository()
const code = files.filter(({ path }) => /^(src|test|bench|docs|examples)\/.*\.ts$/.test(path))
const sources = code.filter(({ path }) => path.startsWith('src/')).map(({ path, text }) => parseSource(path, text))
const product = sources.filter(({ role }) => role === 'product')

function expectNone(findings: readonly Finding[]): void {
  expect(findings.map(formatFinding).join('\n')).toBe('')
}

test('there is something to check', () => {
  expect(product.length).toBeGreaterThan(20)
})

test('a layer imports only from the layers above it', () => expectNone(sources.flatMap(findForbiddenImports)))

test('pure layers know no clock, chance, timer, machine or waiting', () => expectNone(sources.flatMap(findImpurities)))

test('no import cycles', () => expectNone(findCycles(product)))

test('no default exports', () => expectNone(sources.flatMap(findDefaultExports)))

test('files are short', () => expectNone(code.flatMap(findLongFile)))

test('functions are short', () => expectNone(sources.flatMap(findLongFunctions)))

test('file names say what is inside', () => expectNone(code.flatMap(findBadName)))

test('no file names the machine or the tools that it was written with', () =>
  expectNone(files.flatMap((file) => findStrangers(file))))
