import { statSync } from 'node:fs'
import { join } from 'node:path'
import { PlimsollError } from '../core/errors.ts'
import { createInstrument } from '../core/instrument.ts'
import { nearestName } from '../core/nearest.ts'
import type { SessionStarted } from '../core/session-event.ts'
import { parseTimeframe } from '../core/timeframe.ts'
import { Bars } from '../market/bars.ts'
import type { SimulatedMarket } from '../simulation/market-simulator.ts'
import type { RunOptions } from '../simulation/simulated-run.ts'
import { type JournalRecord, readJournal } from '../store/journal/read-journal.ts'
import { segmentNumbers, segmentPath } from '../store/journal/segment-files.ts'
import { listFiles } from '../store/list-files.ts'
import { userFolder } from '../store/user-folder.ts'
import { splitStart } from '../trader/session-records.ts'
import type { FlagTable } from './flag.ts'
import { besideBars } from './load-market.ts'
import type { RunFlags } from './run-flags.ts'
import { setUpRun } from './run-setup.ts'
import { settingsWithCopies } from './session-inputs.ts'

/** A session that is in the journal. */
export interface KnownSession {
  readonly id: string
  readonly folder: string
  readonly started: SessionStarted
  /** The records after the first, read as they are asked for. */
  readonly records: Iterable<JournalRecord>
}

/**
 * The session `name`, the one that was written last when it is not given.
 * @throws PlimsollError `usage` when there is none, or it did not begin
 */
export function findSession(userdir: string, name: string | undefined): KnownSession {
  const { journal } = userFolder(userdir)
  const times = new Map(sessionsIn(journal).map((id) => [id, writtenAt(join(journal, id))]))
  const names = [...times.keys()].sort((a, b) => (times.get(b) ?? 0) - (times.get(a) ?? 0))
  // One that was killed before its first record is no session yet.
  const id = name ?? names.find((each) => hasBegun(join(journal, each)))
  if (id === undefined || !names.includes(id)) throw noSession(journal, id, names)
  const folder = join(journal, id)
  if (!hasBegun(folder)) {
    const cure = `Begin it with plimsoll paper --session ${id} and its flags. See plimsoll journal list.`
    throw new PlimsollError('usage', `session ${id} did not begin: its journal has no record`, cure)
  }
  const { started, rest } = splitStart(readJournal(folder))
  return { id, folder, started, records: rest }
}

/** What a removal has left has a name that begins with a dot. */
function sessionsIn(journal: string): readonly string[] {
  return listFiles(journal).filter((id) => !id.startsWith('.') && writtenAt(join(journal, id)) > 0)
}

/** When the journal in `folder` was written last, 0 when there is none. */
function writtenAt(folder: string): number {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return 0
  return statSync(segmentPath(folder, segmentNumbers(folder).at(-1) ?? 1), { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function hasBegun(folder: string): boolean {
  const records = readJournal(folder)
  const { done } = records.next()
  records.return()
  return done !== true
}

function noSession(journal: string, name: string | undefined, names: readonly string[]): PlimsollError {
  if (name === undefined) {
    const cure = 'Run one: plimsoll paper -s momentum --data-file BTCUSDT-5m.csv.gz'
    return new PlimsollError('usage', `there is no session in ${journal}`, cure)
  }
  const nearest = nearestName(name, names)
  const meant = nearest === undefined ? '' : `Did you mean ${nearest}? `
  return new PlimsollError('usage', `there is no session ${name} in ${journal}`, `${meant}See plimsoll journal list.`)
}

/** The flags that a session was run with; its files are the copies that it made. */
export function flagsOf<T>({ started, folder }: KnownSession, table: FlagTable): T {
  const initials = Object.fromEntries(Object.entries(table).map(([key, { initial }]) => [key, initial]))
  return { ...initials, ...settingsWithCopies(started, folder) } as T
}

/** The run of a session, set up as it was, without bars. */
export async function setUpAgain(session: KnownSession, flags: RunFlags): Promise<RunOptions> {
  const { timeframe, markets } = session.started
  const known = markets.map((told, k) => marketOf(told, timeframe, k, flags))
  return { ...(await setUpRun(flags, known)), capital: session.started.capital }
}

function marketOf(
  { listedAt, delistedAt, ...told }: SessionStarted['markets'][number],
  timeframe: string,
  k: number,
  flags: RunFlags,
): SimulatedMarket {
  const bars = new Bars(parseTimeframe(timeframe))
  return {
    instrument: createInstrument(told),
    bars,
    ...(listedAt !== null && { listedAt }),
    ...(delistedAt !== null && { delistedAt }),
    ...besideBars(bars, k, flags),
  }
}
