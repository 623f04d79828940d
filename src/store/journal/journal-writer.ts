import { endianness } from 'node:os'
import { dirname } from 'node:path'
import { assert, fail } from '../../core/assert.ts'
import { PlimsollError } from '../../core/errors.ts'
import type { SessionEvent } from '../../core/session-event.ts'
import type { Bars } from '../../market/bars.ts'
import { fs } from '../fs.ts'
import { makeFolder } from '../make-folder.ts'
import { ChainReader } from './chain-reader.ts'
import { BAR_BYTES, columnsHash, LARGEST_PAYLOAD_BYTES } from './frame.ts'
import { FrameBuffer } from './frame-buffer.ts'
import { flawError } from './journal-flaw.ts'
import { JournalLock, type LockHolder } from './journal-lock.ts'
import { segmentPath } from './segment-files.ts'
import { encodeHeader, HASH_BYTES, isSessionName } from './segment-header.ts'
import { type JournalDisk, removeTemporary, SegmentWriter, syncFolder } from './segment-writer.ts'

export interface WriterOptions {
  readonly session: string
  /** A segment ends before a frame that would make it larger; 64 MiB. A frame that is larger gets a segment of its own. */
  readonly segmentBytes?: number
  /** The clock of the machine. */
  readonly now?: () => number
  readonly disk?: JournalDisk
}

/** From here on bars are written straight from their columns. */
const BULK_BYTES = 1 << 16
/** What is appended without a commit is written when it comes to this. */
const FRAME_BYTES = 1 << 20
const MOST_BARS = Math.floor((LARGEST_PAYLOAD_BYTES - 64) / BAR_BYTES)

/**
 * Writes the journal of a session. What is appended waits in one buffer until `flush` or `commit` writes it as one frame.
 * After a write or sync that failed it takes nothing more: what reached the disk is known only when it is opened again.
 * @example
 * const journal = JournalWriter.open(folder, { session: 'paper-1' })
 * journal.appendEvent(event)
 * journal.commit() // from here on it survives a power cut
 */
export class JournalWriter {
  /** What a crash had left of a frame behind the last whole one, and was cut off, in bytes; 0 for none. */
  readonly repairedBytes: number
  /** The process that died while it wrote this journal, when one left its lock. */
  readonly takenOverFrom: LockHolder | undefined
  readonly #folder: string
  readonly #lock: JournalLock
  readonly #options: Required<WriterOptions>
  readonly #frame: FrameBuffer
  #segmentNumber: number
  /** Sequence of the first record of the segment. */
  #segmentStart: number
  #segment: SegmentWriter
  #sequence: number
  #failure: PlimsollError | undefined
  #isClosed = false

  private constructor(folder: string, lock: JournalLock, chain: ChainReader, options: Required<WriterOptions>) {
    this.#folder = folder
    this.#lock = lock
    this.#options = options
    this.takenOverFrom = lock.takenOverFrom
    this.repairedBytes = chain.tornBytes
    this.#sequence = chain.sequence
    this.#frame = new FrameBuffer(FRAME_BYTES, chain.hash)
    this.#segmentNumber = chain.segment
    this.#segmentStart = chain.headers.at(-1)?.firstSequence ?? 1
    if (chain.segment > 0) this.#segment = SegmentWriter.goOn(chain.path, chain.endOffset, options.disk)
    else this.#segment = this.#makeSegment()
  }

  /**
   * Makes a journal, or goes on with one: checks its whole chain and cuts off a torn tail.
   * @throws PlimsollError `data` at a flaw, `usage` when another process writes it or it is of another session, `io`
   */
  static open(folder: string, options: WriterOptions): JournalWriter {
    assert(endianness() === 'LE', 'the journal needs a little-endian machine')
    if (!isSessionName(options.session)) {
      throw new PlimsollError('usage', `"${options.session}" is no name for a session`, 'Use 1 to 256 bytes.')
    }
    const all = { segmentBytes: 64 << 20, now: Date.now, disk: fs, ...options }
    makeFolder(folder)
    const lock = new JournalLock(folder, all.now)
    try {
      syncFolder(dirname(folder), all.disk)
      const chain = checkedChain(folder, options.session)
      removeTemporary(segmentPath(folder, chain.segment + 1))
      return new JournalWriter(folder, lock, chain, all)
    } catch (error) {
      lock.release()
      throw error
    }
  }

  /** Sequence of the last record that was appended; 0 before the first. */
  get sequence(): number {
    return this.#sequence
  }

  /** Hash of the last frame that was written, in hex; before the first that of the header. */
  get hash(): string {
    return this.#frame.hash.toString('hex')
  }

  /** Gives the sequence of the event. */
  appendEvent(event: SessionEvent): number {
    return this.appendText(JSON.stringify(event))
  }

