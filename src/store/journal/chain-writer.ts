import { assert } from '../../core/assert.ts'
import type { PlimsollError } from '../../core/errors.ts'
import type { ChainReader } from './chain-reader.ts'
import {
  BARS_FORM,
  BARS_HEAD_BYTES,
  barsHash,
  FRAME_HEAD_BYTES,
  frameHash,
  PACKED_BARS_RECORD,
  PAYLOAD_AT,
  PLAIN_FORM,
  RECORD_HEAD_BYTES,
  writeFrameHead,
} from './frame.ts'
import type { BarColumns, FrameChain } from './frame-chain.ts'
import { BarsPacker } from './packed/bars-packer.ts'
import { releaseReserve } from './reserve.ts'
import { segmentPath } from './segment-files.ts'
import { encodeHeader, HASH_BYTES, VERSION } from './segment-header.ts'
import { type JournalDisk, SegmentWriter } from './segment-writer.ts'

const COLUMNS_AT = PAYLOAD_AT + RECORD_HEAD_BYTES + BARS_HEAD_BYTES

/** Where a chain ends. */
export interface ChainEnd {
  /** The last segment; 0 when there is none. */
  readonly segment: number
  /** Sequence of the first record of that segment. */
  readonly firstSequence: number
  /** Where in its file the last frame ends, or its header. */
  readonly offset: number
  /** Sequence of the last record. */
  readonly sequence: number
  /** Hash of the last frame, or of the header behind it, in hex. */
  readonly hash: string
}

export interface ChainOptions {
  readonly session: string
  readonly segmentBytes: number
  readonly now: () => number
  readonly disk: JournalDisk
}

/** Writes frames into segments, each with the hash of the one before. */
export class ChainWriter implements FrameChain {
  /** What went wrong while nobody waited. */
  failure: PlimsollError | undefined
  isShortOfSpace = false
  readonly #folder: string
  readonly #options: ChainOptions
  readonly #packer = new BarsPacker()
  /** The hash of the frame before and the head of a frame of bars. */
  readonly #start = Buffer.alloc(COLUMNS_AT)
  readonly #hash: Buffer
  #segmentNumber: number
  /** Sequence of the first record of the segment. */
  #firstSequence: number
  #segment: SegmentWriter
  /** Of the last record that was written. */
  #sequence: number

  /** @throws PlimsollError `io` */
  constructor(folder: string, options: ChainOptions, end: ChainEnd) {
    this.#folder = folder
    this.#options = options
    this.#hash = Buffer.from(end.hash, 'hex')
    assert(this.#hash.length === HASH_BYTES, `a chain that ends with hash "${end.hash}"`)
    this.#segmentNumber = end.segment
    this.#firstSequence = end.firstSequence
    this.#sequence = end.sequence
    if (end.segment > 0) this.#segment = this.#openSegment(end)
    else this.#segment = this.#makeSegment()
  }

  /** Goes on where `chain` has come to. */
  static after(chain: ChainReader, options: ChainOptions): ChainWriter {
    const last = chain.headers.at(-1)
    const { folder, segment, sequence, endOffset: offset } = chain
    const end = { segment, firstSequence: last?.firstSequence ?? 1, offset, sequence, hash: chain.hash.toString('hex') }
    const writer = new ChainWriter(folder, options, end)
    // A segment is of one version from end to end.
    if (last !== undefined && last.version !== VERSION) writer.#goToNextSegment()
    return writer
  }

  get hash(): string {
    return this.#hash.toString('hex')
  }

  writeRecords(room: Buffer, payloadBytes: number, records: number): void {
    this.#makeRoom(FRAME_HEAD_BYTES + payloadBytes + HASH_BYTES)
    const head = { payloadBytes, records, form: PLAIN_FORM }
    room.set(this.#hash)
    writeFrameHead(room, HASH_BYTES, head)
    const hash = frameHash(room, HASH_BYTES, head)
    const end = PAYLOAD_AT + payloadBytes
    hash.copy(room, end)
    this.#segment.write([room.subarray(HASH_BYTES, end + HASH_BYTES)])
    this.#goOnFrom(hash, records)
  }

  writeBars(market: number, columns: BarColumns, from: number, to: number): void {
    const packed = this.#packer.pack(columns, from, to)
    const payloadBytes = RECORD_HEAD_BYTES + BARS_HEAD_BYTES + packed.length
    this.#makeRoom(FRAME_HEAD_BYTES + payloadBytes + HASH_BYTES)
    const start = this.#start
    start.set(this.#hash)
    writeFrameHead(start, HASH_BYTES, { payloadBytes, records: 1, form: BARS_FORM })
    const record = [PACKED_BARS_RECORD, BARS_HEAD_BYTES + packed.length, market, to - from]
    for (const [k, word] of record.entries()) start.writeUInt32LE(word, PAYLOAD_AT + k * 4)
    const hash = barsHash(start, packed)
    this.#segment.write([start.subarray(HASH_BYTES), packed, hash])
    this.#goOnFrom(hash, 1)
  }

  flush(): void {
    // What comes in is written at once.
  }

  sync(): void {
    this.#segment.sync()
  }

  syncLater(): void {
    this.#segment.syncLater((failure) => {
      this.failure ??= failure
    })
  }

  close(): void {
    this.#segment.close()
  }

  /** Closes it, for another one that goes on from there. */
  leave(): ChainEnd {
    const { offset } = this.#segment
    this.sync()
    this.close()
    const { hash } = this
    return { segment: this.#segmentNumber, firstSequence: this.#firstSequence, offset, sequence: this.#sequence, hash }
  }

  #goOnFrom(hash: Uint8Array, records: number): void {
    this.#hash.set(hash)
    this.#sequence += records
  }

  /** Begins a new segment when the frame does not fit into this one. */
  #makeRoom(frameBytes: number): void {
    const isFresh = this.#firstSequence === this.#sequence + 1
    if (isFresh || this.#segment.offset + frameBytes <= this.#options.segmentBytes) return
    this.#goToNextSegment()
  }

  /** The old one is on the disk before the new one is there. */
  #goToNextSegment(): void {
    const segment = this.#segment
    segment.sync()
    this.#segment = this.#makeSegment()
    segment.close()
  }

  #openSegment({ segment, offset }: ChainEnd): SegmentWriter {
    const path = segmentPath(this.#folder, segment)
    return SegmentWriter.goOn(path, offset, this.#options.disk, () => this.#makeSpace())
  }

  #makeSpace(): boolean {
    if (!releaseReserve(this.#folder)) return false
    this.isShortOfSpace = true
    return true
  }

  #makeSegment(): SegmentWriter {
    const { session, now, disk } = this.#options
    const segment = this.#segmentNumber + 1
    const firstSequence = this.#sequence + 1
    const header = encodeHeader({ session, segment, firstSequence, createdAt: now(), previousHash: this.#hash })
    const made = SegmentWriter.make(segmentPath(this.#folder, segment), header, disk, () => this.#makeSpace())
    this.#segmentNumber = segment
    this.#firstSequence = firstSequence
    this.#hash.set(header.subarray(header.length - HASH_BYTES))
    return made
  }
}
