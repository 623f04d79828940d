import { PlimsollError } from '../core/errors.ts'
import { fileError } from './file-error.ts'
import { fs } from './fs.ts'

const { closeSync, fstatSync, openSync, readFileSync, readSync } = fs

const CHUNK_BYTES = 1 << 20
const LARGEST_UNPACKED_BYTES = 2 ** 31

/**
 * Reads a file piece by piece and tells its size beforehand; one buffer serves all pieces. A file packed with gzip, which its first
 * bytes tell whatever its name, comes unpacked in one piece.
 */
export function readFileChunks(path: string, onSize: (sizeBytes: number) => (chunk: Uint8Array) => void): void {
  const file = openFile(path)
  try {
    const buffer = new Uint8Array(CHUNK_BYTES)
    const first = readChunk(file, buffer, path)
    if (buffer[0] === 0x1f && buffer[1] === 0x8b && first > 2) {
      const unpacked = unpack(path)
      onSize(unpacked.length)(unpacked)
      return
    }
    const push = onSize(fstatSync(file).size)
    for (let length = first; length > 0; length = readChunk(file, buffer, path)) push(buffer.subarray(0, length))
  } finally {
    closeSync(file)
  }
}

/** The whole file as text, unpacked when it is packed with gzip. */
export function readTextFile(path: string): string {
  const decoder = new TextDecoder()
  let text = ''
  readFileChunks(path, () => (chunk) => {
    text += decoder.decode(chunk, { stream: true })
  })
  return text + decoder.decode()
}

function openFile(path: string): number {
  try {
    const file = openSync(path, 'r')
    if (!fstatSync(file).isDirectory()) return file
    closeSync(file)
  } catch (error) {
    throw fileError('read', path, error)
  }
  throw new PlimsollError('io', `cannot read ${path}: it is a folder`, 'Give the path of a file.')
}

function readChunk(file: number, buffer: Uint8Array, path: string): number {
  try {
    return readSync(file, buffer)
  } catch (error) {
    throw fileError('read', path, error)
  }
}

function unpack(path: string): Uint8Array {
  const packed = readFileSync(path)
  // The last four bytes tell the unpacked size: one buffer of that size instead of many that are joined later.
  const size = packed.length < 18 ? 0 : packed.readUInt32LE(packed.length - 4)
  const chunkSize = Math.min(Math.max(size + 1, 65_536), 256 << 20, packed.length * 1100)
  try {
    return process
      .getBuiltinModule('node:zlib')
      .gunzipSync(packed, { chunkSize: Math.max(chunkSize, 64), maxOutputLength: LARGEST_UNPACKED_BYTES })
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    throw new PlimsollError(
      'data',
      `${path} cannot be unpacked: ${detail}`,
      'The download was cut short or damaged: fetch the file again.',
      {
        cause: error,
      },
    )
  }
}
