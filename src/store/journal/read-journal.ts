import { PlimsollError } from '../../core/errors.ts'
import type { Bars } from '../../market/bars.ts'
import { ChainReader } from './chain-reader.ts'
import {
  BAR_BYTES,
  BARS_HEAD_BYTES,
  BARS_RECORD,
  MOST_BARS,
  PACKED_BARS_RECORD,
  PACKED_EVENT_RECORD,
  RECORD_HEAD_BYTES,
  TEXT_RECORD,
} from './frame.ts'
import { flawError } from './journal-flaw.ts'
import { BAR_COLUMNS } from './packed/bars-packer.ts'
import { unpackBars } from './packed/bars-unpacker.ts'
import { EventUnpacker, UnpackError } from './packed/event-unpacker.ts'
import { padded } from './segment-header.ts'

/** One `SessionEvent` as a line of JSON. */
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
  const events = new EventUnpacker(buffer)
  const end = payloadAt + head.payloadBytes
  let at = payloadAt
  for (let k = 0; k < head.records; k++) {
    const kind = at + RECORD_HEAD_BYTES <= end ? buffer.readUInt32LE(at) : 0
    const bytes = kind === 0 ? 0 : buffer.readUInt32LE(at + 4)
    const bodyAt = at + RECORD_HEAD_BYTES
    at = bodyAt + padded(bytes)
    const sequence = firstSequence + k
    const record = at <= end ? recordOf(kind, { buffer, bodyAt, bytes, events, sequence }) : undefined
    if (record === undefined) throw unreadable(chain, sequence)
    yield record
  }
  if (at !== end) throw unreadable(chain, firstSequence + head.records)
}

interface RecordBody {
  readonly buffer: Buffer
  readonly bodyAt: number
  readonly bytes: number
  /** Of the events of the frame so far. */
  readonly events: EventUnpacker
  readonly sequence: number
}

/** Undefined when no writer of ours wrote it. */
function recordOf(kind: number, body: RecordBody): JournalRecord | undefined {
  const { buffer, bodyAt, bytes, events, sequence } = body
  if (kind === TEXT_RECORD) return { sequence, type: 'event', text: buffer.toString('utf8', bodyAt, bodyAt + bytes) }
  if (kind === PACKED_EVENT_RECORD) return eventRecord(events, bodyAt, bytes, sequence)
  if (kind === BARS_RECORD || kind === PACKED_BARS_RECORD) return barsRecord(kind, body)
  return undefined
}

function eventRecord(
  events: EventUnpacker,
  bodyAt: number,
  bytes: number,
  sequence: number,
): JournalRecord | undefined {
  try {
    return { sequence, type: 'event', text: events.unpack(bodyAt, bytes) }
  } catch (error) {
    if (error instanceof UnpackError) return undefined
    throw error
  }
}

function barsRecord(kind: number, { buffer, bodyAt, bytes, sequence }: RecordBody): BarsRecord | undefined {
  if (bytes < BARS_HEAD_BYTES) return undefined
  const market = buffer.readUInt32LE(bodyAt)
  const count = buffer.readUInt32LE(bodyAt + 4)
  const columns = columnsOf(kind, buffer.subarray(bodyAt + BARS_HEAD_BYTES, bodyAt + bytes), count)
  return columns && { sequence, type: 'bars', market, count, columns }
}

function columnsOf(kind: number, bytes: Buffer, count: number): Float64Array | undefined {
  if (count > MOST_BARS) return undefined
  if (kind === PACKED_BARS_RECORD) return unpackBars(bytes, count)
  if (bytes.length !== count * BAR_BYTES) return undefined
  return new Float64Array(bytes.buffer, bytes.byteOffset, count * BAR_COLUMNS)
}

/** The hash fits, so that it was written like this: by another program. */
function unreadable(chain: ChainReader, sequence: number): PlimsollError {
  return flawError({
    file: chain.path,
    offset: chain.endOffset,
    problem: `record ${sequence} in the frame before it cannot be read`,
  })
}
