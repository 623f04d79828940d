import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PlimsollError } from '../../src/core/errors.ts'
import { createPrng } from '../../src/core/prng.ts'
import { JournalWriter } from '../../src/store/journal/journal-writer.ts'
import { readJournal } from '../../src/store/journal/read-journal.ts'
import { RESERVE_BYTES } from '../../src/store/journal/reserve.ts'
import { verifyJournal } from '../../src/store/journal/verify-journal.ts'
import { SmallDisk } from '../../src/store/testing/small-disk.ts'
import { JournalRecorder } from '../../src/trader/journal-recorder.ts'
import { PacedJournal } from '../../src/trader/paced-journal.ts'
import { PaperSession } from '../../src/trader/paper-session.ts'
import { SessionReplay } from '../../src/trader/replay-session.ts'
import { splitStart } from '../../src/trader/session-records.ts'
import { optionsOf } from '../simulation/random-run.ts'
import { RandomBatches, startOf, withoutBars } from './kept-run.ts'

const RUN = {
  seed: 3,
  markets: 3,
  strategies: 2,
  bars: 1500,
  capital: 1_000_000,
  leverage: 3,
  lotSize: 0.1,
  contractSize: 1,
  chance: 0.2,
  volumeLimit: 0.5,
  latencyMs: 250,
  costRate: 0.00001,
  priceImpact: 0,
  fundingRate: 0.0001,
  volatility: 0.01,
  limitFill: 'touch',
  hasDetail: false,
} as const

let disk: SmallDisk
beforeEach(() => {
  disk = new SmallDisk('8m')
})
afterEach(() => disk.remove())

/** Runs a session that enters nothing more once the disk is full, and gives what it was told then. */
async function run(folder: string, inThread: boolean): Promise<string[]> {
  const options = optionsOf(RUN)
  const told: string[] = []
  const writer = JournalWriter.open(folder, { session: 'short', hasReserve: true, inThread })
  const journal = new PacedJournal(writer, undefined, () => performance.now())
  const recorder = new JournalRecorder(options, journal)
  const session = new PaperSession({ ...options, observer: recorder.events }, { recorder })
  journal.onShortage = ({ message }: PlimsollError) => {
    told.push(message)
    session.act({ command: 'halt', by: 'journal', reason: message, state: 'close_only' })
  }
  recorder.start(startOf(options))
  const source = new RandomBatches(
    options.markets.map(({ bars }) => bars),
    createPrng(1),
    10,
  )
  // In real time a thread has time to write what came.
  session.finish(await session.trade(source, () => writer.flush()), true)
  journal.close()
  return told
}

test.for([false, true])(
  'a disk that becomes full has space for what follows without new positions; in a thread: %s',
  async (inThread, { skip }) => {
    disk.need({ skip })
    const folder = join(disk.folder, 'session')
    expect(await run(folder, false)).toEqual([])
    const { bytes } = verifyJournal(folder)
    rmSync(folder, { recursive: true })
    const { bavail, bsize } = statfsSync(disk.folder)
    writeFileSync(join(disk.folder, 'filler'), new Uint8Array(bavail * bsize - RESERVE_BYTES - Math.round(bytes * 0.6)))
    expect(await run(folder, inThread)).toEqual([
      'no space left on the disk: the journal goes on in the little that was reserved for exits',
    ])
    const { started, rest } = splitStart(readJournal(folder))
    const replay = new SessionReplay(started, withoutBars(optionsOf(RUN)))
    expect(replay.run(rest)).toMatchObject({ identical: true, bars: RUN.bars * RUN.markets })
    expect(replay.hasEnded).toBe(true)
    const texts = Array.from(readJournal(folder), (record) => (record.type === 'event' ? record.text : ''))
    const refused = texts.filter(
      (text) => text.includes('"trading_state"') && text.includes('no space left on the disk'),
    )
    expect(refused.length).toBeGreaterThan(10)
  },
)
