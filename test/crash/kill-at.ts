// Loaded before everything else (--import): kills this process without warning at the n-th step between an event and its durable
// record. A step is a place before, in the middle of or after a call that changes the disk or the database.

import { createRequire } from 'node:module'

const killAt = Number(process.env.PLIMSOLL_TEST_KILL_AT ?? Number.POSITIVE_INFINITY)
/** Which steps count: those of files, or those of a database. */
const kind = process.env.PLIMSOLL_TEST_KILL_IN ?? 'files'
const fs = process.getBuiltinModule('node:fs')
let steps = 0

type Call = (...args: unknown[]) => unknown

/** One more step: the last one, when its turn has come and a part of the call is done. */
function step(part: () => unknown = () => undefined): void {
  steps += 1
  if (steps !== killAt) return
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

const halfOf = (bytes: Uint8Array) => bytes.subarray(0, bytes.length >> 1)

if (kind === 'files') {
  watch(fs, 'writeSync', ([file, data]) => [file, data instanceof Uint8Array ? halfOf(data) : ''])
  watch(fs, 'writevSync', ([file, buffers]) => [file, [halfOf((buffers as Uint8Array[])[0] as Uint8Array)]])
  for (const name of ['fdatasyncSync', 'fdatasync', 'fsyncSync', 'renameSync', 'ftruncateSync', 'copyFileSync'])
    watch(fs, name)
} else {
  const { DatabaseSync, StatementSync } = process.getBuiltinModule('node:sqlite')
  for (const name of ['run', 'all', 'get', 'iterate']) watch(StatementSync.prototype, name)
  watch(DatabaseSync.prototype, 'exec')
  const require = createRequire(import.meta.url)
  watch((require('pg') as { Client: { prototype: object } }).Client.prototype, 'query')
  watch((require('mysql2') as { Connection: { prototype: object } }).Connection.prototype, 'query')
}

if (killAt === Number.POSITIVE_INFINITY) process.on('exit', () => process.stderr.write(`steps ${steps}\n`))
