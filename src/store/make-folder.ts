import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileError } from './file-error.ts'

/** Makes a folder and those above it that are not there. */
export function makeFolder(path: string): void {
  try {
    // Where the working folder is gone, Node.js tries to make a relative path for ever.
    mkdirSync(resolve(path), { recursive: true })
  } catch (error) {
    throw fileError('write', path, error)
  }
}
