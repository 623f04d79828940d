import { PlimsollError } from '../../core/errors.ts'
import type { Bars } from '../../market/bars.ts'
import { ChainReader } from './chain-reader.ts'
import { BAR_BYTES, BARS_HEAD_BYTES, BARS_RECORD, EVENT_RECORD, RECORD_HEAD_BYTES } from './frame.ts'
import { flawError } from './journal-flaw.ts'
import { padded } from './segment-header.ts'

/** An event as it was written: one `SessionEvent` as a line of JSON. */
export interface EventRecord {
  readonly sequence: number
  readonly type: 'event'
  readonly text: string
}

/** Bars of a market. */
export interface BarsRecord {
  readonly sequence: number
  readonly type: 'bars'
  readonly market: number
  readonly count: number
  /** Time, open, high, low, close and volume, `count` values each, one behind the other. Valid until the next record is asked for. */
  readonly columns: Float64Array
}

export type JournalRecord = EventRecord | BarsRecord

export interface ReadOptions {
  /** Told at the end when a crash left a part of a frame behind the last whole one. */
  readonly onTornTail?: (bytes: number) => void
}

/**
 * The records of a journal, first to last. A frame is checked before its first record is given.
 * @throws PlimsollError `data` at the first flaw, `io` when there is no journal
 * @example for (const record of readJournal(folder)) if (record.type === 'event') console.log(record.text)
 */
export function* readJournal(folder: string, { onTornTail }: ReadOptions = {}): Generator<JournalRecord, void, void> {
  const chain = openChain(folder)
  yield* recordsOf(chain)
  if (chain.flaw !== undefined) throw flawError(chain.flaw)
  if (chain.tornBytes > 0) onTornTail?.(chain.tornBytes)
}

/** A journal that has at least one segment, from one of them on. */
export function openChain(folder: string, firstSegment = 1): ChainReader {
  const chain = new ChainReader(folder, firstSegment)
  if (chain.segments.length > 0) return chain
  throw new PlimsollError('io', `there is no journal in ${folder}`, 'Check the name: plimsoll journal list shows all.')
}

/** The records up to the end of the chain, whatever its end is. Closes it. */
export function* recordsOf(chain: ChainReader): Generator<JournalRecord, void, void> {
  try {
    while (chain.next()) yield* recordsOfFrame(chain, chain.sequence - chain.head.records + 1)
  } finally {
    chain.close()
  }
}

/** Adds the bars of a record behind those of `bars`. */
export function appendRecord(bars: Bars, { count, columns }: BarsRecord): void {
  bars.reserve(bars.length + count)
  for (let i = 0; i < count; i++) {
    const at = (column: number) => columns[column * count + i] as number
    bars.append(at(0), at(1), at(2), at(3), at(4), at(5))
  }
}

function* recordsOfFrame(chain: ChainReader, firstSequence: number): Generator<JournalRecord, void, void> {
  const { buffer, payloadAt, head } = chain
  const end = payloadAt + head.payloadBytes
  let at = payloadAt
  for (let k = 0; k < head.records; k++) {
    const kind = at + RECORD_HEAD_BYTES <= end ? buffer.readUInt32LE(at) : 0
    const bytes = kind === 0 ? 0 : buffer.readUInt32LE(at + 4)
    const bodyAt = at + RECORD_HEAD_BYTES
    at = bodyAt + padded(bytes)
    if (kind === EVENT_RECORD && at <= end) {
      yield { sequence: firstSequence + k, type: 'event', text: buffer.toString('utf8', bodyAt, bodyAt + bytes) }
    } else if (kind === BARS_RECORD && at <= end && (bytes - BARS_HEAD_BYTES) % BAR_BYTES === 0) {
      yield barsRecord(buffer, bodyAt, firstSequence + k, bytes)
    } else throw unreadable(chain, firstSequence + k)
  }
  if (at !== end) throw unreadable(chain, firstSequence + head.records)
}

function barsRecord(buffer: Buffer, bodyAt: number, sequence: number, bytes: number): BarsRecord {
  const count = (bytes - BARS_HEAD_BYTES) / BAR_BYTES
  const columns = new Float64Array(buffer.buffer, buffer.byteOffset + bodyAt + BARS_HEAD_BYTES, count * 6)
  return { sequence, type: 'bars', market: buffer.readUInt32LE(bodyAt), count, columns }
}

/** The hash fits, so that it was written like this: by another program. */
function unreadable(chain: ChainReader, sequence: number): PlimsollError {
  return flawError({
    file: chain.path,
    offset: chain.endOffset,
    problem: `record ${sequence} in the frame before it cannot be read`,
  })
}
