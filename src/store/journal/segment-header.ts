import { hash } from 'node:crypto'
import type { FileWindow } from './file-window.ts'

/** What a segment says of itself before its first frame. Its own hash stands behind it and begins the chain of its frames. */
export interface SegmentHeader {
  /** Of the format. */
  readonly version: number
  readonly session: string
  /** From 1 on. */
  readonly segment: number
  /** Sequence of the first record in it. */
  readonly firstSequence: number
  /** The clock of the machine, in milliseconds. */
  readonly createdAt: number
  /** Hash at the end of the segment before; zeros in the first. */
  readonly previousHash: Uint8Array
}

export const HASH_BYTES = 32

/** The format that is written. Version 1 had no packed records; it is still read. */
export const VERSION = 2

/** What is enough to tell how long the whole header is. */
const HEADER_START_BYTES = 72
const MAGIC = Buffer.from('PLIMJRNL')
const LONGEST_SESSION_BYTES = 256
const LONGEST_HEADER_BYTES = HEADER_START_BYTES + LONGEST_SESSION_BYTES + HASH_BYTES

/** Whether a session of this name fits into a header. */
export function isSessionName(session: string): boolean {
  return session !== '' && Buffer.byteLength(session) <= LONGEST_SESSION_BYTES
}

/** The bytes of a header, its hash included. They are a multiple of 8, so that all columns behind them lie at multiples of 8. */
export function encodeHeader(header: Omit<SegmentHeader, 'version'>): Buffer {
  const session = Buffer.from(header.session)
  const hashAt = HEADER_START_BYTES + padded(session.length)
  const bytes = Buffer.alloc(hashAt + HASH_BYTES)
  MAGIC.copy(bytes)
  bytes.writeUInt32LE(VERSION, 8)
  bytes.writeUInt32LE(bytes.length, 12)
  bytes.writeUInt32LE(header.segment, 16)
  bytes.writeUInt32LE(session.length, 20)
  bytes.writeDoubleLE(header.firstSequence, 24)
  bytes.writeDoubleLE(header.createdAt, 32)
  bytes.set(header.previousHash, 40)
  session.copy(bytes, HEADER_START_BYTES)
  hash('sha256', bytes.subarray(0, hashAt), 'buffer').copy(bytes, hashAt)
  return bytes
}

/** The header at the beginning of a file, or what is wrong with it. Leaves the window at its hash. */
export function readHeader(window: FileWindow): SegmentHeader | string {
  const startBytes = Math.min(HEADER_START_BYTES, window.size)
  window.need(startBytes)
  const bytes = headerBytes(window.buffer.subarray(0, startBytes))
  if (typeof bytes === 'string') return bytes
  if (bytes > window.size) return 'the file ends within its header'
  window.need(bytes)
  window.at = bytes - HASH_BYTES
  return decodeHeader(window.buffer.subarray(0, bytes))
}

/** How many bytes the header has that begins with `start`, or what is wrong with it. */
function headerBytes(start: Buffer): number | string {
  if (start.length < HEADER_START_BYTES) return 'the file ends within its header'
  if (!start.subarray(0, MAGIC.length).equals(MAGIC)) return 'it does not begin like a journal'
  const version = start.readUInt32LE(8)
  if (!(version >= 1 && version <= VERSION)) return `format version ${version} is not known, only 1 to ${VERSION}`
  const bytes = start.readUInt32LE(12)
  const isPossible = bytes >= HEADER_START_BYTES + HASH_BYTES && bytes <= LONGEST_HEADER_BYTES && bytes % 8 === 0
  return isPossible ? bytes : 'its header is damaged'
}

/** The header in `bytes`, which `headerBytes` told the number of, or what is wrong with it. */
function decodeHeader(bytes: Buffer): SegmentHeader | string {
  const hashAt = bytes.length - HASH_BYTES
  const found = hash('sha256', bytes.subarray(0, hashAt), 'buffer')
  const sessionBytes = bytes.readUInt32LE(20)
  if (!found.equals(bytes.subarray(hashAt)) || HEADER_START_BYTES + padded(sessionBytes) !== hashAt) {
    return 'its header is damaged'
  }
  return {
    version: bytes.readUInt32LE(8),
    session: bytes.toString('utf8', HEADER_START_BYTES, HEADER_START_BYTES + sessionBytes),
    segment: bytes.readUInt32LE(16),
    firstSequence: bytes.readDoubleLE(24),
    createdAt: bytes.readDoubleLE(32),
    previousHash: Buffer.from(bytes.subarray(40, 40 + HASH_BYTES)),
  }
}

/** `bytes`, rounded up to a multiple of 8. */
export function padded(bytes: number): number {
  return Math.ceil(bytes / 8) * 8
}
