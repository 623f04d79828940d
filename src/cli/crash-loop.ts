import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileError } from '../store/file-error.ts'
import { writeFileAtomically } from '../store/write-file.ts'
import type { PaperSession } from '../trader/paper-session.ts'
import { printNote } from './output.ts'

/** So many crashes in so many minutes are a loop: what brings the session back is not what keeps it up. */
const LOOP_CRASHES = 3
const LOOP_MINUTES = 10
/** Crashes of a session that are kept. */
const KEPT = 20

/** An ISO time in UTC: other words, which `Date.parse` guesses at, are none. */
const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/

/**
 * Notes that a crash of the session whose journal is in `folder` was found at `now`. Gives how many there were in the last ten minutes,
 * this one included.
 * @throws PlimsollError `io`
 */
export function noteCrash(folder: string, now: number): number {
  const crashes = [...crashesIn(folder, now), now].slice(-KEPT)
  writeFileAtomically(pathIn(folder), crashes.map((at) => `${new Date(at).toISOString()}\n`).join(''))
  return countRecent(crashes, now)
}

/** Notes that this process ends by a bug. It is said when that cannot be noted: why the process ends is more important. */
export function tellCrash(folder: string): void {
  try {
    noteCrash(folder, Date.now())
  } catch (error) {
    printNote(`the crash is not counted: ${error instanceof Error ? error.message : error}`)
  }
}

/** How many crashes were noted in the last ten minutes: a start that failed since then makes none of them undone. */
export function recentCrashes(folder: string, now: number): number {
  return countRecent(crashesIn(folder, now), now)
}

export function isCrashLoop(crashes: number): boolean {
  return crashes >= LOOP_CRASHES
}

/** An account that trades gets no larger from here on: somebody must look first. One that is held already stays as it is. */
export function protectOnly(session: PaperSession, id: string, crashes: number): void {
  if (session.run.engine.past.state !== 'active') return
  const reason = `${crashes} crashes within ${LOOP_MINUTES} minutes`
  const cure = 'Find out why it crashes (see its logs), then resume entries with r on the screen.'
  printNote(`${id}: no new positions from here on: ${reason}\n  ${cure}`)
  session.act({ command: 'halt', by: 'crash_loop', reason, state: 'close_only' })
}

function countRecent(crashes: readonly number[], now: number): number {
  return crashes.filter((at) => now - at <= LOOP_MINUTES * 60_000).length
}

/** The times in the file. A clock that was put back must hide no crash: one of the future counts as now. */
function crashesIn(folder: string, now: number): number[] {
  const lines = read(pathIn(folder))
    .split('\n')
    .map((line) => line.trim())
  const times = lines.filter((line) => TIME.test(line)).map(Date.parse)
  return times.filter((at) => !Number.isNaN(at)).map((at) => Math.min(at, now))
}

function read(path: string): string {
  if (!existsSync(path)) return ''
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw fileError('read', path, error)
  }
}

function pathIn(folder: string): string {
  return join(folder, 'crashes')
}
