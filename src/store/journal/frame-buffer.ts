import { assert } from '../../core/assert.ts'
import type { SessionEvent } from '../../core/session-event.ts'
import type { Bars } from '../../market/bars.ts'
import {
  BAR_BYTES,
  BARS_FORM,
  BARS_HEAD_BYTES,
  BARS_RECORD,
  FRAME_HEAD_BYTES,
  frameHash,
  LARGEST_PAYLOAD_BYTES,
  PACKED_BARS_RECORD,
  PACKED_EVENT_RECORD,
  PLAIN_FORM,
  RECORD_HEAD_BYTES,
  TEXT_RECORD,
  writeFrameHead,
} from './frame.ts'
import { EventPacker } from './packed/event-packer.ts'
import { HASH_BYTES, padded } from './segment-header.ts'

const PAYLOAD_AT = HASH_BYTES + FRAME_HEAD_BYTES

/** The frame that is being filled. One buffer holds the hash of the frame before, the head, the records and, at the end, the hash. */
export class FrameBuffer {
  records = 0
  #buffer: Buffer
  #doubles: Float64Array
  #words: Uint32Array
  readonly #packer = new EventPacker()
  /** Where the next record goes. */
  #end = PAYLOAD_AT

  constructor(capacity: number, previousHash: Uint8Array) {
    this.#buffer = Buffer.from(new ArrayBuffer(capacity))
    this.#doubles = new Float64Array(this.#buffer.buffer)
    this.#words = new Uint32Array(this.#buffer.buffer)
    this.#buffer.set(previousHash)
  }

  /** Of the frame before. */
  get hash(): Buffer {
    return this.#buffer.subarray(0, HASH_BYTES)
  }

  /** What the frame takes in its file. */
  get bytes(): number {
    return this.#end // the hash of the frame before is in the buffer, its own is not yet: as long
  }

  appendEvent(event: SessionEvent): void {
    const packer = this.#packer
    packer.pack(event)
    const bytes = packer.length * 4
    this.#grow(bytes)
    const at = this.#end
    this.#end = at + RECORD_HEAD_BYTES + padded(bytes)
    this.#startRecord(at, PACKED_EVENT_RECORD, bytes)
    this.#words[this.#end / 4 - 1] = 0
    const start = (at + RECORD_HEAD_BYTES) / 4
    for (let k = 0; k < packer.length; k++) this.#words[start + k] = packer.words[k] as number
    this.records++
  }

  appendText(text: string): void {
    // A character takes at most three bytes.
    this.#grow(text.length * 3)
    const at = this.#end
    const bytes = this.#buffer.write(text, at + RECORD_HEAD_BYTES)
    const end = at + RECORD_HEAD_BYTES + bytes
    this.#end = at + RECORD_HEAD_BYTES + padded(bytes)
    this.#buffer.fill(0, end, this.#end)
    this.#startRecord(at, TEXT_RECORD, bytes)
    this.records++
  }

  appendBars(market: number, bars: Bars, from: number, to: number): void {
    const count = to - from
    this.#grow(BARS_HEAD_BYTES + count * BAR_BYTES)
    const at = this.#end
    this.#end = this.#startBars(at, market, count)
    const { time, open, high, low, close, volume } = bars
    const doubles = this.#doubles
    let k = this.#end / 8
    for (let i = from; i < to; i++, k++) {
      doubles[k] = time[i] as number
      doubles[k + count] = open[i] as number
      doubles[k + 2 * count] = high[i] as number
      doubles[k + 3 * count] = low[i] as number
      doubles[k + 4 * count] = close[i] as number
      doubles[k + 5 * count] = volume[i] as number
    }
    this.#end += count * BAR_BYTES
    this.#startRecord(at, BARS_RECORD, BARS_HEAD_BYTES + count * BAR_BYTES)
    this.records++
  }

  /** The whole frame, ready to be written. */
  seal(): Buffer {
    const head = { payloadBytes: this.#end - PAYLOAD_AT, records: this.records, form: PLAIN_FORM }
    writeFrameHead(this.#buffer, HASH_BYTES, head)
    frameHash(this.#buffer, HASH_BYTES, head).copy(this.#buffer, this.#end)
    return this.#buffer.subarray(HASH_BYTES, this.#end + HASH_BYTES)
  }

  /** The sealed frame is written: the next one begins. */
  clear(): void {
    this.goOnFrom(this.#buffer.subarray(this.#end, this.#end + HASH_BYTES))
    this.records = 0
    this.#end = PAYLOAD_AT
    this.#packer.beginFrame()
  }

  /** The frame comes behind a frame or header with this hash. */
  goOnFrom(hash: Uint8Array): void {
    this.#buffer.set(hash)
  }

  /** What stands before so many bytes of packed bars: `head` in the file, `start` with the hash of the frame before. */
  barsStart(market: number, count: number, bytes: number): { readonly start: Buffer; readonly head: Buffer } {
    const end = this.#startBars(PAYLOAD_AT, market, count)
    this.#startRecord(PAYLOAD_AT, PACKED_BARS_RECORD, BARS_HEAD_BYTES + bytes)
    const payloadBytes = RECORD_HEAD_BYTES + BARS_HEAD_BYTES + bytes
    writeFrameHead(this.#buffer, HASH_BYTES, { payloadBytes, records: 1, form: BARS_FORM })
    return { start: this.#buffer.subarray(0, end), head: this.#buffer.subarray(HASH_BYTES, end) }
  }

  #startBars(at: number, market: number, count: number): number {
    this.#words[(at + RECORD_HEAD_BYTES) / 4] = market
    this.#words[(at + RECORD_HEAD_BYTES) / 4 + 1] = count
    return at + RECORD_HEAD_BYTES + BARS_HEAD_BYTES
  }

  #startRecord(at: number, kind: number, bytes: number): void {
    this.#words[at / 4] = kind
    this.#words[at / 4 + 1] = bytes
  }

  #grow(bytes: number): void {
    assert(bytes <= LARGEST_PAYLOAD_BYTES - 64, `a record of ${bytes} bytes`)
    const needed = this.#end + RECORD_HEAD_BYTES + padded(bytes) + HASH_BYTES
    if (needed <= this.#buffer.length) return
    const grown = Buffer.from(new ArrayBuffer(padded(needed)))
    this.#buffer.copy(grown, 0, 0, this.#end)
    this.#buffer = grown
    this.#doubles = new Float64Array(grown.buffer)
    this.#words = new Uint32Array(grown.buffer)
  }
}
