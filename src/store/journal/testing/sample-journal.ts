import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SessionEvent } from '../../../core/session-event.ts'
import { Bars } from '../../../market/bars.ts'
import { JournalWriter } from '../journal-writer.ts'
import { type JournalRecord, readJournal } from '../read-journal.ts'

/** A folder of its own for a test, with a journal in it once one is written. */
export function journalFolder(): string {
  return join(mkdtempSync(join(tmpdir(), 'plimsoll-journal-')), 'session')
}

export const refusal: SessionEvent = {
  type: 'refusal',
  at: 1_700_000_060_000,
  symbol: 'BTC/USDT',
  strategy: 'momentum',
  stage: 'allowed',
  rule: 'max-positions',
  reason: 'größer als erlaubt: 5',
}

export const ended: SessionEvent = { type: 'ended', at: 1_700_000_120_000, end: 'stopped' }

/** Bars that open at minutes 0, 1, …; bar k closes at 100 + k. */
export function minuteBars(count: number): Bars {
  const bars = new Bars('1m', count)
  for (let k = 0; k < count; k++) bars.append(k * 60_000, 99.5 + k, 101 + k, 99 + k, 100 + k, 0.1 * k)
  return bars
}

/** Bars as markets have them: prices of two digits, amounts of many. */
export function unevenBars(count: number): Bars {
  const bars = new Bars('1m', count)
  for (let k = 0; k < count; k++) {
    const close = (10_000 + ((k * 7919) % 500)) / 100
    bars.append(k * 60_000, close, close + 1, close - 1, close, Math.PI * (k % 17))
  }
  return bars
}

/** Seven records in five frames: record 1 in the first segment, 2 to 4 in the second, 5 to 7 in the third. */
export function writeSample(folder: string): void {
  const journal = JournalWriter.open(folder, { session: 'sample', segmentBytes: 500, now: () => 1_700_000_000_000 })
  journal.appendEvent(refusal)
  journal.commit()
  journal.appendBars(2, minuteBars(3), 1, 3)
  journal.appendText('{"a":1}')
  journal.commit()
  journal.appendText('{"a":2}')
  journal.commit()
  journal.appendBars(0, minuteBars(3), 0, 3)
  journal.commit()
  journal.appendText('{"a":3}')
  journal.appendEvent(ended)
  journal.close()
}

/** Records as plain values that outlive the reading. */
export function readAll(folder: string): unknown[] {
  return Array.from(readJournal(folder), (record) => plain(record))
}

function plain(record: JournalRecord): unknown {
  if (record.type === 'event') return [record.sequence, record.text]
  return [record.sequence, record.market, record.count, Array.from(record.columns)]
}
