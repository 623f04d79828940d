import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { PlimsollError } from '../core/errors.ts'
import { fileError } from './file-error.ts'

/** What a folder consists of: path within it, with slashes, to content. */
export type FolderFiles = ReadonlyMap<string, string | Uint8Array>

/** The files that say which files of a folder are ours, that of a run and that of a comparison: JSON objects with `schema` and `files`. */
const MARKERS = ['result.json', 'compare.json']
const OUR_SCHEMA = /^plimsoll\./

/**
 * Writes a folder that is either there as a whole or not at all: everything goes into a hidden folder beside it, which is renamed
 * at the end. An earlier result of ours is replaced; a folder that holds anything else is refused, because replacing it would
 * destroy what somebody put there.
 */
export function writeFolder(path: string, files: FolderFiles): void {
  const target = realTarget(path)
  refuseForeign(path, target)
  const parent = dirname(target)
  refuseFileAbove(path, parent)
  let made: string | undefined
  let temporary: string | undefined
  try {
    made = mkdirSync(parent, { recursive: true })
    temporary = join(parent, `.${basename(target)}.${process.pid}.tmp`)
    mkdirSync(temporary)
    for (const [name, content] of files) writeInside(temporary, name, content)
    putInPlace(temporary, target)
  } catch (error) {
    if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true })
    if (made !== undefined) rmSync(made, { recursive: true, force: true })
    throw error instanceof PlimsollError ? error : fileError('write', path, error)
  }
}

/** The folder that a link points to, so that the link stays and its folder is replaced. */
function realTarget(path: string): string {
  const target = resolve(path)
  return existsSync(target) ? realpathSync(target) : target
}

function refuseForeign(path: string, target: string): void {
  if (!existsSync(target)) return
  if (!lstatSync(target).isDirectory()) {
    throw new PlimsollError(
      'usage',
      `${path} is a file`,
      'Give the name of a folder that is empty or does not exist yet.',
    )
  }
  const ours = filesOfEarlierResult(target)
  const foreign = listFiles(target).find((name) => !ours.has(name))
  if (foreign !== undefined) {
    throw new PlimsollError(
      'usage',
      `${path} holds "${foreign}", which is not part of an earlier report`,
      'Choose an empty folder, or one that does not exist yet.',
    )
  }
  if (target === realpathSync(process.cwd())) {
    throw new PlimsollError(
      'usage',
      `${path} is the folder that you are in`,
      'Name a folder inside it: it is replaced as a whole.',
    )
  }
}

/** Without this the system would say that a file exists, but not that it stands where a folder is needed. */
function refuseFileAbove(path: string, parent: string): void {
  let folder = parent
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder)
  if (existsSync(folder) && !statSync(folder).isDirectory()) {
    throw new PlimsollError(
      'usage',
      `cannot write ${path}: ${folder} is a file`,
      'Give a path whose parts are folders.',
    )
  }
}

/** The files that an earlier result lists as its own; none when there is no such result. */
function filesOfEarlierResult(folder: string): ReadonlySet<string> {
  return new Set(MARKERS.flatMap((name) => [...filesListedIn(join(folder, name))]))
}

function filesListedIn(marker: string): ReadonlySet<string> {
  if (!existsSync(marker)) return new Set()
  try {
    const found: unknown = JSON.parse(readFileSync(marker, 'utf8'))
    if (typeof found !== 'object' || found === null || !('schema' in found && 'files' in found)) return new Set()
    const isOurs = OUR_SCHEMA.test(String(found.schema)) && Array.isArray(found.files)
    return new Set(isOurs ? (found.files as unknown[]).map(String) : [])
  } catch (error) {
    if (error instanceof SyntaxError) return new Set() // not JSON: somebody else's file of that name, so it is refused
    throw fileError('read', marker, error)
  }
}

/** Every file and every empty folder below `folder`, with slashes. */
function listFiles(folder: string, prefix = ''): string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    const name = prefix === '' ? entry.name : `${prefix}/${entry.name}`
    if (!entry.isDirectory()) return [name]
    const inner = listFiles(folder, name)
    return inner.length === 0 ? [name] : inner
  })
}

function writeInside(folder: string, name: string, content: string | Uint8Array): void {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content, { flush: true })
}

/** Two renames when something is there: for a moment the place is empty, and after a failure the old one is put back. */
function putInPlace(temporary: string, target: string): void {
  if (!existsSync(target)) {
    renameSync(temporary, target)
    return
  }
  const old = `${temporary}.old`
  renameSync(target, old)
  try {
    renameSync(temporary, target)
  } catch (error) {
    renameSync(old, target)
    throw error
  }
  rmSync(old, { recursive: true, force: true })
}
