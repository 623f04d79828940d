import { FileWindow } from './file-window.ts'
import { FRAME_HEAD_BYTES, type FrameHead, frameHash, readFrameHead } from './frame.ts'
import type { JournalFlaw } from './journal-flaw.ts'
import { segmentNumbers, segmentPath } from './segment-files.ts'
import { HASH_BYTES, readHeader, type SegmentHeader } from './segment-header.ts'

/**
 * Goes through the frames of a journal and checks every byte of them. It ends at the end, at a tail that was cut off while it was
 * written (`tornBytes`), or at a flaw.
 */
export class ChainReader {
  readonly folder: string
  readonly segments: readonly number[]
  flaw: JournalFlaw | undefined
  /** Bytes behind the last whole frame of the last segment: what a crash left of a frame that nobody was told of. */
  tornBytes = 0
  /** Headers of the segments so far. */
  readonly headers: SegmentHeader[] = []
  /** Sequence of the last record of the frames so far. */
  sequence = 0
  /** Hash of the last frame, or of the header before it. */
  hash: Buffer = Buffer.alloc(HASH_BYTES)
  /** Where in its file the last frame ends, or the header. */
  endOffset = 0
  /** All that was checked. */
  bytes = 0
  /** Where the payload of the frame is in `buffer`; valid until the next frame. */
  payloadAt = 0
  head: FrameHead = { payloadBytes: 0, records: 0, form: 0 }
  readonly #first: number
  #window: FileWindow | undefined

  /** @param first segment to begin with; what its header says of those before is believed */
  constructor(folder: string, first = 1) {
    this.folder = folder
    this.segments = segmentNumbers(folder)
    this.#first = first
  }

  /** The buffer that holds the frame. */
  get buffer(): Buffer {
    return this.#window?.buffer ?? Buffer.alloc(0)
  }

  get session(): string {
    return this.headers[0]?.session ?? ''
  }

  /** Number of the segment that was begun last; 0 when there is none. */
  get segment(): number {
    return this.#first - 1 + this.headers.length
  }

  get path(): string {
    return segmentPath(this.folder, this.segment)
  }

  /** Goes to the next frame; false when there is none. */
  next(): boolean {
    while (this.flaw === undefined && this.tornBytes === 0) {
      if (this.#window === undefined || this.#window.remaining === HASH_BYTES) {
        if (!this.#openNext()) return false
      } else return this.#readFrame(this.#window)
    }
    return false
  }

  close(): void {
    this.#window?.close()
    this.#window = undefined
  }

  #openNext(): boolean {
    const segment = this.segment + 1
    if (segment > this.segments.length) return false
    const spare = this.#window?.buffer
    this.close()
    const found = this.segments[segment - 1]
    const path = segmentPath(this.folder, segment)
    if (found !== segment)
      return this.#refuse(path, 0, `it is missing, ${segmentPath(this.folder, found ?? 0)} is there`)
    const window = new FileWindow(path, spare)
    this.#window = window
    const header = readHeader(window)
    const problem = typeof header === 'string' ? header : this.#mismatch(header, segment)
    if (typeof header === 'string' || problem !== undefined) return this.#refuse(path, 0, String(problem))
    this.headers.push(header)
    this.endOffset = 0
    this.#passTo(window, window.at)
    return true
  }

  #mismatch({ segment, session, firstSequence, previousHash }: SegmentHeader, number: number): string | undefined {
    if (segment !== number) return `it is segment ${segment} and not ${number}`
    if (number === this.#first && number > 1) {
      this.hash.set(previousHash)
      this.sequence = firstSequence - 1
    } else if (number > 1 && session !== this.session)
      return `it belongs to session "${session}", not "${this.session}"`
    if (!this.hash.equals(previousHash)) return 'it does not go on where the segment before ends'
    return firstSequence === this.sequence + 1
      ? undefined
      : `it begins with record ${firstSequence}, not ${this.sequence + 1}`
  }

  #readFrame(window: FileWindow): boolean {
    const available = window.remaining - HASH_BYTES
    if (available < FRAME_HEAD_BYTES) return this.#endTorn(window, available)
    window.need(HASH_BYTES + FRAME_HEAD_BYTES)
    const head = readFrameHead(window.buffer, window.at + HASH_BYTES)
    if (head === undefined) {
      if (isZeroToTheEnd(window)) return this.#endTorn(window, available)
      return this.#refuse(window.path, this.endOffset, 'the head of a frame is damaged')
    }
    const frameBytes = FRAME_HEAD_BYTES + head.payloadBytes + HASH_BYTES
    if (available < frameBytes) return this.#endTorn(window, available)
    window.need(HASH_BYTES + frameBytes)
    const headAt = window.at + HASH_BYTES
    const hashAt = headAt + FRAME_HEAD_BYTES + head.payloadBytes
    const stored = window.buffer.subarray(hashAt, hashAt + HASH_BYTES)
    if (!frameHash(window.buffer, headAt, head).equals(stored)) {
      return this.#refuse(window.path, this.endOffset, 'a frame is damaged: its hash does not fit')
    }
    this.head = head
    this.payloadAt = headAt + FRAME_HEAD_BYTES
    this.sequence += head.records
    this.#passTo(window, hashAt)
    return true
  }

  /** Everything up to the hash at `hashAt` is checked. The hash stays in the window: it is part of the next frame's. */
  #passTo(window: FileWindow, hashAt: number): void {
    window.buffer.copy(this.hash, 0, hashAt, hashAt + HASH_BYTES)
    window.at = hashAt
    const endOffset = window.offset + HASH_BYTES
    this.bytes += endOffset - this.endOffset
    this.endOffset = endOffset
  }

  #endTorn(window: FileWindow, bytes: number): boolean {
    if (this.segment < this.segments.length) {
      return this.#refuse(window.path, this.endOffset, 'it ends within a frame, though a segment follows')
    }
    this.tornBytes = bytes
    return false
  }

  #refuse(file: string, offset: number, problem: string): boolean {
    this.flaw = { file, offset, problem }
    return false
  }
}

/** Some file systems give a file its new length before its new bytes. Leaves the window at the end when it is so. */
function isZeroToTheEnd(window: FileWindow): boolean {
  window.at += HASH_BYTES
  while (window.remaining > 0) {
    const bytes = Math.min(window.remaining, 1 << 16)
    window.need(bytes)
    const end = window.at + bytes
    for (let i = window.at; i < end; i++) if (window.buffer[i] !== 0) return false
    window.at = end
  }
  return true
}
