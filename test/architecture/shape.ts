import { basename } from 'node:path'
import ts from 'typescript'
import { type Finding, lineOf, type SourceFile, walk } from './source-file.ts'

const MAX_FILE_LINES = 400
const MAX_FUNCTION_LINES = 70

/** Tables, fixtures and generated files may be long: by path, so that nobody can write an exemption into a file. */
const LONG_BY_NATURE = /\/(fixtures|tables|generated)\//
const VAGUE_NAMES = ['utils', 'util', 'helpers', 'helper', 'types', 'manager', 'common', 'misc']

export function findLongFile({ path, text }: Pick<SourceFile, 'path' | 'text'>): Finding[] {
  const lines = text.trimEnd().split('\n').length
  if (lines <= MAX_FILE_LINES || LONG_BY_NATURE.test(path)) return []
  const rule = `${lines} lines, at most ${MAX_FILE_LINES} are allowed`
  return [{ file: path, line: 1, rule, cure: 'Move one of its ideas to a file of its own.' }]
}

/** Functions of every form, with everything inside them. Those of tests hold scenarios and may be long. */
export function findLongFunctions({ path, tree, role }: SourceFile): Finding[] {
  if (role === 'test' || LONG_BY_NATURE.test(path)) return []
  const findings: Finding[] = []
  walk(tree, (node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return
    const line = lineOf(tree, node)
    const lines = tree.getLineAndCharacterOfPosition(node.getEnd()).line + 2 - line
    if (lines <= MAX_FUNCTION_LINES) return
    const rule = `${nameOf(node)} has ${lines} lines, at most ${MAX_FUNCTION_LINES} are allowed`
    findings.push({
      file: path,
      line,
      rule,
      cure: 'Keep the decisions in it and move the computations into helpers below.',
    })
  })
  return findings
}

function nameOf(node: ts.SignatureDeclaration): string {
  if (ts.isConstructorDeclaration(node)) return 'the constructor'
  const own = node.name ?? (ts.isVariableDeclaration(node.parent) ? node.parent.name : undefined)
  return own === undefined ? 'a function' : `the function ${own.getText()}`
}

export function findDefaultExports({ path, tree }: SourceFile): Finding[] {
  const findings: Finding[] = []
  walk(tree, (node) => {
    const isDefault =
      (ts.isExportAssignment(node) && node.isExportEquals !== true) ||
      (ts.isExportSpecifier(node) && node.name.text === 'default') ||
      (node.kind === ts.SyntaxKind.DefaultKeyword && !ts.isDefaultClause(node.parent))
    if (!isDefault) return
    findings.push({ file: path, line: lineOf(tree, node), rule: 'a default export', cure: 'Export it under its name.' })
  })
  return findings
}

export function findBadName({ path }: Pick<SourceFile, 'path'>): Finding[] {
  const name = basename(path).replace(/(\.test|\.d)?\.ts$/, '')
  const finding = { file: path, line: 1 }
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
    return [{ ...finding, rule: `the file name "${name}" is not kebab-case`, cure: 'Write it as in trailing-stop.ts.' }]
  }
  if (!VAGUE_NAMES.includes(name)) return []
  return [
    { ...finding, rule: `the file name "${name}" says nothing`, cure: 'Name it for the one thing that it exports.' },
  ]
}
