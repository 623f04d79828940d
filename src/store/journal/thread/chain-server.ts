import { fail } from '../../../core/assert.ts'
import { PlimsollError } from '../../../core/errors.ts'
import { fs } from '../../fs.ts'
import { ChainWriter } from '../chain-writer.ts'
import { PAYLOAD_AT } from '../frame.ts'
import type { BarColumns } from '../frame-chain.ts'
import { BAR_COLUMNS } from '../packed/bars-packer.ts'
import { HASH_BYTES } from '../segment-header.ts'
import {
  ANSWERED,
  type AnswerMemory,
  BARS,
  BEGIN,
  type ChainBeginning,
  CLOSE,
  FAILURE_BYTES,
  FLUSH,
  HEAD_WORDS,
  RECORDS,
  SHORT_OF_SPACE,
  SYNC,
  SYNC_LATER,
  type ThreadMemory,
  type ToldFailure,
} from './chain-messages.ts'
import { PipeReader } from './word-pipe.ts'

const PAYLOAD_AT_WORD = PAYLOAD_AT / 8
/** Each takes up to six bytes as JSON. */
const MOST_CHARACTERS = 8000

/** Writes what comes through a pipe into the chains of journals, one after the other. After a failure it reads on, but writes nothing more. */
export class ChainServer {
  readonly #pipe: PipeReader
  readonly #answers: AnswerMemory
  readonly #head = new Float64Array(HEAD_WORDS)
  /** The body of a message, behind the room that a frame needs, and before the hash that it ends with. */
  #words = new Float64Array(PAYLOAD_AT_WORD + HASH_BYTES / 8)
  #chain: ChainWriter | undefined

  constructor({ pipe, answers }: ThreadMemory) {
    this.#pipe = new PipeReader(pipe)
    this.#answers = answers
  }

  /** Goes on until the thread is ended. */
  async run(): Promise<never> {
    for (;;) {
      await this.#pipe.untilSome()
      this.#takeMessage()
    }
  }

  #takeMessage(): void {
    this.#pipe.read(this.#head)
    const [kind = 0, bodyWords = 0, a = 0, b = 0] = this.#head
    const body = this.#bodyOf(bodyWords)
    this.#pipe.read(body)
    try {
      if (Atomics.load(this.#answers.state, FAILURE_BYTES) === 0) this.#do(kind, body, a, b)
    } catch (error) {
      this.#tellFailure(error)
    }
    if (kind === CLOSE) this.#end()
    if (kind === FLUSH || kind === SYNC || kind === CLOSE) this.#answer()
  }

  #do(kind: number, body: Float64Array, a: number, b: number): void {
    if (kind === BEGIN) return this.#begin(body)
    const chain = this.#chain ?? fail('no chain has begun')
    if (chain.failure !== undefined) throw chain.failure
    if (kind === RECORDS) chain.writeRecords(Buffer.from(this.#words.buffer), body.byteLength, a)
    else if (kind === BARS) chain.writeBars(a, columnsOf(body, b), 0, b)
    else if (kind === SYNC_LATER) chain.syncLater()
    else if (kind === FLUSH) chain.flush()
    else if (kind === SYNC) chain.sync()
    if (chain.isShortOfSpace) Atomics.store(this.#answers.state, SHORT_OF_SPACE, 1)
  }

  #begin(body: Float64Array): void {
    const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString()
    const { folder, end, ...options } = JSON.parse(text) as ChainBeginning
    this.#chain = new ChainWriter(folder, { ...options, now: Date.now, disk: fs }, end)
  }

  #end(): void {
    const chain = this.#chain
    this.#chain = undefined
    try {
      chain?.close()
    } catch (error) {
      this.#tellFailure(error)
    }
  }

  #answer(): void {
    const { state, hash } = this.#answers
    if (this.#chain !== undefined) hash.set(Buffer.from(this.#chain.hash, 'hex'))
    Atomics.add(state, ANSWERED, 1)
    Atomics.notify(state, ANSWERED)
  }

  #tellFailure(error: unknown): void {
    const { state, failure } = this.#answers
    const text = error instanceof PlimsollError ? error.message : error instanceof Error ? error.stack : String(error)
    const told: ToldFailure = {
      message: (text ?? '').slice(0, MOST_CHARACTERS),
      cure: error instanceof PlimsollError ? error.cure : undefined,
    }
    const bytes = Buffer.from(JSON.stringify(told))
    failure.set(bytes)
    Atomics.store(state, FAILURE_BYTES, bytes.length)
  }

  #bodyOf(words: number): Float64Array {
    const needed = PAYLOAD_AT_WORD + words + HASH_BYTES / 8
    if (this.#words.length < needed) this.#words = new Float64Array(needed)
    return this.#words.subarray(PAYLOAD_AT_WORD, PAYLOAD_AT_WORD + words)
  }
}

function columnsOf(body: Float64Array, count: number): BarColumns {
  const [time, open, high, low, close, volume] = Array.from({ length: BAR_COLUMNS }, (_, k) =>
    body.subarray(k * count, (k + 1) * count),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array]
  return { time, open, high, low, close, volume }
}
