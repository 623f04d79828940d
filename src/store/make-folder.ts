import { mkdirSync } from 'node:fs'
import { fileError } from './file-error.ts'

/** Makes a folder and those above it that are not there. */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true })
  } catch (error) {
    throw fileError('write', path, error)
  }
}
