import { createHash } from 'node:crypto'
import { type Finding, isTestPath } from './source-file.ts'

/** Folders that only one machine has. Written so that this file passes its own rule. */
const MACHINE_PATH = new RegExp(`(?<![\\w.~@:/-])/${'(?:work|home|Users|root)'}/[\\w.-]`)

/** Names of tools around the place where this was written: as hashes, so that the list does not spread what it keeps out. */
const STRANGERS: ReadonlySet<string> = new Set([
  '4ea91362a1443499',
  '8cf10d1b0e07c1d8',
  '05ee3c2fb5499051',
  '946808cf172da424',
  '17075e9bd52a4744',
])

const SHARED = /(?:\.\.\/)+shared\b/
const MAY_NAME_SHARED = /^(test|bench|docs)\/|^CONTRIBUTING\.md$/

/** A word, or two words with a space between them, as it stands in the list of strangers. */
export function hashOf(words: string): string {
  return createHash('sha256').update(words).digest('hex').slice(0, 16)
}

/** What would make the repository name the place where it was written. */
export function findStrangers(
  file: { readonly path: string; readonly text: string },
  strangers = STRANGERS,
): Finding[] {
  return file.text.split('\n').flatMap((line, index) => {
    const refusal = refuseMachine(line) ?? refuseShared(line, file.path) ?? refuseWords(line, strangers)
    return refusal === undefined ? [] : [{ file: file.path, line: index + 1, ...refusal }]
  })
}

type Refusal = Pick<Finding, 'rule' | 'cure'>

function refuseMachine(line: string): Refusal | undefined {
  const path = MACHINE_PATH.exec(line)?.[0]
  if (path === undefined) return undefined
  return { rule: `names the machine path ${path}…`, cure: 'Use a path relative to the repository.' }
}

function refuseShared(line: string, path: string): Refusal | undefined {
  if (!SHARED.test(line) || MAY_NAME_SHARED.test(path) || isTestPath(path)) return undefined
  return {
    rule: 'needs reference data that is not part of the product',
    cure: 'Only tests and benches may, and they skip without it.',
  }
}

function refuseWords(line: string, strangers: ReadonlySet<string>): Refusal | undefined {
  for (const [, word = '', next] of line.toLowerCase().matchAll(/([a-z.-]{4,})(?=( [a-z-]{4,})?)/g)) {
    if (!isIn(strangers, word) && (next === undefined || !isIn(strangers, word + next))) continue
    return { rule: `names "${word}", a tool that is not part of the project`, cure: 'Say it without.' }
  }
  return undefined
}

const hashes = new Map<string, string>()

function isIn(strangers: ReadonlySet<string>, words: string): boolean {
  const hash = hashes.get(words) ?? hashOf(words)
  hashes.set(words, hash)
  return strangers.has(hash)
}
