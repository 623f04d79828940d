import * as z from 'zod'
import { PlimsollError } from '../../core/errors.ts'
import { readTextFile } from '../read-file.ts'
import { flawError } from './journal-flaw.ts'
import { HASH_BYTES } from './segment-header.ts'
import { type JournalReport, verifyJournal } from './verify-journal.ts'

// A journal cannot show that frames behind its last one are gone, or that it was written anew from some frame on: its chain fits. Its
// head, kept where nobody who can write the journal can write, shows both.

/** The end of a frame of a journal: its hash vouches for every record up to `sequence`. */
export interface JournalHead {
  readonly session: string
  readonly sequence: number
  /** In hex. */
  readonly hash: string
  /** When the journal held it: ISO 8601, UTC, in seconds. */
  readonly at: string
}

/** A head from a file of heads. */
export interface KeptHead extends JournalHead {
  /** `heads.txt line 3`. */
  readonly place: string
}

/** A head that is not in its journal, and why. */
export interface HeadMisfit {
  readonly head: KeptHead
  readonly problem: string
  readonly cure: string
}

/** What the check of a journal and its heads came to. */
export interface HeadsCheck {
  readonly report: JournalReport
  /** How many heads fit. */
  readonly fitting: number
  /** In the order of the chain. Those behind a flaw are not among them: nothing is known of them. */
  readonly misfits: readonly HeadMisfit[]
}

/**
 * The end of the last whole frame of a journal, also while it is written; undefined when there is none.
 * @throws PlimsollError `data` at a flaw
 */
export function readHead(folder: string): Pick<JournalHead, 'sequence' | 'hash'> | undefined {
  // The hash of the report may be that of a header: of a segment that has no frame yet.
  const last = Buffer.alloc(HASH_BYTES)
  const { records, flaw } = verifyJournal(folder, ({ hash }) => hash.copy(last))
  if (flaw !== undefined) throw flawError(flaw)
  return records === 0 ? undefined : { sequence: records, hash: last.toString('hex') }
}

/**
 * A head as a line of a file: `HASH  SEQUENCE  TIME  SESSION`.
 * @throws PlimsollError `data` for a name that does not stay on its line
 */
export function formatHead({ session, sequence, hash, at }: JournalHead): string {
  if (!/[\r\n]/.test(session)) return `${hash}  ${sequence}  ${at}  ${session}`
  const cure = 'Give its folder a name without line breaks, or print JSON: --json.'
  throw new PlimsollError('data', `the name of session ${JSON.stringify(session)} takes more than one line`, cure)
}

/**
 * The heads in a file of lines as `formatHead` makes them.
 * @throws PlimsollError `data` that names the first line that is none, `io` when the file cannot be read
 */
export function readHeads(file: string): KeptHead[] {
  return readTextFile(file)
    .split(/\r?\n/)
    .flatMap((line, k) => (line === '' ? [] : [parseHead(line, `${file} line ${k + 1}`)]))
}

const FORM = /^(?<hash>\S*) {2}(?<sequence>\S*) {2}(?<at>\S*) {2}(?<session>.*)$/s

const headSchema = z.object({
  hash: z.string().regex(/^[0-9a-f]{64}$/i, 'a hash of 64 hex digits'),
  sequence: z
    .string()
    .regex(/^[1-9]\d*$/, 'a whole number from 1 on')
    .transform(Number)
    .pipe(z.int('a number that a record can have')),
  at: z.iso.datetime({ precision: 0, error: 'a time like 2026-11-21T19:45:12Z' }),
  session: z.string().min(1, 'the name of a session'),
})

function parseHead(line: string, place: string): KeptHead {
  const fields = FORM.exec(line)?.groups
  if (fields === undefined) throw badLine(place, line, 'HASH  SEQUENCE  TIME  SESSION, with two spaces between them')
  const { data, error } = headSchema.safeParse(fields)
  if (data !== undefined) return { ...data, hash: data.hash.toLowerCase(), place }
  const { path, message } = error.issues[0] ?? { path: [], message: 'a head' }
  throw badLine(place, fields[String(path[0])] ?? line, message)
}

/** A file that was given by mistake may have very long lines. */
function badLine(place: string, value: string, wanted: string): PlimsollError {
  const cure = 'Correct the line, or delete it; plimsoll journal heads prints lines that are right.'
  return new PlimsollError('data', `${place}: ${JSON.stringify(value.slice(0, 200))} is not ${wanted}`, cure)
}

/** Verifies a journal and looks for heads of it, all in one pass. */
export function checkHeads(folder: string, heads: readonly KeptHead[]): HeadsCheck {
  const ascending = [...heads].sort((a, b) => a.sequence - b.sequence)
  const misfits: HeadMisfit[] = []
  let reached = 0
  const report = verifyJournal(folder, ({ sequence, hash }) => {
    for (let head = ascending[reached]; head !== undefined && head.sequence <= sequence; head = ascending[++reached]) {
      if (head.sequence < sequence) misfits.push(changed(head, 'is not the end of a frame'))
      else if (head.hash !== hash.toString('hex')) misfits.push(changed(head, 'has another hash'))
    }
  })
  const fitting = reached - misfits.length
  if (report.flaw === undefined) misfits.push(...ascending.slice(reached).map((head) => cutOff(head, report.records)))
  return { report, fitting, misfits }
}

/** A head whose journal is not there at all. */
export function withoutJournal(head: KeptHead): HeadMisfit {
  const problem = `there is no journal of session "${head.session}"`
  return {
    head,
    problem,
    cure: 'Put its folder back from a backup, or delete its lines when it was pruned on purpose.',
  }
}

/** What to tell a person of heads that do not fit: the first. */
export function misfitError({ head, problem, cure }: HeadMisfit, more: number): PlimsollError {
  const others = more === 0 ? '' : `; ${more} more ${more === 1 ? 'line does' : 'lines do'} not fit`
  return new PlimsollError('data', `${head.place}: ${problem}${others}`, cure)
}

const CURE =
  'Nothing was changed. Put the folder back from a backup that the line fits. Delete the line only when you know why it cannot fit: when the session was pruned and begun again under its name, say.'

function changed(head: KeptHead, how: string): HeadMisfit {
  const { sequence, session, at } = head
  const problem = `record ${sequence} of session "${session}" ${how}: what its journal holds up to there is not what it held at ${at}`
  return { head, problem, cure: CURE }
}

function cutOff(head: KeptHead, records: number): HeadMisfit {
  const has = `${records} ${records === 1 ? 'record' : 'records'}`
  const problem = `the journal of session "${head.session}" has ${has} and ends before record ${head.sequence}: its end was cut off, or it was put back from an older copy`
  return { head, problem, cure: CURE }
}
