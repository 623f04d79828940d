import ts from 'typescript'
import { environmentFile } from './layers.ts'
import { type Finding, lineOf, type SourceFile, walk } from './source-file.ts'

interface Ban {
  readonly cure: string
  /** Also where results must merely be reproducible, not only where they must be pure. */
  readonly inDrivers: boolean
}

const TIME: Ban = { cure: 'Take the time from the event or the bar.', inDrivers: false }
const CHANCE: Ban = { cure: 'Use the seeded generator of core/prng.ts that you were handed.', inDrivers: true }
const TIMER: Ban = { cure: 'Compare the time of the event with a deadline.', inDrivers: false }
const WAITING: Ban = { cure: 'Send a request out and take the answer as an event that comes back.', inDrivers: false }
const MACHINE: Ban = { cure: 'Take it as an argument; src/main.ts knows the machine.', inDrivers: false }
const OUTPUT: Ban = { cure: 'Return a value with a reason, or report to the observer.', inDrivers: false }
const LOCALE: Ban = { cure: 'Format by hand (toFixed, ISO dates), compare with < and >.', inDrivers: true }
const ZONE: Ban = { cure: 'Use milliseconds and the getUTC… methods.', inDrivers: true }
const ORDER: Ban = { cure: 'Give a comparator: without one numbers sort as text.', inDrivers: false }
const CODE: Ban = { cure: 'Write a function.', inDrivers: true }

/** Globals that nothing pure may touch. A name that the file itself declares or imports is not the global. */
const GLOBALS = new Map<string, Ban>([
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'].map((name) => [name, TIMER] as const),
  ...['Promise', 'PromiseLike', 'fetch', 'WebSocket'].map((name) => [name, WAITING] as const),
  ...['process', 'globalThis', 'global', 'navigator', 'require'].map((name) => [name, MACHINE] as const),
  ...['WeakRef', 'FinalizationRegistry'].map((name) => [name, MACHINE] as const),
  ...['eval', 'Function'].map((name) => [name, CODE] as const),
  ['console', OUTPUT],
  ['performance', TIME],
  ['crypto', CHANCE],
  ['Intl', LOCALE],
])

/** Members of globals, by `Global.member`. */
const MEMBERS = new Map<string, Ban>([
  ['Date.now', TIME],
  ['Math.random', CHANCE],
])

/** Members of anything, by name. */
const METHODS: readonly (readonly [RegExp, Ban])[] = [
  [/^(toLocale\w*|localeCompare)$/, LOCALE],
  [/^([gs]et(FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds)|getTimezoneOffset)$/, ZONE],
]

/** What makes a result depend on more than its inputs. There is no way to opt out: a pure layer is pure. */
export function findImpurities(source: SourceFile): Finding[] {
  const { layer, role, tree, path } = source
  if (layer === undefined || layer.kind === 'outside' || role === 'test' || path === environmentFile) return []
  const declared = declaredNames(tree)
  const findings: Finding[] = []
  walk(tree, (node) => {
    const found = impurityOf(node, declared)
    if (found === undefined || (layer.kind === 'driver' && !found.ban.inDrivers)) return
    const rule = `${found.what} in ${layer.name}/, which is ${layer.kind === 'pure' ? 'pure' : 'reproducible'}`
    findings.push({ file: path, line: lineOf(tree, node), rule, cure: found.ban.cure })
  })
  return findings
}

interface Impurity {
  readonly what: string
  readonly ban: Ban
}

function impurityOf(node: ts.Node, declared: ReadonlySet<string>): Impurity | undefined {
  if (ts.isIdentifier(node)) return bannedGlobal(node, declared)
  if (ts.isPropertyAccessExpression(node)) return bannedMember(node.expression, node.name.text)
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) {
    return bannedMember(node.expression, node.argumentExpression.text)
  }
  if (ts.isNewExpression(node) || ts.isCallExpression(node)) return bannedCall(node)
  if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword)
    return { what: 'import.meta', ban: MACHINE }
  if (ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined)) {
    return { what: 'await', ban: WAITING }
  }
  return node.kind === ts.SyntaxKind.AsyncKeyword ? { what: 'async', ban: WAITING } : undefined
}

function bannedGlobal(node: ts.Identifier, declared: ReadonlySet<string>): Impurity | undefined {
  if (declared.has(node.text) || isNameOnly(node)) return undefined
  const ban = GLOBALS.get(node.text)
  if (ban !== undefined) return { what: node.text, ban }
  if (node.text !== 'Date' && node.text !== 'Math') return undefined
  // `const { now } = Date` and `const clock = Date` would slip past the rule for `Date.now`.
  return isPlainUse(node) ? undefined : { what: `${node.text} as a value`, ban: node.text === 'Date' ? TIME : CHANCE }
}

function isPlainUse({ parent }: ts.Identifier): boolean {
  return (
    ts.isPropertyAccessExpression(parent) ||
    ts.isElementAccessExpression(parent) ||
    ts.isNewExpression(parent) ||
    ts.isCallExpression(parent) ||
    ts.isTypeNode(parent) ||
    ts.isTypeQueryNode(parent) ||
    (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword)
  )
}

/** The name of a member or a key, which says nothing about a global of that name. */
function isNameOnly(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) return parent.name === node
  if (ts.isQualifiedName(parent)) return parent.right === node
  return (
    ts.isPropertySignature(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isMethodDeclaration(parent) ||
    (ts.isPropertyDeclaration(parent) && parent.name === node) ||
    (ts.isBindingElement(parent) && parent.propertyName === node)
  )
}

function bannedMember(object: ts.Expression, member: string): Impurity | undefined {
  const what = ts.isIdentifier(object) ? `${object.text}.${member}` : `.${member}`
  const ban = MEMBERS.get(what) ?? METHODS.find(([pattern]) => pattern.test(member))?.[1]
  return ban === undefined ? undefined : { what, ban }
}

function bannedCall(node: ts.NewExpression | ts.CallExpression): Impurity | undefined {
  const { expression } = node
  const count = node.arguments?.length ?? 0
  if (ts.isIdentifier(expression) && expression.text === 'Date') {
    if (ts.isCallExpression(node) || count === 0) return { what: 'the time of now (Date)', ban: TIME }
    return count === 1 ? undefined : { what: 'new Date with local parts', ban: ZONE }
  }
  if (expression.kind === ts.SyntaxKind.ImportKeyword) return { what: 'import()', ban: WAITING }
  const isSort = ts.isPropertyAccessExpression(expression) && ['sort', 'toSorted'].includes(expression.name.text)
  return isSort && count === 0 ? { what: `.${expression.name.text}() without a comparator`, ban: ORDER } : undefined
}

/** Every name that the file declares or imports. */
function declaredNames(tree: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>()
  walk(tree, (node) => {
    const isDeclaration =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isClassDeclaration(node) ||
      ts.isInterfaceDeclaration(node) ||
      ts.isTypeAliasDeclaration(node) ||
      ts.isImportSpecifier(node) ||
      ts.isImportClause(node) ||
      ts.isNamespaceImport(node)
    if (isDeclaration && node.name !== undefined && ts.isIdentifier(node.name)) names.add(node.name.text)
  })
  return names
}
