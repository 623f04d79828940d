import {
  closeSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join, resolve } from 'node:path'

export interface RotatingFileOptions {
  readonly folder: string
  /** `trading` and `log` give `trading_2025-10-30.log`, then `trading_2025-10-30.1.log` and so on. */
  readonly name: string
  readonly extension: string
  /** No file gets larger than this. */
  readonly bytesMax: number
  /** Files that stay beside the one that is written. */
  readonly earlierKept: number
}

interface OpenFile {
  readonly file: number
  readonly day: string
}

/**
 * A log that goes on in a new file every UTC day and whenever the file is full; the oldest files are removed. Every line is with the
 * operating system before `append` comes back, so a process that is killed loses nothing of what it has logged. It is one write to
 * the end of the file: several processes can share a log, and their lines stay whole. Files are never renamed.
 */
export class RotatingFile {
  readonly #options: RotatingFileOptions
  #open: OpenFile | undefined

  constructor(options: RotatingFileOptions) {
    this.#options = options
  }

  /** What it writes, for messages. */
  get path(): string {
    const { folder, name, extension } = this.#options
    return join(folder, `${name}_*.${extension}`)
  }

  /** Writes a line, or throws what the file system says and leaves nothing half-written. */
  append(line: string, at: number): void {
    const bytes = Buffer.from(`${line}\n`)
    const day = new Date(at).toISOString().slice(0, 'yyyy-mm-dd'.length)
    const file = this.#fileWithRoom(day, bytes.length)
    writeWhole(file, bytes)
  }

  /** Lets go of the file. A later line opens it again. */
  close(): void {
    const open = this.#open
    this.#open = undefined
    if (open !== undefined) closeSync(open.file)
  }

  #fileWithRoom(day: string, length: number): number {
    if (this.#open?.day === day && this.#hasRoom(this.#open.file, length)) return this.#open.file
    this.close()
    // Of a relative path: where the working folder is gone, Node.js tries to make it for ever.
    mkdirSync(resolve(this.#options.folder), { recursive: true })
    let number = this.#files().findLast((file) => file.day === day)?.number ?? 0
    let file = openSync(this.#pathOf(day, number), 'a+')
    if (!this.#hasRoom(file, length)) {
      closeSync(file)
      number++
      file = openSync(this.#pathOf(day, number), 'a+')
    }
    this.#open = { file, day }
    endBrokenLine(file)
    this.#removeOldest(day, number)
    return file
  }

  /** The size is asked each time: others may write too. A file that somebody has deleted has no room. */
  #hasRoom(file: number, length: number): boolean {
    const { size, nlink } = fstatSync(file)
    return nlink > 0 && (size === 0 || size + length <= this.#options.bytesMax)
  }

  #pathOf(day: string, number: number): string {
    const { folder, name, extension } = this.#options
    return join(folder, `${name}_${day}${number === 0 ? '' : `.${number}`}.${extension}`)
  }

  /** The files of this log, the oldest first. */
  #files(): { file: string; day: string; number: number }[] {
    const { folder, name, extension } = this.#options
    const pattern = new RegExp(`^${name}_(\\d{4}-\\d\\d-\\d\\d)(?:\\.(\\d+))?\\.${extension}$`)
    return readdirSync(folder)
      .flatMap((file) => {
        const [match, day = '', number = '0'] = pattern.exec(file) ?? []
        return match === undefined ? [] : [{ file, day, number: Number(number) }]
      })
      .sort((a, b) => (a.day === b.day ? a.number - b.number : a.day < b.day ? -1 : 1))
  }

  /** All but the newest, and never the one in use: where the clock was set back, days to come are newer than it. */
  #removeOldest(day: string, number: number): void {
    const { folder, earlierKept } = this.#options
    const others = this.#files().filter((file) => file.day !== day || file.number !== number)
    for (const { file } of others.slice(0, Math.max(0, others.length - earlierKept)))
      rmSync(join(folder, file), { force: true })
  }
}

/** A full disk may take a part of a line: that part is taken back, unless another process has written behind it already. */
function writeWhole(file: number, bytes: Uint8Array): void {
  const sizeBefore = fstatSync(file).size
  let written = 0
  try {
    while (written < bytes.length) written += writeSync(file, bytes, written)
  } catch (error) {
    if (written > 0 && fstatSync(file).size === sizeBefore + written) ftruncateSync(file, sizeBefore)
    throw error
  }
}

/** A machine that lost its power may have left half a line: what comes next begins on a line of its own. */
function endBrokenLine(file: number): void {
  const { size } = fstatSync(file)
  const last = new Uint8Array(1)
  if (size > 0 && readSync(file, last, 0, 1, size - 1) === 1 && last[0] !== '\n'.charCodeAt(0)) writeSync(file, '\n')
}
