import { fail } from '../../../core/assert.ts'
import { PlimsollError } from '../../../core/errors.ts'
import { PAYLOAD_AT } from '../frame.ts'
import type { BarColumns, FrameChain } from '../frame-chain.ts'
import { BARS, BEGIN, type ChainBeginning, CLOSE, FLUSH, RECORDS, SYNC, SYNC_LATER } from './chain-messages.ts'
import { JournalThread } from './journal-thread.ts'

/**
 * A chain that a thread of its own packs, hashes and writes while the session goes on. What is given to it survives the end of the process
 * only after `flush` or `sync`. A failure is known a moment after it happened.
 */
export class ThreadedChain implements FrameChain {
  readonly #thread: JournalThread
  #failure: PlimsollError | undefined
  #hash: string | undefined
  #isClosed = false

  constructor(beginning: ChainBeginning, thread = JournalThread.take()) {
    this.#thread = thread
    this.#hash = beginning.end.hash
    thread.send(BEGIN, [wordsOf(JSON.stringify(beginning))])
  }

  get failure(): PlimsollError | undefined {
    if (!this.#isClosed) this.#failure ??= this.#toldFailure()
    return this.#failure
  }

  get isShortOfSpace(): boolean {
    return !this.#isClosed && this.#thread.isShortOfSpace
  }

  get hash(): string {
    if (this.#hash === undefined) this.flush()
    return this.#hash ?? fail('no hash was told')
  }

  writeRecords(room: Buffer, payloadBytes: number, records: number): void {
    this.#send(RECORDS, [new Float64Array(room.buffer, room.byteOffset + PAYLOAD_AT, payloadBytes / 8)], records)
  }

  writeBars(market: number, { time, open, high, low, close, volume }: BarColumns, from: number, to: number): void {
    const columns = [time, open, high, low, close, volume].map((column) => column.subarray(from, to))
    this.#send(BARS, columns, market, to - from)
  }

  syncLater(): void {
    this.#send(SYNC_LATER, [])
  }

  flush(): void {
    this.#ask(FLUSH)
  }

  sync(): void {
    this.#ask(SYNC)
  }

  close(): void {
    if (this.#isClosed) return
    const known = this.failure
    this.#isClosed = true
    try {
      this.#thread.ask(CLOSE)
    } catch (error) {
      this.#thread.end()
      throw error
    }
    const failure = this.#toldFailure()
    this.#thread.release()
    if (failure !== undefined && known === undefined) throw failure
  }

  #send(kind: number, pieces: readonly Float64Array[], a?: number, b?: number): void {
    this.#check()
    this.#hash = undefined
    this.#thread.send(kind, pieces, a, b)
  }

  #ask(kind: number): void {
    this.#check()
    this.#thread.ask(kind)
    this.#check()
    this.#hash = this.#thread.hash
  }

  #check(): void {
    if (this.failure !== undefined) throw this.failure
  }

  #toldFailure(): PlimsollError | undefined {
    const told = this.#thread.failure
    if (told === undefined) return undefined
    if (told.cure === undefined) fail(`in the thread of the journal: ${told.message}`)
    return new PlimsollError('io', told.message, told.cure)
  }
}

/** As JSON takes them: with spaces at the end. */
function wordsOf(text: string): Float64Array {
  const bytes = Buffer.from(text)
  const words = new Float64Array(Math.ceil(bytes.length / 8))
  new Uint8Array(words.buffer).fill(0x20).set(bytes)
  return words
}
