import { createCipheriv, createSecretKey, hash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { HASH_BYTES } from './segment-header.ts'

// A frame, as it stands behind the hash of the frame before:
//   u32 bytes of the payload, u32 records in it, u32 form, u32 check of hash and head
//   payload: records, each `u32 kind, u32 bytes, body` and zeros up to a multiple of 8
//   hash (32 bytes)

export const FRAME_HEAD_BYTES = 16
/** Where the payload of a frame begins in a buffer that begins with the hash of the frame before. */
export const PAYLOAD_AT = HASH_BYTES + FRAME_HEAD_BYTES
export const RECORD_HEAD_BYTES = 8
/** Market and count, before the columns. */
export const BARS_HEAD_BYTES = 8
export const BAR_BYTES = 48

/** What a reader may have to hold at once stays bounded. */
export const LARGEST_PAYLOAD_BYTES = 1 << 28
/** As many as fit unpacked, in one record. */
export const MOST_BARS = Math.floor((LARGEST_PAYLOAD_BYTES - 256) / BAR_BYTES)

/** An event as a line of JSON. */
export const TEXT_RECORD = 1
/** Few bars: their columns. */
export const BARS_RECORD = 2
/** An event as `EventPacker` packs it. */
export const PACKED_EVENT_RECORD = 3
/** Many bars as `BarsPacker` packs them. */
export const PACKED_BARS_RECORD = 4

/** The hash is taken over everything. */
export const PLAIN_FORM = 1
/** One record of many bars, in version 1 of the format: like `BARS_FORM`, with a key of its own. Making one takes longer than its tag. */
const KEYED_FORM = 2
/**
 * One record of many bars. A cryptographic hash of them would take as long as packing them, so the hash takes a 128-bit tag of the
 * columns (GMAC) instead: no damage gets past it, but unlike an event, bars could be forged to fit.
 */
export const BARS_FORM = 3

/** No secret: a tag needs a key, and the nonce makes it another one in each place of the chain. */
const TAG_KEY = createSecretKey(Buffer.from('plimsoll journal'))

/** What a frame says of itself. */
export interface FrameHead {
  readonly payloadBytes: number
  readonly records: number
  readonly form: number
}

/** Writes the head at `offset`; the hash of the frame before must stand in front of it. */
export function writeFrameHead(buffer: Buffer, offset: number, { payloadBytes, records, form }: FrameHead): void {
  buffer.writeUInt32LE(payloadBytes, offset)
  buffer.writeUInt32LE(records, offset + 4)
  buffer.writeUInt32LE(form, offset + 8)
  buffer.writeUInt32LE(checkOf(buffer, offset), offset + 12)
}

/**
 * The head at `offset`, or undefined when it is damaged. Without a check of its own a changed length would look like a frame
 * that was cut off, and what follows it would be thrown away.
 */
export function readFrameHead(buffer: Buffer, offset: number): FrameHead | undefined {
  if (buffer.readUInt32LE(offset + 12) !== checkOf(buffer, offset)) return undefined
  const payloadBytes = buffer.readUInt32LE(offset)
  const records = buffer.readUInt32LE(offset + 4)
  const form = buffer.readUInt32LE(offset + 8)
  const isPossible =
    payloadBytes >= RECORD_HEAD_BYTES &&
    payloadBytes <= LARGEST_PAYLOAD_BYTES &&
    payloadBytes % 8 === 0 &&
    records > 0 &&
    (form === PLAIN_FORM || ((form === KEYED_FORM || form === BARS_FORM) && records === 1))
  return isPossible ? { payloadBytes, records, form } : undefined
}

function checkOf(buffer: Buffer, offset: number): number {
  return crc32(buffer.subarray(offset - HASH_BYTES, offset + 12))
}

/** The hash of the frame whose head is at `offset` of `buffer`, where the hash of the frame before stands in front of it. */
export function frameHash(buffer: Buffer, offset: number, { payloadBytes, form }: FrameHead): Buffer {
  const payloadAt = offset + FRAME_HEAD_BYTES
  if (form === PLAIN_FORM) return sha256(buffer.subarray(offset - HASH_BYTES, payloadAt + payloadBytes))
  const columnsAt = payloadAt + RECORD_HEAD_BYTES + BARS_HEAD_BYTES
  const columns = buffer.subarray(columnsAt, payloadAt + payloadBytes)
  return barsHash(buffer.subarray(offset - HASH_BYTES, columnsAt), columns, form)
}

/** The hash of a frame of bars. `start` is the hash of the frame before and everything up to the columns. */
export function barsHash(start: Buffer, columns: Uint8Array, form = BARS_FORM): Buffer {
  const drawn = sha256(start)
  const key = form === KEYED_FORM ? drawn.subarray(0, 16) : TAG_KEY
  const cipher = createCipheriv('aes-128-gcm', key, drawn.subarray(16, 28))
  cipher.setAAD(columns)
  cipher.final()
  return sha256(Buffer.concat([start, cipher.getAuthTag()]))
}

function sha256(bytes: Uint8Array): Buffer {
  return hash('sha256', bytes, 'buffer')
}
