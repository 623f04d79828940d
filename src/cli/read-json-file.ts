import type { Node, ParseError } from 'jsonc-parser'
import { PlimsollError } from '../core/errors.ts'
import { SettingsMistake } from '../risk/settings-mistake.ts'
import { readTextFile } from '../store/read-file.ts'

type Path = readonly (string | number)[]

/**
 * What `parse` makes of a JSON file that a person wrote: comments and a comma at the end are allowed.
 * @param example a small file that is right
 * @throws PlimsollError `usage` that names the file, the line, the value and the cure, for JSON that is none and for each `SettingsMistake`
 */
export async function readJsonFile<T>(path: string, example: string, parse: (json: unknown) => T): Promise<T> {
  const text = readTextFile(path)
  const { findNodeAtLocation, getNodeValue, parseTree, printParseErrorCode } = await import('jsonc-parser')
  const mistakes: ParseError[] = []
  const tree = parseTree(text, mistakes, { allowTrailingComma: true })
  const [first] = mistakes
  if (tree === undefined || first !== undefined) {
    const isEmpty = first === undefined || text.trim() === ''
    const what = isEmpty ? 'is empty' : `line ${lineOf(text, first.offset)}: ${printParseErrorCode(first.error)}`
    throw new PlimsollError('usage', `${path} ${what}`, `Write JSON: ${example}. Comments are allowed.`)
  }
  const twice = doubledKey(tree)
  if (twice !== undefined) {
    const [line, before] = [twice.key, twice.first].map(({ offset }) => lineOf(text, offset))
    const what = `${path} line ${line}: "${twice.key.value}" is there already, in line ${before}`
    throw new PlimsollError('usage', what, 'Keep one of the two.')
  }
  try {
    return parse(getNodeValue(tree))
  } catch (error) {
    if (!(error instanceof SettingsMistake)) throw error
    const node = nearestNode((part) => findNodeAtLocation(tree, [...part]), error.path) ?? tree
    throw new PlimsollError('usage', `${path} line ${lineOf(text, node.offset)}: ${error.message}`, error.cure)
  }
}

/** What `read` gives for the value at `path` of a file; when it refuses the value, that is a mistake of the file. */
export function readAt<T>(path: Path, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof PlimsollError) throw new SettingsMistake(path, error.message, error.cure)
    throw error
  }
}

/** JSON would take the last of two values without a word. */
function doubledKey({ type, children = [] }: Node): { readonly key: Node; readonly first: Node } | undefined {
  const keys = new Map<unknown, Node>()
  for (const child of children) {
    const key = type === 'object' ? child.children?.[0] : undefined
    const first = keys.get(key?.value)
    if (key !== undefined && first !== undefined) return { key, first }
    if (key !== undefined) keys.set(key.value, key)
    const inner = doubledKey(child)
    if (inner !== undefined) return inner
  }
  return undefined
}

/** The node at `path`, or the innermost that is there on the way to it: a key that is missing has none. */
function nearestNode<T>(find: (path: Path) => T | undefined, path: Path): T | undefined {
  for (let length = path.length; length > 0; length--) {
    const node = find(path.slice(0, length))
    if (node !== undefined) return node
  }
  return undefined
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
