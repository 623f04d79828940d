import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { fileError } from '../file-error.ts'
import { fs } from '../fs.ts'

/** Enough for the exits of some hundred positions. */
export const RESERVE_BYTES = 256 << 10

/** Takes space in the folder of a journal that is given back when the disk is full. */
export function makeReserve(folder: string): void {
  const path = reservePath(folder)
  try {
    if (fs.statSync(path, { throwIfNoEntry: false })?.size === RESERVE_BYTES) return
    // Not zeros: some file systems keep none.
    fs.writeFileSync(path, randomBytes(RESERVE_BYTES), { flush: true })
  } catch (error) {
    removeReserve(folder)
    throw fileError('write', path, error)
  }
}

/** Gives the space back; false when there is none to give. */
export function releaseReserve(folder: string): boolean {
  const path = reservePath(folder)
  if (!fs.existsSync(path)) return false
  fs.rmSync(path)
  return true
}

/** The journal is closed. Where it cannot be removed, the next start finds it and uses it. */
export function removeReserve(folder: string): void {
  try {
    fs.rmSync(reservePath(folder), { force: true })
  } catch {
    // A folder that has become read-only, say: nothing is lost by it.
  }
}

function reservePath(folder: string): string {
  return join(folder, 'reserve')
}
