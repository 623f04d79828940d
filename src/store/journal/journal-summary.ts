import { basename, join } from 'node:path'
import * as z from 'zod'
import type { SessionEvent } from '../../core/session-event.ts'
import { fileError } from '../file-error.ts'
import { fs } from '../fs.ts'
import type { JournalFlaw } from './journal-flaw.ts'
import { livingHolder } from './journal-lock.ts'
import { openChain, recordsOf } from './read-journal.ts'
import { segmentNumbers, segmentPath } from './segment-files.ts'

/** `running`: a process writes it. `ended`: its last record says so. `broken off`: it does not. `damaged`: it cannot be gone on with. */
export type JournalState = 'running' | 'ended' | 'broken off' | 'damaged'

/** A session as a list shows it. Only the last segment was checked. */
export interface JournalSummary {
  readonly session: string
  readonly folder: string
  readonly state: JournalState
  readonly createdAt: number | null
  /** When its last segment was changed. */
  readonly lastWrittenAt: number
  readonly segments: number
  readonly records: number
  /** Of everything in its folder. */
  readonly bytes: number
  readonly flaw: JournalFlaw | undefined
}

/** The journals in the folder `root`, one for each session, the newest first. */
export function listJournals(root: string): JournalSummary[] {
  return sessionFolders(root)
    .map(summarise)
    .sort((a, b) => b.lastWrittenAt - a.lastWrittenAt || (a.session < b.session ? -1 : 1))
}

function sessionFolders(root: string): string[] {
  if (!fs.existsSync(root)) return []
  try {
    return fs
      .readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => join(root, name))
      .filter((folder) => segmentNumbers(folder).length > 0)
  } catch (error) {
    throw fileError('read', root, error)
  }
}

function summarise(folder: string): JournalSummary {
  const numbers = segmentNumbers(folder)
  const last = fs.statSync(segmentPath(folder, numbers.at(-1) ?? 0))
  const { flaw, records, isEnded } = endOf(folder)
  return {
    session: basename(folder),
    folder,
    state: stateOf(folder, flaw, isEnded),
    createdAt: createdAt(folder),
    lastWrittenAt: last.mtimeMs,
    segments: numbers.length,
    records,
    bytes: bytesIn(folder),
    flaw,
  }
}

/** A file that is removed meanwhile counts nothing. */
function bytesIn(folder: string): number {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => fs.statSync(join(folder, name), { throwIfNoEntry: false }))
    .reduce((sum, stats) => sum + (stats?.isFile() ? stats.size : 0), 0)
}

function stateOf(folder: string, flaw: JournalFlaw | undefined, isEnded: boolean): JournalState {
  if (flaw !== undefined) return 'damaged'
  if (livingHolder(folder) !== undefined) return 'running'
  return isEnded ? 'ended' : 'broken off'
}

function endOf(folder: string): { flaw: JournalFlaw | undefined; records: number; isEnded: boolean } {
  const chain = openChain(folder, segmentNumbers(folder).length)
  let last = ''
  for (const record of recordsOf(chain)) last = record.type === 'event' ? record.text : ''
  return { flaw: chain.flaw, records: chain.sequence, isEnded: last !== '' && isEndEvent(last) }
}

/** An event that is no JSON was not written by us: the session has no end. */
function isEndEvent(text: string): boolean {
  try {
    return endSchema.safeParse(JSON.parse(text)).success
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

const endSchema = z.object({ type: z.literal('ended' satisfies SessionEvent['type']) })

function createdAt(folder: string): number | null {
  const chain = openChain(folder)
  chain.next()
  chain.close()
  return chain.headers[0]?.createdAt ?? null
}
