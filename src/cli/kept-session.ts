import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { PlimsollError } from '../core/errors.ts'
import type { SessionStarted } from '../core/session-event.ts'
import type { EngineObserver } from '../engine/ports.ts'
import type { RunOptions } from '../simulation/simulated-run.ts'
import { JournalWriter } from '../store/journal/journal-writer.ts'
import { removeJournal } from '../store/journal/prune-journals.ts'
import { ownVersion } from '../store/own-version.ts'
import { refuseLongNames } from '../store/sql/projection/long-names.ts'
import { userFolder } from '../store/user-folder.ts'
import { JournalRecorder } from '../trader/journal-recorder.ts'
import { ObserverList } from '../trader/observer-list.ts'
import { PaperSession } from '../trader/paper-session.ts'
import type { BooksFlags } from './books-flags.ts'
import { tellCrash } from './crash-loop.ts'
import type { FlagTable } from './flag.ts'
import type { RunFlags } from './run-flags.ts'
import { copyInputs, settingsOf } from './session-inputs.ts'
import { openKeeping, type SessionKeeping } from './session-keeping.ts'

/** A session that a journal is kept of. */
export interface KeptSession {
  readonly id: string
  /** Begins it; `observer` is told what happens. */
  open(observer: EngineObserver | undefined): PaperSession
  /** Brings the database up to the journal. */
  settle(): Promise<void>
  /** It ends by a bug. */
  crashed(): void
  /** What is written is on the disk, and others may read it. */
  close(): Promise<void>
}

export interface KeptFlags extends RunFlags, BooksFlags {
  readonly userdir: string
  readonly session: string | undefined
  readonly windowBars: number
  readonly noJournal: boolean
}

/** Makes the journal of a session that is about to begin, and fills the database behind it. */
export async function keepSession(given: KeptFlags, table: FlagTable, options: RunOptions): Promise<KeptSession> {
  const id = checkedName(given.session) ?? newName(new Date())
  const start = startOf(id, options)
  if (!given.noDatabase) refuseLongNames(start)
  const folder = join(userFolder(given.userdir).journal, id)
  // What stood there before is not ours to remove: it may be all that is left of a session whose journal was lost.
  const isNew = !existsSync(folder)
  const writer = JournalWriter.open(folder, { session: id, hasReserve: true, inThread: true })
  if (writer.sequence > 0) {
    writer.close()
    const cure = `Choose another name, or let it go on: plimsoll paper --resume ${id}`
    throw new PlimsollError('usage', `there is a session ${id} already`, cure)
  }
  const { inputs, keeping } = await prepare(given, { id, folder, isNew }, writer)
  const recorder = new JournalRecorder(options, keeping.sink)
  let hasBegun = false
  return {
    id,
    settle: keeping.settle,
    crashed: () => tellCrash(folder),
    async close() {
      await keeping.close()
      if (!hasBegun && isNew) removeJournal(folder)
    },
    open(observer) {
      const observers = new ObserverList([recorder.events])
      observers.add(observer)
      const { windowBars } = given
      const session = new PaperSession({ ...options, observer: observers }, { windowBars, recorder })
      recorder.start({ ...start, startedAt: Date.now(), settings: settingsOf(given, table), inputs })
      hasBegun = true
      keeping.watch(session, recorder)
      return session
    },
  }
}

async function prepare(
  given: KeptFlags,
  session: { readonly id: string; readonly folder: string; readonly isNew: boolean },
  writer: JournalWriter,
): Promise<{ readonly inputs: SessionStarted['inputs']; readonly keeping: SessionKeeping }> {
  let keeping: SessionKeeping | undefined
  try {
    // The database first: it knows when there was a session of this name.
    keeping = await openKeeping(given, session, writer)
    return { inputs: copyInputs(given, session.folder), keeping }
  } catch (error) {
    // A session that did not begin leaves nothing that looks like one.
    await keeping?.close()
    writer.close()
    if (session.isNew) removeJournal(session.folder)
    throw error
  }
}

function startOf(
  session: string,
  { markets, strategies, capital, leverage }: RunOptions,
): Omit<SessionStarted, 'settings' | 'inputs' | 'startedAt'> {
  return {
    type: 'started',
    session,
    mode: 'paper',
    version: ownVersion(),
    node: process.versions.node,
    exchange: 'simulated',
    capital,
    quote: markets[0]?.instrument.quote ?? '',
    leverage,
    timeframe: markets[0]?.bars.timeframe ?? '',
    markets: markets.map(({ instrument, listedAt, delistedAt }) => ({
      symbol: instrument.symbol,
      tickSize: instrument.tick.step,
      lotSize: instrument.lot.step,
      minNotional: instrument.minNotional,
      contractSize: instrument.contractSize,
      listedAt: listedAt ?? null,
      delistedAt: delistedAt ?? null,
    })),
    strategies: strategies.map(({ definition }) => definition.name),
  }
}

function checkedName(name: string | undefined): string | undefined {
  if (name === undefined || /^[A-Za-z0-9][\w.-]{0,99}$/.test(name)) return name
  throw new PlimsollError(
    'usage',
    `--session cannot be "${name}"`,
    'Use letters, digits, dots, dashes and underscores.',
  )
}

/** `paper-20261121-194512-1a2b`: in the order of time, and another one for each process. */
function newName(now: Date): string {
  const digits = now.toISOString().replaceAll(/[-:]/g, '')
  return `paper-${digits.slice(0, 8)}-${digits.slice(9, 15)}-${process.pid.toString(36)}`
}
