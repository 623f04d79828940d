import { PlimsollError } from '../core/errors.ts'
import type { SimulatedMarket } from '../simulation/market-simulator.ts'
import type { RunOptions } from '../simulation/simulated-run.ts'
import { JournalWriter } from '../store/journal/journal-writer.ts'
import { SessionReplay } from '../trader/replay-session.ts'
import type { BooksFlags } from './books-flags.ts'
import type { FlagTable } from './flag.ts'
import type { KeptFlags, KeptSession } from './kept-session.ts'
import { findSession, flagsOf, type KnownSession, setUpAgain } from './known-session.ts'
import { lakeCandles } from './lake-candles.ts'
import { loadMarkets } from './load-market.ts'
import { printNote } from './output.ts'
import { someFiles } from './run-setup.ts'
import { openKeeping } from './session-keeping.ts'

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
export async function resumeSession(given: BooksFlags, name: string, table: FlagTable): Promise<ResumedSession> {
  const { id, folder } = findSession(given.userdir, name)
  // First of all: whoever else writes it is told before anything is read.
  const writer = JournalWriter.open(folder, { session: id })
  try {
    if (writer.repairedBytes > 0)
      printNote(`${id}: ${writer.repairedBytes} bytes of a record that was not finished are cut off`)
    return await resume(findSession(given.userdir, name), table, { given, writer })
  } catch (error) {
    writer.close()
    throw error
  }
}

async function resume(
  known: KnownSession,
  table: FlagTable,
  { given, writer }: { readonly given: BooksFlags; readonly writer: JournalWriter },
): Promise<ResumedSession> {
  const flags = flagsOf<KeptFlags>(known, table)
  const options = await setUpAgain(known, flags)
  const replay = new SessionReplay(known.started, options, { windowBars: flags.windowBars })
  const report = replay.run(known.records)
  if (!report.identical) {
    const cure = `See plimsoll replay ${known.id}. It goes on only from where it was.`
    throw new PlimsollError('data', `${known.id} cannot go on: ${report.difference?.why ?? 'it differs'}`, cure)
  }
  const { session, recorder, observers, unwritten } = replay
  for (const text of unwritten) writer.appendText(text)
  writer.commit()
  const keeping = await openKeeping(given, known, writer)
  if (replay.isFinished) {
    await keeping.close()
    throw new PlimsollError('usage', `${known.id} has ended`, 'Begin a new session; plimsoll replay shows what it did.')
  }
  printNote(`${known.id} goes on after ${report.bars} bars and ${report.events} events`)
  const open: KeptSession['open'] = (observer) => {
    recorder.goOn(keeping.sink)
    keeping.watch(session, recorder)
    observers.add(observer)
    return session
  }
  return {
    options,
    markets: await barsAfter(session.closesAt, flags),
    kept: { id: known.id, open, close: keeping.close, settle: keeping.settle },
  }
}

/** The bars of the candle files that opened when the last one had closed, or later. */
async function barsAfter(closesAt: number, flags: KeptFlags): Promise<SimulatedMarket[]> {
  const dataFile = someFiles(flags.dataFile)
  const markets = loadMarkets({ ...flags, dataFile }, await lakeCandles(dataFile, flags.datadir))
  if (Number.isNaN(closesAt)) return markets
  return markets.map((market) => ({ ...market, bars: market.bars.between(closesAt, Number.POSITIVE_INFINITY) }))
}
