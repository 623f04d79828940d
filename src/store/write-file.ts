import { closeSync, fstatSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileError } from './file-error.ts'

export type FileData = string | Uint8Array | Iterable<string | Uint8Array>

/**
 * Writes a file that is either there as a whole or not at all, also after a crash: into a temporary file beside it, to the disk,
 * then renamed. On any failure the temporary file is removed and what was there before stays.
 * @param options `mode` is who may read it (0o600: only its owner), from the first byte on
 */
export function writeFileAtomically(path: string, data: FileData, options: { readonly mode?: number } = {}): void {
  if (attempt(path, () => isDevice(path))) {
    const device = attempt(path, () => openSync(path, 'w'))
    writeAndClose(device, path, data)
    return
  }
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`)
  const file = attempt(path, () => openTemporary(temporary, options.mode))
  try {
    writeAndClose(file, path, data)
    rename(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

/** A file that a crash left keeps the mode that it has: one that others must not read is made anew. */
function openTemporary(path: string, mode: number | undefined): number {
  if (mode === undefined) return openSync(path, 'w')
  rmSync(path, { force: true })
  return openSync(path, 'wx', mode)
}

/** /dev/stdout, /dev/null or a pipe: renaming a file over it would replace the device. */
function isDevice(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false })
  return stats !== undefined && !stats.isFile() && !stats.isDirectory()
}

function writeAndClose(file: number, path: string, data: FileData): void {
  try {
    for (const chunk of chunksOf(data)) writeChunk(file, chunk, path)
    if (fstatSync(file).isFile()) attempt(path, () => fsyncSync(file))
  } finally {
    closeSync(file)
  }
}

function chunksOf(data: FileData): Iterable<string | Uint8Array> {
  return typeof data === 'string' || data instanceof Uint8Array ? [data] : data
}

/** One write may take only a part of the bytes. */
function writeChunk(file: number, chunk: string | Uint8Array, path: string): void {
  const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
  let written = 0
  while (written < bytes.length) {
    const start = written
    written += attempt(path, () => writeSync(file, bytes, start))
  }
}

function rename(temporary: string, path: string): void {
  attempt(path, () => renameSync(temporary, path))
  syncFolder(dirname(path))
}

/** A new name is safe only when its folder is on the disk too. Windows cannot open folders and needs no such thing. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const file = openSync(folder, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action()
  } catch (error) {
    throw fileError('write', path, error)
  }
}
