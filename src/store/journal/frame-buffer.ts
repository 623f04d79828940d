import { assert } from '../../core/assert.ts'
import type { SessionEvent } from '../../core/session-event.ts'
import {
  BAR_BYTES,
  BARS_HEAD_BYTES,
  BARS_RECORD,
  LARGEST_PAYLOAD_BYTES,
  PACKED_EVENT_RECORD,
  PAYLOAD_AT,
  RECORD_HEAD_BYTES,
  TEXT_RECORD,
} from './frame.ts'
import type { BarColumns } from './frame-chain.ts'
import { EventPacker } from './packed/event-packer.ts'
import { HASH_BYTES, padded } from './segment-header.ts'

/** The records of the frame that is being filled. Before them its buffer has room for what a chain puts there, and behind them for a hash. */
export class FrameBuffer {
  records = 0
  #buffer: Buffer
  #doubles: Float64Array
  #words: Uint32Array
  readonly #packer = new EventPacker()
  /** Where the next record goes. */
  #end = PAYLOAD_AT

  constructor(capacity: number) {
    this.#buffer = Buffer.from(new ArrayBuffer(capacity))
    this.#doubles = new Float64Array(this.#buffer.buffer)
    this.#words = new Uint32Array(this.#buffer.buffer)
  }

  /** The buffer, whose payload begins at `PAYLOAD_AT`. */
  get room(): Buffer {
    return this.#buffer
  }

  get payloadBytes(): number {
    return this.#end - PAYLOAD_AT
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

  appendBars(market: number, bars: BarColumns, from: number, to: number): void {
    const count = to - from
    this.#grow(BARS_HEAD_BYTES + count * BAR_BYTES)
    const at = this.#end
    this.#words[(at + RECORD_HEAD_BYTES) / 4] = market
    this.#words[(at + RECORD_HEAD_BYTES) / 4 + 1] = count
    this.#end = at + RECORD_HEAD_BYTES + BARS_HEAD_BYTES
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

  /** Its records are written: the next frame begins. */
  clear(): void {
    this.records = 0
    this.#end = PAYLOAD_AT
    this.#packer.beginFrame()
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
