import { relative, resolve } from 'node:path'
import { run } from 'node:test'
import { fileURLToPath } from 'node:url'
import { printNote } from './output.ts'

/** What a process of tests needs so that they can import `plimsoll`. */
const KNOW_PLIMSOLL = new URL('../../bin/know-plimsoll.js', import.meta.url).href
/** Frames in here tell a user nothing: theirs are further down. */
const LIBRARY = new URL('../', import.meta.url).href

/** A test that was run; `failure` says what went wrong and where. */
export interface TestResult {
  readonly name: string
  readonly failure?: string | undefined
  readonly isSkipped?: boolean
}

type Events = ReturnType<typeof run> extends AsyncIterable<infer E> ? E : never
type Ended = Extract<Events, { type: 'test:pass' | 'test:fail' }>['data']

/**
 * Runs the tests of one file in a process of its own: one that ends its process is no success, and one that never comes back can be
 * stopped, after `limitMs`.
 */
export async function runTestFile(file: string, limitMs: number): Promise<TestResult[]> {
  const path = resolve(file)
  const signal = AbortSignal.timeout(limitMs)
  const events = run({ files: [path], execArgv: ['--import', KNOW_PLIMSOLL], signal })
  const results: TestResult[] = []
  const names: string[] = []
  let said = ''
  let failure: string | undefined
  for await (const { type, data } of events as AsyncIterable<Events>) {
    if (type === 'test:start') names.splice(data.nesting, names.length, data.name)
    if (type === 'test:stdout') printNote(data.message.trimEnd())
    if (type === 'test:stderr') said += data.message
    if (type !== 'test:pass' && type !== 'test:fail') continue
    if (data.name !== path) results.push(...resultOf(data, [...names.slice(0, data.nesting), data.name]))
    else if (type === 'test:pass') failure = 'no test in it came to its end'
    else failure = signal.aborted ? `took longer than ${limitMs / 1000} s` : messageIn(said)
  }
  if (failure !== undefined) return [...results, { name: 'the file', failure }]
  if (said !== '') printNote(said.trimEnd())
  return results
}

/** A suite is told as well, behind its tests: it is none of them unless something of its own failed. */
function resultOf({ details, skip, todo }: Ended, path: readonly string[]): TestResult[] {
  const error = 'error' in details ? (details.error as Failure) : undefined
  if (error?.failureType === 'subtestsFailed' || (error === undefined && details.type === 'suite')) return []
  const name = path.join(' > ')
  const isSkipped = isGiven(skip) || isGiven(todo)
  return [{ name, isSkipped, failure: error === undefined || isSkipped ? undefined : describe(error) }]
}

interface Failure extends Error {
  readonly failureType?: string
}

function isGiven(mark: string | boolean | undefined): boolean {
  return mark !== undefined && mark !== false
}

function describe(error: Failure): string {
  const cause = error.cause instanceof Error ? error.cause : error
  return [cause.message.trimEnd(), ...placeIn(cause.stack ?? '')].join('\n')
}

/** The error in what a process said before it ended, without the frames of Node.js. */
function messageIn(said: string): string {
  const [message] = /^\w*(?:Error|Exception)\b[^\n]*/m.exec(said) ?? []
  return message === undefined ? said.trim() || 'its process failed' : [message, ...placeIn(said)].join('\n')
}

/** `at strategies/my-idea.ts:12`: the first place of the user's own in a stack. */
function placeIn(stack: string): string[] {
  for (const [, url = '', line] of stack.matchAll(/(file:\/\/\S+?):(\d+)/g)) {
    if (!url.startsWith(LIBRARY)) return [`at ${relative(process.cwd(), fileURLToPath(url))}:${line}`]
  }
  return []
}
