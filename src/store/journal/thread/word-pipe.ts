// A bounded stream of doubles from one thread to another. Both sides see two counters, of the words that were written and of those that were
// read; they go round at 2^32, their difference never exceeds the capacity.

/** Places in `state`. */
const WRITTEN = 0
const READ = 1
const STATE_WORDS = 2

/** Returns when `state[place]` is not `value`, or may not be. */
export type WaitWhile = (state: Int32Array, place: number, value: number) => void

/** What both threads see. */
export interface PipeMemory {
  readonly state: Int32Array
  /** A power of two of them. */
  readonly words: Float64Array
}

/** @param capacity in words, a power of two */
export function makePipe(capacity: number): PipeMemory {
  return {
    state: new Int32Array(new SharedArrayBuffer(STATE_WORDS * Int32Array.BYTES_PER_ELEMENT)),
    words: new Float64Array(new SharedArrayBuffer(capacity * Float64Array.BYTES_PER_ELEMENT)),
  }
}

/** The end of one thread. */
export class PipeWriter {
  readonly #memory: PipeMemory
  readonly #wait: WaitWhile
  #written: number
  #knownRead: number

  /** @param wait how to wait for the other end; what it throws leaves the rest unwritten */
  constructor(memory: PipeMemory, wait: WaitWhile) {
    this.#memory = memory
    this.#wait = wait
    this.#written = Atomics.load(memory.state, WRITTEN)
    this.#knownRead = Atomics.load(memory.state, READ)
  }

  /** Writes all of `values`, every bit of them: in pieces, when there is not room for all. */
  write(values: Float64Array): void {
    const { state, words } = this.#memory
    for (let done = 0; done < values.length; ) {
      const at = this.#written & (words.length - 1)
      const count = Math.min(values.length - done, this.#waitForRoom(), words.length - at)
      words.set(values.subarray(done, done + count), at)
      done += count
      this.#written = (this.#written + count) | 0
      Atomics.store(state, WRITTEN, this.#written)
      Atomics.notify(state, WRITTEN)
    }
  }

  /** Changes whenever the other end reads. */
  get progress(): number {
    return Atomics.load(this.#memory.state, READ)
  }

  /** Words that there is room for, at least one. */
  #waitForRoom(): number {
    const { state } = this.#memory
    if (this.#room === 0) this.#knownRead = Atomics.load(state, READ)
    while (this.#room === 0) {
      this.#wait(state, READ, this.#knownRead)
      this.#knownRead = Atomics.load(state, READ)
    }
    return this.#room
  }

  get #room(): number {
    return this.#memory.words.length - ((this.#written - this.#knownRead) | 0)
  }
}

/** The end of the other thread. */
export class PipeReader {
  readonly #memory: PipeMemory
  #read: number

  constructor(memory: PipeMemory) {
    this.#memory = memory
    this.#read = Atomics.load(memory.state, READ)
  }

  /** Resolves when there is something to read. Timers and files go on meanwhile. */
  async untilSome(): Promise<void> {
    const { state } = this.#memory
    while (Atomics.load(state, WRITTEN) === this.#read) await Atomics.waitAsync(state, WRITTEN, this.#read).value
  }

  /** Fills `values`; waits, without letting anything else happen, for what is not there yet. */
  read(values: Float64Array): void {
    const { state, words } = this.#memory
    for (let done = 0; done < values.length; ) {
      Atomics.wait(state, WRITTEN, this.#read)
      const there = (Atomics.load(state, WRITTEN) - this.#read) | 0
      const at = this.#read & (words.length - 1)
      const count = Math.min(values.length - done, there, words.length - at)
      values.set(words.subarray(at, at + count), done)
      done += count
      this.#read = (this.#read + count) | 0
      Atomics.store(state, READ, this.#read)
      Atomics.notify(state, READ)
    }
  }
}
