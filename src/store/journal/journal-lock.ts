import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import { PlimsollError } from '../../core/errors.ts'
import { fileError } from '../file-error.ts'
import { fs } from '../fs.ts'

/** Who writes a journal. */
export interface LockHolder {
  readonly pid: number
  readonly host: string
  /** What tells this process from a later one of the same number; empty where the system does not say. */
  readonly processStart: string
  /** When the journal was locked, in milliseconds. */
  readonly lockedAt: number
}

const holderSchema = z.object({
  pid: z.int().positive(),
  host: z.string(),
  processStart: z.string(),
  lockedAt: z.number(),
})

/** Only one process writes a journal: two would tear its chain. */
export class JournalLock {
  /** The process that died while it held the lock, when there was one. */
  readonly takenOverFrom: LockHolder | undefined
  readonly #path: string
  readonly #text: string

  /** @throws PlimsollError `usage` when a living process holds the lock */
  constructor(folder: string, now: () => number) {
    this.#path = lockPath(folder)
    const own: LockHolder = {
      pid: process.pid,
      host: hostname(),
      processStart: processStart(process.pid),
      lockedAt: now(),
    }
    this.#text = `${JSON.stringify(own)}\n`
    if (this.#make()) return
    this.takenOverFrom = this.#removeDead(folder)
    if (!this.#make()) throw lockedError(folder, lockHolder(folder))
  }

  /** Gives the lock back. A lock that is somebody else's by now stays. */
  release(): void {
    if (readLock(this.#path) === this.#text) fs.rmSync(this.#path, { force: true })
  }

  /** Under another name first and then linked, so that a lock always says whose it is: a full disk or a crash leaves no empty one. */
  #make(): boolean {
    const temporary = `${this.#path}.${randomUUID()}.tmp`
    try {
      fs.writeFileSync(temporary, this.#text)
      fs.linkSync(temporary, this.#path)
      return true
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false
      throw fileError('write', this.#path, error)
    } finally {
      fs.rmSync(temporary, { force: true })
    }
  }

  /** Renaming gives the dead lock to one process alone; whoever comes second finds none, or a new one. */
  #removeDead(folder: string): LockHolder | undefined {
    const text = readLock(this.#path)
    if (text === undefined) return undefined
    const holder = parseHolder(text)
    if (holder === undefined || isAlive(holder)) throw lockedError(folder, holder)
    const aside = `${this.#path}.${randomUUID()}`
    try {
      fs.renameSync(this.#path, aside)
      if (readLock(aside) !== text) {
        fs.linkSync(aside, this.#path) // somebody was quicker: it is a lock of the living
        throw lockedError(folder, lockHolder(folder))
      }
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined
      throw error instanceof PlimsollError ? error : fileError('write', this.#path, error)
    } finally {
      fs.rmSync(aside, { force: true })
    }
    return holder
  }
}

/** Who writes the journal in `folder` now; undefined when nobody does, also when a dead process left its lock. */
export function livingHolder(folder: string): LockHolder | undefined {
  const holder = lockHolder(folder)
  return holder !== undefined && isAlive(holder) ? holder : undefined
}

function lockHolder(folder: string): LockHolder | undefined {
  const text = readLock(lockPath(folder))
  return text === undefined ? undefined : parseHolder(text)
}

function lockPath(folder: string): string {
  return join(folder, 'lock')
}

function readLock(path: string): string | undefined {
  try {
    return fs.readFileSync(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw fileError('read', path, error)
  }
}

function parseHolder(text: string): LockHolder | undefined {
  try {
    return holderSchema.safeParse(JSON.parse(text)).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** A process of another machine cannot be asked: it counts as alive. */
function isAlive({ pid, host, processStart: start }: LockHolder): boolean {
  if (host !== hostname()) return true
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false
  }
  return start === processStart(pid)
}

/** The state of a process that has ended and that its parent has not asked after: in a container without init nobody ever does. */
const GONE = /^[ZX]/

/** The number of a process is used again after a while, and from 1 on after a restart of the machine: its start tells it apart. */
function processStart(pid: number): string {
  if (process.platform !== 'linux') return ''
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name of the program, in brackets, may hold anything; the first word after it is the state, the 20th the start in ticks.
    const [state = '', ...words] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (GONE.test(state)) return ''
    const ticks = words[18] ?? ''
    return `${fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${ticks}`
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES'].includes(codeOf(error))) return ''
    throw error
  }
}

function lockedError(folder: string, holder: LockHolder | undefined): PlimsollError {
  const path = lockPath(folder)
  if (holder === undefined) {
    const cure = `When no session runs here, delete ${path} and start again.`
    return new PlimsollError('usage', `${folder} is locked, by whom cannot be read`, cure)
  }
  const { pid, host, lockedAt } = holder
  return new PlimsollError(
    'usage',
    `process ${pid} on ${host} has been writing ${folder} since ${new Date(lockedAt).toISOString()}`,
    host === hostname()
      ? `Stop that process first, or choose another session.`
      : `Stop that process first. When that machine is gone, delete ${path} and start again.`,
  )
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
