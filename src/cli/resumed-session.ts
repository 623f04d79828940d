import { PlimsollError } from '../core/errors.ts'
import type { SessionEvent } from '../core/session-event.ts'
import type { SimulatedMarket } from '../simulation/market-simulator.ts'
import type { RunOptions } from '../simulation/simulated-run.ts'
import { JournalWriter } from '../store/journal/journal-writer.ts'
import { completeBatch } from '../trader/complete-batch.ts'
import { SessionReplay } from '../trader/replay-session.ts'
import { isCrashLoop, noteCrash, protectOnly, recentCrashes, tellCrash } from './crash-loop.ts'
import type { FlagTable } from './flag.ts'
import type { KeptFlags, KeptSession } from './kept-session.ts'
import { findSession, type KnownSession, setUpAgain } from './known-session.ts'
import { lakeCandles } from './lake-candles.ts'
import { loadMarkets } from './load-market.ts'
import { printNote } from './output.ts'
import { resumeFlags } from './resume-flags.ts'
import { someFiles } from './run-setup.ts'
import { openKeeping, type SessionKeeping } from './session-keeping.ts'

export interface ResumedSession {
  readonly options: RunOptions
  /** The bars that the session has not seen. */
  readonly markets: readonly SimulatedMarket[]
  readonly kept: KeptSession
}

/**
 * Brings a session that was cut short back to where it was, by a replay of its journal, and lets it go on from there.
 * @throws PlimsollError when it has ended, is still running, or the replay comes to something else
 */
export async function resumeSession(given: KeptFlags, name: string, table: FlagTable): Promise<ResumedSession> {
  const { id, folder } = findSession(given.userdir, name)
  // First of all: whoever else writes it is told before anything is read.
  const writer = JournalWriter.open(folder, { session: id, hasReserve: true, inThread: true })
  try {
    const now = Date.now()
    const crashes = writer.takenOverFrom === undefined ? recentCrashes(folder, now) : noteCrash(folder, now)
    if (writer.repairedBytes > 0)
      printNote(`${id}: ${writer.repairedBytes} bytes of a record that was not finished are cut off`)
    return await resume(findSession(given.userdir, name), table, { given, writer, crashes })
  } catch (error) {
    writer.close()
    throw error
  }
}

interface Resumption {
  readonly given: KeptFlags
  readonly writer: JournalWriter
  /** Lately. */
  readonly crashes: number
}

async function resume(
  known: KnownSession,
  table: FlagTable,
  { given, writer, crashes }: Resumption,
): Promise<ResumedSession> {
  const flags = resumeFlags(given, known, table)
  const options = await setUpAgain(known, flags)
  const replay = new SessionReplay(known.started, options, { windowBars: flags.windowBars })
  const report = replay.run(known.records)
  if (!report.identical) {
    const cure = `See plimsoll replay ${known.id}. It goes on only from where it was.`
    throw new PlimsollError('data', `${known.id} cannot go on: ${report.difference?.why ?? 'it differs'}`, cure)
  }
  // The database is asked before anything is written: it knows when the journal has lost records.
  const keeping = await openKeeping(given, known, writer)
  try {
    const markets = replay.isFinished ? [] : await loadCandles(known, flags)
    await catchUp(replay, markets, keeping)
    if (replay.isFinished) throw hasEnded(known.id)
    printNote(`${known.id} goes on after ${report.bars} bars and ${report.events} events`)
    const kept = keptFrom(known.id, replay, { folder: known.folder, keeping, crashes })
    return { options, markets: barsAfter(replay.session.closesAt, markets), kept }
  } catch (error) {
    await keeping.close()
    throw error
  }
}

function keptFrom(
  id: string,
  { session, recorder, observers }: SessionReplay,
  { folder, keeping, crashes }: { readonly folder: string; readonly keeping: SessionKeeping; readonly crashes: number },
): KeptSession {
  return {
    id,
    settle: keeping.settle,
    crashed: () => tellCrash(folder),
    close: keeping.close,
    open(observer) {
      recorder.goOn(keeping.sink)
      keeping.watch(session, recorder)
      observers.add(observer)
      if (isCrashLoop(crashes)) protectOnly(session, id, crashes)
      return session
    },
  }
}

/** Writes what a crash took: the bars of other markets in its last batch, and what follows from that batch. */
async function catchUp(
  replay: SessionReplay,
  markets: readonly SimulatedMarket[],
  { sink, settle }: SessionKeeping,
): Promise<void> {
  completeBatch(
    replay,
    markets.map(({ bars }) => bars),
    sink,
  )
  // The engine has just made them.
  for (const text of replay.catchUp()) sink.appendEvent(JSON.parse(text) as SessionEvent)
  sink.commit()
  await settle()
}

/** The candles of the session, wherever they are now. */
async function loadCandles({ id, started }: KnownSession, flags: KeptFlags): Promise<SimulatedMarket[]> {
  const dataFile = someFiles(flags.dataFile)
  const symbol = started.markets.map((market) => market.symbol)
  if (dataFile.length !== symbol.length) throw wrongCount(id, symbol, dataFile)
  const { timeframe } = started
  return loadMarkets({ ...flags, dataFile, symbol, timeframe }, await lakeCandles(dataFile, flags.datadir))
}

/** The bars that opened when the last one had closed, or later. */
function barsAfter(closesAt: number, markets: readonly SimulatedMarket[]): readonly SimulatedMarket[] {
  if (Number.isNaN(closesAt)) return markets
  return markets.map((market) => ({ ...market, bars: market.bars.between(closesAt, Number.POSITIVE_INFINITY) }))
}

function hasEnded(id: string): PlimsollError {
  return new PlimsollError('usage', `${id} has ended`, 'Begin a new session; plimsoll replay shows what it did.')
}

function wrongCount(id: string, symbols: readonly string[], files: readonly string[]): PlimsollError {
  const cure = `Give one --data-file for each, in this order: ${symbols.join(', ')}.`
  return new PlimsollError('usage', `${id} trades ${symbols.length} markets, not ${files.length}`, cure)
}
