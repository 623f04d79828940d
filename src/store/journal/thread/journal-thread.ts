import { Worker } from 'node:worker_threads'
import { PlimsollError } from '../../../core/errors.ts'
import {
  ANSWERED,
  FAILURE_BYTES,
  HEAD_WORDS,
  makeAnswers,
  SHORT_OF_SPACE,
  type ThreadMemory,
  type ToldFailure,
} from './chain-messages.ts'
import { makePipe, PipeWriter } from './word-pipe.ts'

export interface ThreadSettings {
  /** A power of two. By default 2 MiB: a larger one falls out of the caches of a processor. */
  readonly pipeWords: number
  /** A thread that has done nothing for so long will do nothing any more: a minute. */
  readonly patienceMs: number
}

const SETTINGS: ThreadSettings = { pipeWords: 1 << 18, patienceMs: 60_000 }

/** Time that a process spends stopped (Ctrl-Z, a lid that is closed) counts as one of these at most. */
const SLICE_MS = 1000

/** A thread that writes journals, one after the other. It does not keep the process alive. */
export class JournalThread {
  /** Waits for the next journal: a thread takes some time to start. */
  static #spare: JournalThread | undefined
  readonly #memory: ThreadMemory
  readonly #patienceMs: number
  readonly #pipe: PipeWriter
  readonly #worker: Worker
  readonly #head = new Float64Array(HEAD_WORDS)
  #asked = 0
  #lost: unknown

  constructor({ pipeWords, patienceMs }: ThreadSettings = SETTINGS) {
    const workerData: ThreadMemory = { pipe: makePipe(pipeWords), answers: makeAnswers() }
    this.#memory = workerData
    this.#patienceMs = patienceMs
    this.#pipe = new PipeWriter(workerData.pipe, (state, place, value) => this.#waitWhile(state, place, value))
    this.#worker = new Worker(new URL('chain-worker.ts', import.meta.url), { name: 'journal', workerData })
    this.#worker.unref()
    this.#worker.on('error', (error) => {
      this.#lost = error
    })
    this.#worker.on('exit', (code) => {
      this.#lost ??= `it ended with ${code}`
    })
  }

  /** One that waits, or a new one. */
  static take(): JournalThread {
    const spare = JournalThread.#spare
    JournalThread.#spare = undefined
    return spare === undefined || spare.#lost !== undefined ? new JournalThread() : spare
  }

  /** What went wrong since the thread was taken. */
  get failure(): ToldFailure | undefined {
    const { state, failure } = this.#memory.answers
    const bytes = Atomics.load(state, FAILURE_BYTES)
    if (bytes > 0) return JSON.parse(Buffer.from(failure.slice(0, bytes)).toString()) as ToldFailure
    return this.#lost === undefined ? undefined : notThere(this.#lost)
  }

  get isShortOfSpace(): boolean {
    return Atomics.load(this.#memory.answers.state, SHORT_OF_SPACE) === 1
  }

  /** Hash of the last frame, in hex, as of the last answer. */
  get hash(): string {
    return Buffer.from(this.#memory.answers.hash.slice()).toString('hex')
  }

  /** A message whose body is `pieces`, one behind the other. */
  send(kind: number, pieces: readonly Float64Array[], a = 0, b = 0): void {
    this.#head.set([kind, pieces.reduce((words, piece) => words + piece.length, 0), a, b])
    this.#pipe.write(this.#head)
    for (const piece of pieces) this.#pipe.write(piece)
  }

  /** Sends a message and waits until everything up to it is done. */
  ask(kind: number): void {
    this.send(kind, [])
    const { state } = this.#memory.answers
    const before = this.#asked
    this.#asked = (before + 1) | 0
    while (Atomics.load(state, ANSWERED) === before) this.#waitWhile(state, ANSWERED, before)
  }

  /** The thread has answered all and takes the next journal. */
  release(): void {
    const { state } = this.#memory.answers
    Atomics.store(state, FAILURE_BYTES, 0)
    Atomics.store(state, SHORT_OF_SPACE, 0)
    if (JournalThread.#spare === undefined) JournalThread.#spare = this
    else this.end()
  }

  /** Whatever it is doing: what it has not done is lost. */
  end(): void {
    this.#worker.terminate().catch((error: unknown) => {
      this.#lost ??= error
    })
  }

  #waitWhile(state: Int32Array, place: number, value: number): void {
    let { progress } = this.#pipe
    for (let waitedMs = 0; this.#lost === undefined; waitedMs += SLICE_MS) {
      if (waitedMs >= this.#patienceMs) this.#lost = `it has done nothing for ${this.#patienceMs / 1000} s`
      else if (Atomics.wait(state, place, value, SLICE_MS) !== 'timed-out') return
      if (this.#pipe.progress !== progress) waitedMs = 0
      progress = this.#pipe.progress
    }
    const { message, cure } = notThere(this.#lost)
    throw new PlimsollError('io', message, cure)
  }
}

function notThere(why: unknown) {
  const reason = why instanceof Error ? why.message : String(why)
  return {
    message: `the thread that writes the journal does not answer: ${reason}`,
    cure: 'Look at the disk, then start the session again: it goes on from its last commit.',
  }
}
