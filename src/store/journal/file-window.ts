import { fileError } from '../file-error.ts'
import { fs } from '../fs.ts'

const CHUNK_BYTES = 1 << 20

/**
 * Reads a file from front to back through one buffer. `at` is where in `buffer` the reader is; bytes there begin at a multiple of 8
 * when all steps are multiples of 8, so that doubles can be viewed in place.
 */
export class FileWindow {
  readonly path: string
  /** As it was when the file was opened: what a writer adds meanwhile is not seen. */
  readonly size: number
  at = 0
  #buffer: Buffer
  readonly #file: number
  /** Where in the file `buffer` begins, and how much of it is filled. */
  #start = 0
  #filled = 0

  /** @param spare a buffer that is not needed any more, to use again */
  constructor(path: string, spare?: Buffer) {
    this.path = path
    try {
      this.#file = fs.openSync(path, 'r')
    } catch (error) {
      throw fileError('read', path, error)
    }
    this.size = fs.fstatSync(this.#file).size
    const bytes = Math.min(this.size, CHUNK_BYTES)
    this.#buffer = spare !== undefined && spare.length >= bytes ? spare : bufferOf(bytes)
  }

  get buffer(): Buffer {
    return this.#buffer
  }

  /** Where in the file the reader is. */
  get offset(): number {
    return this.#start + this.at
  }

  /** Bytes from here to the end of the file. */
  get remaining(): number {
    return this.size - this.offset
  }

  /** Makes the next `bytes` bytes readable at `at`, which may move. There must be as many. */
  need(bytes: number): void {
    if (this.#filled - this.at >= bytes) return
    this.#makeRoom(bytes)
    const wanted = Math.min(this.#buffer.length, this.size - this.#start)
    while (this.#filled < wanted) {
      const count = this.#read(wanted)
      if (count === 0) break
      this.#filled += count
    }
    if (this.#filled < bytes) throw fileError('read', this.path, new Error('the file became shorter meanwhile'))
  }

  close(): void {
    fs.closeSync(this.#file)
  }

  #makeRoom(bytes: number): void {
    const target = bytes > this.#buffer.length ? bufferOf(bytes) : this.#buffer
    this.#buffer.copy(target, 0, this.at, this.#filled)
    this.#buffer = target
    this.#start += this.at
    this.#filled -= this.at
    this.at = 0
  }

  #read(wanted: number): number {
    try {
      return fs.readSync(this.#file, this.#buffer, this.#filled, wanted - this.#filled, this.#start + this.#filled)
    } catch (error) {
      throw fileError('read', this.path, error)
    }
  }
}

/** Of its own memory: a buffer of the pool would begin at any byte. */
function bufferOf(bytes: number): Buffer {
  return Buffer.from(new ArrayBuffer(bytes))
}
