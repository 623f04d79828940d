import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { fileError } from './file-error.ts'

const CHUNK_BYTES = 1 << 20

/** SHA-256 of what a file holds, in hex. */
export function hashFile(path: string): string {
  try {
    const file = openSync(path, 'r')
    try {
      const hash = createHash('sha256')
      const buffer = new Uint8Array(CHUNK_BYTES)
      for (let length = readSync(file, buffer); length > 0; length = readSync(file, buffer))
        hash.update(buffer.subarray(0, length))
      return hash.digest('hex')
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw fileError('read', path, error)
  }
}
