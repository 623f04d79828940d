import { endianness } from 'node:os'
import { dirname } from 'node:path'
import { assert, fail } from '../../core/assert.ts'
import { PlimsollError } from '../../core/errors.ts'
import type { SessionEvent } from '../../core/session-event.ts'
import type { Bars } from '../../market/bars.ts'
import { fs } from '../fs.ts'
import { makeFolder } from '../make-folder.ts'
import { ChainReader } from './chain-reader.ts'
import { ChainWriter } from './chain-writer.ts'
import { MOST_BARS } from './frame.ts'
import { FrameBuffer } from './frame-buffer.ts'
import type { FrameChain } from './frame-chain.ts'
import { flawError } from './journal-flaw.ts'
import { JournalLock, type LockHolder } from './journal-lock.ts'
import { makeReserve, removeReserve } from './reserve.ts'
import { segmentPath } from './segment-files.ts'
import { isSessionName } from './segment-header.ts'
import { type JournalDisk, removeTemporary, syncFolder } from './segment-writer.ts'
import { ThreadedChain } from './thread/threaded-chain.ts'

export interface WriterOptions {
  readonly session: string
  /** A segment ends before a frame that would make it larger; 64 MiB. A frame that is larger gets a segment of its own. */
  readonly segmentBytes?: number
  /** The clock of the machine. */
  readonly now?: () => number
  readonly disk?: JournalDisk
  /** Keeps some space for the time when the disk is full: `isShortOfSpace` says when it is used. */
  readonly hasReserve?: boolean
  /**
   * Leaves packing, hashing and writing to a thread of its own, while this one goes on. What was appended survives the end of the process
   * from `flush` or `commit` on, as ever; what only `write` or `commitLater` was told of survives it a moment later.
   */
  readonly inThread?: boolean
}

/** From here on bars are packed, in a frame of their own. */
const MANY_BARS = 256
/** What is appended without a commit is written when it comes to this. */
const FRAME_BYTES = 1 << 20

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
  readonly #frame = new FrameBuffer(FRAME_BYTES)
  readonly #chain: FrameChain
  #sequence: number
  #failure: PlimsollError | undefined
  #isClosed = false

  private constructor(lock: JournalLock, found: ChainReader, options: Required<WriterOptions>) {
    this.#folder = found.folder
    this.#lock = lock
    this.takenOverFrom = lock.takenOverFrom
    this.repairedBytes = found.tornBytes
    this.#sequence = found.sequence
    this.#chain = chainAfter(found, options)
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
    const all = { segmentBytes: 64 << 20, now: Date.now, disk: fs, hasReserve: false, inThread: false, ...options }
    makeFolder(folder)
    const lock = new JournalLock(folder, all.now)
    try {
      syncFolder(dirname(folder), all.disk)
      const chain = checkedChain(folder, options.session)
      removeTemporary(segmentPath(folder, chain.segment + 1))
      if (all.hasReserve) makeReserve(folder)
      return new JournalWriter(lock, chain, all)
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
    return this.#chain.hash
  }

  /** The disk is full, and what is written now takes the space that was reserved: when that is used up, the journal fails. */
  get isShortOfSpace(): boolean {
    return this.#chain.isShortOfSpace
  }

  /** Gives the sequence of the event. */
  appendEvent(event: SessionEvent): number {
    this.#makeReady()
    this.#frame.appendEvent(event)
    return ++this.#sequence
  }

  /** The same for an event that is one line of JSON already. */
  appendText(json: string): number {
    this.#makeReady()
    this.#frame.appendText(json)
    return ++this.#sequence
  }

  /** One record of the bars `from` up to but not `to` of a market. */
  appendBars(market: number, bars: Bars, from: number, to: number): number {
    this.#makeReady()
    const count = to - from
    if (!(from >= 0 && count > 0 && to <= bars.length && count <= MOST_BARS)) {
      fail(`bars ${from} to ${to} of ${bars.length}, at most ${MOST_BARS} at once`)
    }
    if (count < MANY_BARS) this.#frame.appendBars(market, bars, from, to)
    else {
      this.write()
      this.#attempt(() => this.#chain.writeBars(market, bars, from, to))
    }
    return ++this.#sequence
  }

  /**
   * Writes what was appended and waits for the disk: when it returns, all of it survives a power cut.
   * @throws PlimsollError `io`; the journal takes nothing more then. A sync that failed is never tried again, because it
   * would succeed without having written what was lost.
   */
  commit(): void {
    this.write()
    this.#attempt(() => this.#chain.sync())
  }

  /** Writes what was appended, before anything that comes later. */
  write(): void {
    this.#check()
    const frame = this.#frame
    if (frame.records === 0) return
    this.#attempt(() => this.#chain.writeRecords(frame.room, frame.payloadBytes, frame.records))
    frame.clear()
  }

  /**
   * Writes what was appended and has the disk take it while the process goes on. A failure is thrown by what is done next.
   * For what nothing outside depends on.
   */
  commitLater(): void {
    this.write()
    this.#attempt(() => this.#chain.syncLater())
  }

  /** Writes what was appended, but does not wait for the disk: it survives the end of the process, but not a power cut. */
  flush(): void {
    this.write()
    this.#attempt(() => this.#chain.flush())
  }

  /** Commits, unless something failed before, and gives the journal back. */
  close(): void {
    if (this.#isClosed) return
    try {
      if (this.#failure === undefined) this.commit()
    } finally {
      this.#isClosed = true
      removeReserve(this.#folder)
      this.#chain.close()
      this.#lock.release()
    }
  }

  #attempt(action: () => void): void {
    try {
      action()
    } catch (error) {
      if (error instanceof PlimsollError) this.#failure = error
      throw error
    }
  }

  /** A frame that is full is written before more comes into it. */
  #makeReady(): void {
    this.#check()
    if (this.#frame.payloadBytes >= FRAME_BYTES) this.write()
  }

  #check(): void {
    this.#failure ??= this.#chain.failure
    if (this.#failure !== undefined) throw this.#failure
    if (this.#isClosed) fail('the journal is closed')
  }
}

function chainAfter(found: ChainReader, options: Required<WriterOptions>): FrameChain {
  const chain = ChainWriter.after(found, options)
  if (!options.inThread) return chain
  assert(options.disk === fs && options.now === Date.now, 'a thread has a disk and a clock of its own')
  const { session, segmentBytes } = options
  return new ThreadedChain({ folder: found.folder, session, segmentBytes, end: chain.leave() })
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
