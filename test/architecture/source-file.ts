import { posix } from 'node:path'
import ts from 'typescript'
import { type Layer, layers, roots } from './layers.ts'

/** What breaks a rule, where, and the way out. */
export interface Finding {
  readonly file: string
  readonly line: number
  readonly rule: string
  readonly cure: string
}

export function formatFinding({ file, line, rule, cure }: Finding): string {
  return `${file}:${line}: ${rule}. ${cure}`
}

export interface ImportOf {
  readonly specifier: string
  /** Path from the repository's root for a relative import, undefined for a package or a built-in. */
  readonly path: string | undefined
  readonly line: number
}

/** A file of src/, parsed. Comments are not part of the tree, so no rule sees them. */
export interface SourceFile {
  readonly path: string
  readonly text: string
  readonly tree: ts.SourceFile
  /** Test: `*.test.ts`, and what only tests import (folders called `testing`). */
  readonly role: 'product' | 'test'
  readonly isRoot: boolean
  readonly layer: Layer | undefined
  readonly imports: readonly ImportOf[]
}

export function parseSource(path: string, text: string): SourceFile {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TS)
  const inside = path.replace(/^src\//, '')
  const folder = inside.includes('/') ? inside.slice(0, inside.indexOf('/')) : undefined
  return {
    path,
    text,
    tree,
    role: isTestPath(path) ? 'test' : 'product',
    isRoot: folder === undefined && roots.includes(inside.replace(/\.test\.ts$/, '.ts')),
    layer: layers.find(({ name }) => name === folder),
    imports: importsOf(tree, path),
  }
}

export function isTestPath(path: string): boolean {
  return path.endsWith('.test.ts') || path.includes('/testing/')
}

export function lineOf(tree: ts.SourceFile, node: ts.Node): number {
  return tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1
}

/** Calls `visit` for every node below `node`, in order. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  ts.forEachChild(node, (child) => {
    visit(child)
    walk(child, visit)
  })
}

/** Every import: statements, re-exports, `import()` and types by `import('…')`. Those of types count as well. */
function importsOf(tree: ts.SourceFile, path: string): ImportOf[] {
  const found: ImportOf[] = []
  walk(tree, (node) => {
    const literal = specifierOf(node)
    if (literal === undefined) return
    const specifier = literal.text
    const target = specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : undefined
    found.push({ specifier, path: target, line: lineOf(tree, literal) })
  })
  return found
}

function specifierOf(node: ts.Node): ts.StringLiteralLike | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return literalOf(node.moduleSpecifier)
  if (ts.isImportTypeNode(node))
    return ts.isLiteralTypeNode(node.argument) ? literalOf(node.argument.literal) : undefined
  const isImportCall = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
  return isImportCall ? literalOf(node.arguments[0]) : undefined
}

function literalOf(node: ts.Node | undefined): ts.StringLiteralLike | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node : undefined
}
