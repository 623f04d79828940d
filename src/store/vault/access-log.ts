import { createHash } from 'node:crypto'
import { closeSync, existsSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { PlimsollError } from '../../core/errors.ts'
import { fileError } from '../file-error.ts'
import { makeFolder } from '../make-folder.ts'
import { readTextFile } from '../read-file.ts'
import { withLock } from './with-lock.ts'

/** Longer than any line: what the end of the file is read with. */
const LONGEST_LINE_BYTES = 16_384
const START = '0'.repeat(64)

const ACTIONS = [
  'unlock refused',
  'added',
  'revealed',
  'replaced',
  'removed',
  'old versions removed',
  'master key change begun',
  'master key changed',
  'torn line found',
] as const

const shortText = z.string().max(500)
const recordSchema = z.strictObject({
  line: z.int().min(1),
  at: z.int(),
  who: shortText,
  action: z.enum(ACTIONS),
  /** What for, in the words of who asked. */
  purpose: shortText,
  /** The entry of the vault, where it is about one. */
  entry: shortText.nullable(),
  exchange: shortText.nullable(),
  label: shortText.nullable(),
  version: z.int().nullable(),
  /** The hash of the line before. */
  previous: z.string().length(64),
  hash: z.string().length(64),
})

export type AccessRecord = z.infer<typeof recordSchema>
/** What is told of an access; the log adds its place in the chain. */
export type Access = Omit<AccessRecord, 'line' | 'previous' | 'hash'>

/**
 * Who did what to which key when and what for, never the key: lines that are only ever added, each holding the hash of the one
 * before, so that a line that is changed, taken out or put in shows.
 */
export class AccessLog {
  readonly #path: string

  constructor(path: string) {
    this.#path = path
  }

  /** Adds a line and returns once it is on the disk. */
  append(access: Access): void {
    makeFolder(dirname(this.#path))
    withLock(`${this.#path}.lock`, () => {
      const file = this.#attempt('write', () => openSync(this.#path, 'a+', 0o600))
      try {
        this.#attempt('write', () => appendTo(file, access, this.#path))
      } finally {
        closeSync(file)
      }
    })
  }

  /** Every line, the oldest first. Throws when the chain is broken and names the line. */
  read(): readonly AccessRecord[] {
    if (!existsSync(this.#path)) return []
    const lines = readTextFile(this.#path).split('\n')
    const unfinished = lines.pop() ?? ''
    const records = followChain(lines, this.#path)
    if (unfinished !== '') records.push(...followChain([unfinished], this.#path, records.at(-1), { mayBeTorn: true }))
    return records
  }

  #attempt<T>(verb: 'read' | 'write', action: () => T): T {
    try {
      return action()
    } catch (error) {
      throw error instanceof PlimsollError ? error : fileError(verb, this.#path, error)
    }
  }
}

function appendTo(file: number, access: Access, path: string): void {
  const { last, torn } = readEnd(file, path)
  let text = torn === '' ? '' : '\n'
  let before = last
  if (torn !== '') {
    // A crash cut the last line short. It stays as it is, and the next line answers for its bytes.
    const note = { ...access, action: 'torn line found' as const, purpose: sha256(torn), entry: null }
    before = chained({ ...note, exchange: null, label: null, version: null }, before)
    text += `${JSON.stringify(before)}\n`
  }
  text += `${JSON.stringify(chained(access, before))}\n`
  writeWhole(file, Buffer.from(text))
  fsyncSync(file)
}

/** A full disk may take a part of a line: that part is taken back, so that the line before stays the last one. */
function writeWhole(file: number, bytes: Uint8Array): void {
  const sizeBefore = fstatSync(file).size
  try {
    for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written)
  } catch (error) {
    ftruncateSync(file, sizeBefore)
    throw error
  }
}

function readEnd(file: number, path: string): { last: AccessRecord | undefined; torn: string } {
  const size = fstatSync(file).size
  const from = Math.max(0, size - 2 * LONGEST_LINE_BYTES)
  const bytes = Buffer.alloc(size - from)
  readSync(file, bytes, 0, bytes.length, from)
  const lines = bytes.toString().split('\n')
  const torn = lines.pop() ?? ''
  const text = lines.at(-1)
  if (text === undefined) return { last: undefined, torn }
  const last = parseLine(text)
  if (last === undefined) throw brokenChain(path, 'its last line')
  return { last, torn }
}

function followChain(
  lines: readonly string[],
  path: string,
  start?: AccessRecord,
  { mayBeTorn = false } = {},
): AccessRecord[] {
  const records: AccessRecord[] = []
  let before = start
  let torn: string | undefined
  for (const text of lines) {
    const record = parseLine(text)
    if (record === undefined) {
      if (torn !== undefined) throw brokenChain(path, `the line after line ${before?.line ?? 0}`)
      torn = text
      continue
    }
    const answersForTorn = record.action === 'torn line found' && torn !== undefined && record.purpose === sha256(torn)
    const isNext = record.line === (before?.line ?? 0) + 1 && record.previous === (before?.hash ?? START)
    if (!isNext || record.hash !== hashOf(record) || (torn !== undefined && !answersForTorn))
      throw brokenChain(path, `line ${record.line}`)
    torn = undefined
    before = record
    records.push(record)
  }
  if (torn !== undefined && !mayBeTorn) throw brokenChain(path, `the line after line ${before?.line ?? 0}`)
  return records
}

function parseLine(text: string): AccessRecord | undefined {
  try {
    const parsed = recordSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : undefined
  } catch {
    // No JSON: a line that was cut short or changed. Callers say so.
    return undefined
  }
}

function chained(access: Access, before: AccessRecord | undefined): AccessRecord {
  const record = { line: (before?.line ?? 0) + 1, ...shortened(access), previous: before?.hash ?? START, hash: '' }
  return { ...record, hash: hashOf(record) }
}

function shortened(access: Access): Access {
  return { ...access, who: access.who.slice(0, 500), purpose: access.purpose.slice(0, 500) }
}

function hashOf({ hash: _, ...rest }: AccessRecord): string {
  return sha256(JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))))
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function brokenChain(path: string, where: string): PlimsollError {
  return new PlimsollError(
    'data',
    `the access log ${path} was changed or damaged at ${where}`,
    'Find out who did. Move the file away to begin a new one; nothing of it is needed to read the keys.',
  )
}
