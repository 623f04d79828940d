// Loaded before everything else (--import): kills this process without warning at the n-th step between an event and its durable
// record. A step is a place before, in the middle of or after a call that changes the disk or the database.

import { createRequire } from 'node:module'
import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads'

const killAt = Number(process.env.PLIMSOLL_TEST_KILL_AT ?? Number.POSITIVE_INFINITY)
/** Which steps count: those of files, those of the thread that writes the journal, or those of a database. */
const kind = process.env.PLIMSOLL_TEST_KILL_IN ?? 'files'
const fs = process.getBuiltinModule('node:fs')
/** It is loaded in each thread. */
const steps = isMainThread ? new Int32Array(new SharedArrayBuffer(4)) : (getEnvironmentData('steps') as Int32Array)
if (isMainThread) setEnvironmentData('steps', steps)

type Call = (...args: unknown[]) => unknown

/** One more step: the last one, when its turn has come and a part of the call is done. */
function step(part: () => unknown = () => undefined): void {
  if (Atomics.add(steps, 0, 1) + 1 !== killAt) return
  part()
  process.kill(process.pid, 'SIGKILL')
  // The signal comes at once, but not before this line.
  for (;;);
}

/** Makes steps of the calls of `name` on `owner`; `half` gives the arguments for half of one. */
function watch(owner: object, name: string, half?: (args: readonly unknown[]) => unknown[]): void {
  const original = Reflect.get(owner, name) as Call
  const watched = function (this: unknown, ...args: unknown[]): unknown {
    step()
    if (half !== undefined) step(() => original.apply(this, half(args)))
    const result = original.apply(this, args)
    step()
    return result
  }
  Object.defineProperty(owner, name, { value: watched, configurable: true, writable: true })
}

/** The half that comes first, for the same place of the file. */
function halfOfWrite([file, data, ...rest]: readonly unknown[]): unknown[] {
  if (typeof data === 'string') return [file, data.slice(0, data.length >> 1), ...rest]
  const bytes = data as Uint8Array
  const [offset = 0, length = bytes.length, position] = rest as (number | undefined)[]
  return [file, bytes, offset, length >> 1, position]
}

function halfOfPieces([file, pieces, position]: readonly unknown[]): unknown[] {
  const bytes = Buffer.concat(pieces as Uint8Array[])
  return [file, [bytes.subarray(0, bytes.length >> 1)], position]
}

if (kind === (isMainThread ? 'files' : 'journal')) {
  watch(fs, 'writeSync', halfOfWrite)
  watch(fs, 'writevSync', halfOfPieces)
  for (const name of ['fdatasyncSync', 'fdatasync', 'fsyncSync', 'renameSync', 'ftruncateSync', 'copyFileSync'])
    watch(fs, name)
} else if (kind === 'database') {
  const { DatabaseSync, StatementSync } = process.getBuiltinModule('node:sqlite')
  for (const name of ['run', 'all', 'get', 'iterate']) watch(StatementSync.prototype, name)
  watch(DatabaseSync.prototype, 'exec')
  const require = createRequire(import.meta.url)
  watch((require('pg') as { Client: { prototype: object } }).Client.prototype, 'query')
  watch((require('mysql2') as { Connection: { prototype: object } }).Connection.prototype, 'query')
}

if (isMainThread && killAt === Number.POSITIVE_INFINITY) {
  process.on('exit', () => process.stderr.write(`steps ${Atomics.load(steps, 0)}\n`))
}
