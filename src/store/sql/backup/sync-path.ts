import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileError } from '../../file-error.ts'

/** Gives a finished file its name, so that a crash leaves it there as a whole or not at all. What had the name before is replaced. */
export function publishFile(temporary: string, path: string): void {
  try {
    sync(temporary)
    renameSync(temporary, path)
    // Windows cannot open folders and needs no such thing.
    if (process.platform !== 'win32') sync(dirname(path))
  } catch (error) {
    throw fileError('write', path, error)
  }
}

function sync(path: string): void {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
