import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { SessionEvent } from '../../src/core/session-event.ts'
import { Bars } from '../../src/market/bars.ts'
import { JournalWriter } from '../../src/store/journal/journal-writer.ts'
import { readJournal } from '../../src/store/journal/read-journal.ts'
import type { Prepare } from './workload.ts'

// The disk under the bench data is the one that is measured.

const EVENTS = 200_000
const INTENTS = 500
const COMMIT_EVERY = 1000
const BARS = 1_000_000
/** What a frame of one record takes beside the record. */
const FRAME_BYTES = 16 + 8 + 32

/** About 150 bytes as JSON, as most events have. */
function eventOf(k: number): SessionEvent {
  return {
    type: 'refusal',
    at: 1_700_000_000_000 + k,
    symbol: 'BTC/USDT',
    strategy: 'momentum',
    stage: 'allowed',
    rule: 'max_positions',
    reason: 'five positions are open',
  }
}

/** Runs in a folder of its own, removed afterwards. */
function inFolder<T>(data: string, work: (folder: string) => T): T {
  const folder = mkdtempSync(join(data, 'journal-'))
  try {
    return work(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** One event after the other, each on the disk before the next. */
export const prepareIntents: Prepare = (data) => ({
  items: INTENTS,
  warmups: 1,
  repeats: 3,
  run: () =>
    inFolder(data, (folder) => {
      const journal = JournalWriter.open(folder, { session: 'bench' })
      for (let k = 0; k < INTENTS; k++) {
        journal.appendEvent(eventOf(k))
        journal.commit()
      }
      journal.close()
      return { records: journal.sequence }
    }),
})

/** As many bytes, written and waited for, without a journal. */
export const prepareBareIntents: Prepare = (data) => ({
  items: INTENTS,
  warmups: 1,
  repeats: 3,
  run: () => {
    const bytes = Buffer.alloc(Buffer.byteLength(JSON.stringify(eventOf(0))) + FRAME_BYTES, 'x')
    return bareWrites(data, bytes, INTENTS)
  },
})

/** Events, a thousand in each commit. */
export const prepareEvents: Prepare = (data) => {
  const run = () => inFolder(data, (folder) => ({ records: writeEvents(folder) }))
  return { items: EVENTS, warmups: 2, repeats: 5, run }
}

/** The same events, read with every hash checked. */
export const prepareReading: Prepare = (data) => {
  const folder = mkdtempSync(join(data, 'journal-'))
  process.once('exit', () => rmSync(folder, { recursive: true }))
  writeEvents(folder)
  const run = () => {
    let records = 0
    let characters = 0
    for (const record of readJournal(folder)) {
      records++
      if (record.type === 'event') characters += record.text.length
    }
    return { records, characters }
  }
  return { items: EVENTS, warmups: 2, repeats: 5, run }
}

/** A million bars in one record: handed to the system (`flush`), or on the disk (`commit`). */
export function prepareBars(step: string): Prepare {
  return (data) => {
    const bars = millionBars()
    const folder = mkdtempSync(join(data, 'journal-'))
    process.once('exit', () => rmSync(folder, { recursive: true }))
    // One segment: a new one waits for the disk to have the one before.
    const journal = JournalWriter.open(folder, { session: 'bench', segmentBytes: 2 ** 30 })
    const run = () => {
      journal.appendBars(0, bars, 0, BARS)
      if (step === 'commit') journal.commit()
      return { records: journal.sequence }
    }
    return { items: BARS, warmups: 1, repeats: 5, run }
  }
}

/** The columns of a million bars, written and waited for, without a journal. */
export const prepareBareBars: Prepare = (data) => {
  const bytes = Buffer.alloc(BARS * 48, 1)
  return { items: BARS, warmups: 1, repeats: 5, run: () => bareWrites(data, bytes, 1) }
}

function writeEvents(folder: string): number {
  const journal = JournalWriter.open(folder, { session: 'bench' })
  for (let k = 1; k <= EVENTS; k++) {
    journal.appendEvent(eventOf(k))
    if (k % COMMIT_EVERY === 0) journal.commit()
  }
  journal.close()
  return journal.sequence
}

function bareWrites(data: string, bytes: Uint8Array, count: number) {
  return inFolder(data, (folder) => {
    const file = openSync(join(folder, 'bare'), 'w')
    for (let k = 0; k < count; k++) {
      writeSync(file, bytes, 0, bytes.length, k * bytes.length)
      fdatasyncSync(file)
    }
    closeSync(file)
    return { records: count }
  })
}

function millionBars(): Bars {
  const bars = new Bars('1m', BARS)
  for (let k = 0; k < BARS; k++) bars.append(k * 60_000, 100 + (k % 7), 110, 90, 100 + (k % 11), k % 13)
  return bars
}