  /** The same for an event that is one line of JSON already. */
  appendText(json: string): number {
    this.#check()
    // A character takes at most three bytes.
    const mostBytes = json.length * 3
    if (mostBytes > LARGEST_PAYLOAD_BYTES - 64) fail(`an event of ${json.length} characters`)
    if (!this.#frame.hasRoom(mostBytes)) this.flush()
    this.#frame.appendText(json, mostBytes)
    return ++this.#sequence
  }

  /** One record of the bars `from` up to but not `to` of a market. Many bars are written at once, straight from their columns. */
  appendBars(market: number, bars: Bars, from: number, to: number): number {
    this.#check()
    const count = to - from
    if (!(from >= 0 && count > 0 && to <= bars.length && count <= MOST_BARS)) {
      fail(`bars ${from} to ${to} of ${bars.length}, at most ${MOST_BARS} at once`)
    }
    const bytes = count * BAR_BYTES
    if (bytes >= BULK_BYTES) return this.#writeColumns(market, columnBytes(bars, from, to))
    if (!this.#frame.hasRoom(bytes)) this.flush()
    this.#frame.appendBars(market, bars, from, to)
    return ++this.#sequence
  }

  /**
   * Writes what was appended and waits for the disk: when it returns, all of it survives a power cut.
   * @throws PlimsollError `io`; the journal takes nothing more then. A sync that failed is never tried again, because it
   * would succeed without having written what was lost.
   */
  commit(): void {
    this.flush()
    this.#attempt(() => this.#segment.sync())
  }

  /** Writes what was appended, but does not wait for the disk: it survives the end of the process, but not a power cut. */
  flush(): void {
    this.#check()
    if (this.#frame.records === 0) return
    this.#attempt(() => {
      this.#makeRoom(this.#frame.bytes)
      this.#segment.write([this.#frame.seal()])
      this.#frame.clear()
    })
  }

  /** Commits, unless something failed before, and gives the journal back. */
  close(): void {
    if (this.#isClosed) return
    try {
      if (this.#failure === undefined) this.commit()
    } finally {
      this.#isClosed = true
      this.#segment.close()
      this.#lock.release()
    }
  }

  #writeColumns(market: number, columns: readonly Uint8Array[]): number {
    this.flush()
    this.#attempt(() => {
      const bytes = columns.reduce((sum, column) => sum + column.length, 0)
      this.#makeRoom(this.#frame.bytes + bytes)
      const { start, head } = this.#frame.columnsStart(market, bytes)
      const hash = columnsHash(start, columns)
      this.#segment.write([head, ...columns, hash])
      this.#frame.goOnFrom(hash)
    })
    return ++this.#sequence
  }

  /** Begins a new segment when the frame does not fit into this one. The old one is on the disk before the new one is there. */
  #makeRoom(frameBytes: number): void {
    const segment = this.#segment
    const isFresh = this.#segmentStart === this.#nextToWrite
    if (isFresh || segment.offset + frameBytes <= this.#options.segmentBytes) return
    segment.sync()
    this.#segment = this.#makeSegment()
    segment.close()
  }

  #makeSegment(): SegmentWriter {
    const { session, now, disk } = this.#options
    const segment = this.#segmentNumber + 1
    const header = encodeHeader({
      session,
      segment,
      firstSequence: this.#nextToWrite,
      createdAt: now(),
      previousHash: this.#frame.hash,
    })
    const made = SegmentWriter.make(segmentPath(this.#folder, segment), header, disk)
    this.#segmentNumber = segment
    this.#segmentStart = this.#nextToWrite
    this.#frame.goOnFrom(header.subarray(header.length - HASH_BYTES))
    return made
  }

  /** Sequence of the first record that is not written yet. */
  get #nextToWrite(): number {
    return this.#sequence - this.#frame.records + 1
  }

  #attempt(action: () => void): void {
    try {
      action()
    } catch (error) {
      if (error instanceof PlimsollError) this.#failure = error
      throw error
    }
  }

  #check(): void {
    if (this.#failure !== undefined) throw this.#failure
    if (this.#isClosed) fail('the journal is closed')
  }
}

function checkedChain(folder: string, session: string): ChainReader {
  const chain = new ChainReader(folder)
  try {
    while (chain.next());
  } finally {
    chain.close()
  }
  if (chain.flaw !== undefined) throw flawError(chain.flaw)
  if (chain.segment > 0 && chain.session !== session) {
    const message = `${folder} is the journal of session "${chain.session}", not "${session}"`
    throw new PlimsollError('usage', message, 'Choose another folder, or go on with that session.')
  }
  return chain
}

function columnBytes({ time, open, high, low, close, volume }: Bars, from: number, to: number): Uint8Array[] {
  return [time, open, high, low, close, volume].map(
    ({ buffer, byteOffset }) => new Uint8Array(buffer, byteOffset + from * 8, (to - from) * 8),
  )
}
