import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import type { z } from 'zod'
import { PlimsollError } from '../../../core/errors.ts'
import { fileError } from '../../file-error.ts'
import { type DumpHeader, type DumpValue, footerSchema, headerSchema, rowSchema } from './dump-format.ts'

export interface DumpRow {
  readonly table: string
  readonly values: readonly DumpValue[]
}

/** What a dump says of itself at its beginning. */
export async function readDumpHeader(path: string): Promise<DumpHeader> {
  for await (const line of linesOf(path)) return parsed(headerSchema, line, path, 1)
  throw damaged(path, 'it is empty')
}

/**
 * The rows of a dump. That nothing is missing is known only at its end: whoever reads must be able to take back what it did.
 * @throws PlimsollError `data` when the dump is cut off, changed, or no dump
 */
export async function* readDump(path: string): AsyncGenerator<DumpRow> {
  const hash = createHash('sha256')
  const counts: Record<string, number> = {}
  let header: DumpHeader | undefined
  let pending: string | undefined
  let number = 0
  for await (const line of linesOf(path)) {
    if (pending !== undefined) {
      number += 1
      hash.update(`${pending}\n`)
      if (header === undefined) {
        header = parsed(headerSchema, pending, path, number)
        for (const table of Object.keys(header.tables)) counts[table] = 0
      } else yield rowOf(pending, header, counts, path, number)
    }
    pending = line
  }
  if (header === undefined || pending === undefined) throw damaged(path, 'it is cut off')
  const footer = parsed(footerSchema, pending, path, number + 1)
  if (footer.sha256 !== hash.digest('hex')) throw damaged(path, 'its hash is another')
  for (const [table, count] of Object.entries(counts))
    if (footer.counts[table] !== count)
      throw damaged(path, `it has ${count} rows of ${table}, not ${footer.counts[table]}`)
}

/** Rows by table, once the whole dump has been read and found right. */
export async function checkDump(path: string): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {}
  for await (const { table } of readDump(path)) counts[table] = (counts[table] ?? 0) + 1
  return counts
}

function rowOf(
  line: string,
  { tables }: DumpHeader,
  counts: Record<string, number>,
  path: string,
  number: number,
): DumpRow {
  const [table, ...values] = parsed(rowSchema, line, path, number)
  const columns = tables[table]
  if (columns === undefined || columns.length !== values.length) {
    throw damaged(path, `line ${number} is no row of a table that its header names`)
  }
  counts[table] = (counts[table] ?? 0) + 1
  return { table, values }
}

async function* linesOf(path: string): AsyncGenerator<string> {
  const file = createReadStream(path)
  const unpacked = createGunzip().setEncoding('utf8')
  file.on('error', (error) => unpacked.destroy(error)).pipe(unpacked)
  let rest = ''
  try {
    for await (const chunk of unpacked) {
      const lines = `${rest}${chunk}`.split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
  } catch (error) {
    const isPacking = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
    throw isPacking ? damaged(path, error.message) : fileError('read', path, error)
  } finally {
    file.destroy()
  }
  if (rest !== '') throw damaged(path, 'its last line is cut off')
}

function parsed<T>(schema: z.ZodType<T>, line: string, path: string, number: number): T {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch (error) {
    if (error instanceof SyntaxError) throw damaged(path, `line ${number} is no JSON`)
    throw error
  }
  const result = schema.safeParse(json)
  if (result.success) return result.data
  throw damaged(path, `line ${number} is not what a dump holds there`)
}

function damaged(path: string, problem: string): PlimsollError {
  return new PlimsollError('data', `${path} is no whole dump of Plimsoll: ${problem}`, 'Use another backup.')
}
