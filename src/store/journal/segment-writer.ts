import { dirname } from 'node:path'
import { PlimsollError } from '../../core/errors.ts'
import { fileError } from '../file-error.ts'
import { fs } from '../fs.ts'

/** The calls by which a journal writes; tests let them fail. */
export type JournalDisk = Pick<
  typeof fs,
  'writeSync' | 'writevSync' | 'fdatasyncSync' | 'fdatasync' | 'fsyncSync' | 'renameSync'
>

/** Makes some space on a full disk; false when it can make none. */
export type MakeSpace = () => boolean

const NO_SPACE: MakeSpace = () => false

/** Writes one segment from a given place on. */
export class SegmentWriter {
  readonly path: string
  /** Where the next byte goes. */
  offset: number
  readonly #disk: JournalDisk
  readonly #makeSpace: MakeSpace
  readonly #file: number
  #isSynced: boolean
  /** For what is synced while the process goes on. */
  #otherFile: number | undefined
  #syncing = 0
  #isClosed = false

  private constructor(path: string, file: number, offset: number, disk: JournalDisk, makeSpace: MakeSpace) {
    this.path = path
    this.#file = file
    this.offset = offset
    this.#disk = disk
    this.#makeSpace = makeSpace
    this.#isSynced = true
  }

  /** Goes on with a segment at `offset`; what is behind that is cut off. */
  static goOn(path: string, offset: number, disk: JournalDisk, makeSpace = NO_SPACE): SegmentWriter {
    return attempt(path, () => {
      const file = fs.openSync(path, 'r+')
      try {
        if (fs.fstatSync(file).size > offset) {
          fs.ftruncateSync(file, offset)
          disk.fdatasyncSync(file)
        }
      } catch (error) {
        fs.closeSync(file)
        throw error
      }
      return new SegmentWriter(path, file, offset, disk, makeSpace)
    })
  }

  /** Makes a segment that has its header at once or is not there: under another name first, then renamed. */
  static make(path: string, header: Uint8Array, disk: JournalDisk, makeSpace = NO_SPACE): SegmentWriter {
    const temporary = temporaryPath(path)
    return attempt(path, () => {
      const file = fs.openSync(temporary, 'w')
      try {
        const segment = new SegmentWriter(path, file, 0, disk, makeSpace)
        segment.write([header])
        disk.fsyncSync(file)
        segment.#isSynced = true
        disk.renameSync(temporary, path)
        syncFolder(dirname(path), disk)
        return segment
      } catch (error) {
        fs.closeSync(file)
        fs.rmSync(temporary, { force: true })
        throw error
      }
    })
  }

  /** Writes all pieces, one behind the other. One call may take only a part of them. */
  write(pieces: readonly Uint8Array[]): void {
    this.#isSynced = false
    attempt(this.path, () => {
      for (let left = pieces; left.length > 0; ) {
        const written = this.#writeSome(left)
        this.offset += written
        left = behind(left, written)
      }
    })
  }

  #writeSome(pieces: readonly Uint8Array[]): number {
    const [first, ...others] = pieces
    try {
      return first !== undefined && others.length === 0
        ? this.#disk.writeSync(this.#file, first, 0, first.length, this.offset)
        : this.#disk.writevSync(this.#file, pieces, this.offset)
    } catch (error) {
      if (isFull(error) && this.#makeSpace()) return 0
      throw error
    }
  }

  /** When it returns, everything written is on the disk. */
  sync(): void {
    if (this.#isSynced) return
    attempt(this.path, () => this.#disk.fdatasyncSync(this.#file))
    this.#isSynced = true
  }

  /**
   * Has the disk take everything written while the process goes on. Through another opening of the file: of an error the system tells
   * each opening once, so `sync` still learns of one that was met here.
   */
  syncLater(onFailure: (error: PlimsollError) => void): void {
    if (this.#isSynced) return
    const { offset } = this
    const file = attempt(this.path, () => (this.#otherFile ??= fs.openSync(this.path, 'r+')))
    this.#syncing += 1
    this.#disk.fdatasync(file, (error) => {
      this.#syncing -= 1
      if (this.#isClosed && this.#syncing === 0) fs.closeSync(file)
      if (error !== null) onFailure(writeError(this.path, error))
      else if (this.offset === offset) this.#isSynced = true
    })
  }

  close(): void {
    this.#isClosed = true
    fs.closeSync(this.#file)
    if (this.#otherFile !== undefined && this.#syncing === 0) fs.closeSync(this.#otherFile)
  }
}

/** Removes what a crash left of a segment that was being made. */
export function removeTemporary(path: string): void {
  attempt(path, () => fs.rmSync(temporaryPath(path), { force: true }))
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
}

function temporaryPath(path: string): string {
  return `${path}.tmp`
}

function behind(pieces: readonly Uint8Array[], written: number): readonly Uint8Array[] {
  let skipped = 0
  for (const [k, piece] of pieces.entries()) {
    if (skipped + piece.length > written) return [piece.subarray(written - skipped), ...pieces.slice(k + 1)]
    skipped += piece.length
  }
  return []
}

/** A new name is safe only when its folder is on the disk too. Windows cannot open folders and needs no such thing. */
export function syncFolder(folder: string, disk: JournalDisk): void {
  if (process.platform === 'win32') return
  const file = fs.openSync(folder, 'r')
  try {
    disk.fsyncSync(file)
  } finally {
    fs.closeSync(file)
  }
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action()
  } catch (error) {
    throw error instanceof PlimsollError ? error : writeError(path, error)
  }
}

function writeError(path: string, error: unknown): PlimsollError {
  const { message, cure } = fileError('write', path, error)
  const goOn = 'Then start the session again: it goes on from its last commit.'
  return new PlimsollError('io', message, `${cure} ${goOn}`, { cause: error })
}
