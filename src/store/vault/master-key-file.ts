import { closeSync, existsSync, fstatSync, openSync, readFileSync, renameSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { PlimsollError } from '../../core/errors.ts'
import { fileError } from '../file-error.ts'
import { makeFolder } from '../make-folder.ts'
import { writeFileAtomically } from '../write-file.ts'
import { drawMasterKey, parseMasterKey } from './master-key.ts'

const OTHERS = 0o077

/** Where the key to come waits until the vault is locked with it. */
export function nextKeyFile(path: string): string {
  return `${path}.next`
}

/** The master key in a file, undefined when there is none. A file that others may read is refused. */
export function readMasterKeyFile(path: string): Buffer | undefined {
  // Opened once: between two looks at the path another process may put another file there.
  const file = openOrUndefined(path)
  if (file === undefined) return undefined
  try {
    refuseShared(path, fstatSync(file).mode & 0o777)
    return parseMasterKey(textOf(file, path), path)
  } finally {
    closeSync(file)
  }
}

function openOrUndefined(path: string): number | undefined {
  try {
    return openSync(path, 'r')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw fileError('read', path, error)
  }
}

function refuseShared(path: string, mode: number): void {
  if (process.platform === 'win32' || (mode & OTHERS) === 0) return
  throw new PlimsollError(
    'io',
    `the master key ${path} may be read by others (mode ${mode.toString(8)})`,
    `chmod 600 ${path}, and if anyone could have read it: plimsoll keys rotate`,
  )
}

function textOf(file: number, path: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw fileError('read', path, error)
  }
}

/** Makes a file with a new master key, or leaves the one that is there. Call it under the lock of the vault. */
export function makeMasterKeyFile(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  keepOutOfGit(path)
  writeFileAtomically(path, `${drawMasterKey()}\n`, { mode: 0o600 })
}

/** One `git add .` in a folder above would publish the master key beside the vault. A `.gitignore` that is there is left as it is. */
function keepOutOfGit(path: string): void {
  const ignored = join(dirname(path), '.gitignore')
  if (existsSync(ignored)) return
  const name = basename(path).replace(/\.next$/, '')
  writeFileAtomically(ignored, `/${name}*\n/.${name}*\n/data/\n/logs/\n/exports/\n`)
}

/** The key to come takes the place of the one in use, which is kept under the name that is given back: older backups need it. */
export function promoteNextKeyFile(path: string, at: number): string | undefined {
  const retired = retireMasterKeyFile(path, at)
  rename(nextKeyFile(path), path)
  return retired
}

/** Puts a key file that is in use no more aside, under a name with the time. The name, or undefined when there was no file. */
export function retireMasterKeyFile(path: string, at: number): string | undefined {
  if (!existsSync(path)) return undefined
  const retired = `${path}.retired-${at}`
  rename(path, retired)
  return retired
}

function rename(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    throw fileError('write', to, error)
  }
}
