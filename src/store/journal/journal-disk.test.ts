import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PlimsollError } from '../../core/errors.ts'
import { JournalWriter } from './journal-writer.ts'
import { readAll, unevenBars } from './testing/sample-journal.ts'
import { verifyJournal } from './verify-journal.ts'

let folder = ''
let disk = ''
let isMounted = false

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-journal-disk-'))
  disk = join(folder, 'disk')
  mkdirSync(disk)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk], { stdio: 'ignore' })
    isMounted = true
  } catch {
    isMounted = false // no right to mount: the tests below say that they are skipped
  }
})

afterEach(() => {
  if (isMounted) execFileSync('umount', ['-l', disk]) // also when a test that failed left a file open
  rmSync(folder, { recursive: true })
})

const SKIPPED = 'skipped: this user may not mount a small disk'

const remount = (options: string) => execFileSync('mount', ['-o', `remount,${options}`, disk])

/** What `action` throws. */
function failureOf(action: () => void): unknown {
  try {
    action()
  } catch (error) {
    return error
  }
  return undefined
}

test.for([
  ['in a segment', 1 << 26],
  ['while segments are made', 10_000],
] as const)(
  'a full disk is said, what was committed is there, and with space the journal goes on: %s',
  ([, segmentBytes], { skip }) => {
    skip(!isMounted, SKIPPED)
    const session = join(disk, 'session')
    const options = { session: 'full', segmentBytes }
    const journal = JournalWriter.open(session, options)
    let committed = 0
    const failure = failureOf(() => {
      for (;;) {
        journal.appendText(JSON.stringify({ n: journal.sequence + 1, text: 'x'.repeat(700) }))
        journal.commit()
        committed = journal.sequence
      }
    })
    expect(failure).toBeInstanceOf(PlimsollError)
    expect(failure).toMatchObject({
      code: 'io',
      message: expect.stringMatching(/\.journal: no space left on the disk$/),
    })
    expect(failureOf(() => journal.appendText('{}'))).toBe(failure)
    journal.close()
    expect(committed).toBeGreaterThan(200)
    const report = verifyJournal(session)
    expect([report.records, report.flaw]).toEqual([committed, undefined])
    expect(readdirSync(session).filter((name) => !name.endsWith('.journal'))).toEqual([])
    remount('size=512k')
    const next = JournalWriter.open(session, options)
    expect([next.sequence, next.repairedBytes]).toEqual([committed, report.tornBytes])
    next.appendText('{}')
    next.close()
    expect(readAll(session)).toHaveLength(committed + 1)
  },
)

test('a disk that is full within many bars leaves a torn tail at most', ({ skip }) => {
  skip(!isMounted, SKIPPED)
  const session = join(disk, 'session')
  const journal = JournalWriter.open(session, { session: 'full' })
  journal.appendText('{}')
  journal.commit()
  const failure = failureOf(() => journal.appendBars(0, unevenBars(100_000), 0, 100_000))
  expect(failure).toMatchObject({ code: 'io', message: expect.stringContaining('no space left on the disk') })
  journal.close()
  expect(verifyJournal(session)).toMatchObject({ records: 1, flaw: undefined })
})

test('a disk without space for the first segment leaves no journal', ({ skip }) => {
  skip(!isMounted, SKIPPED)
  const session = join(disk, 'session')
  mkdirSync(session)
  failureOf(() => writeFileSync(join(disk, 'filler'), new Uint8Array(1 << 20)))
  const failure = failureOf(() => JournalWriter.open(session, { session: 'full' }))
  expect(failure).toMatchObject({ code: 'io', message: expect.stringContaining('no space left on the disk') })
  expect(readdirSync(session)).toEqual([])
})

test('a read-only folder is said, and can be read', ({ skip }) => {
  skip(!isMounted, SKIPPED)
  const session = join(disk, 'session')
  const journal = JournalWriter.open(session, { session: 'fixed' })
  journal.appendText('{}')
  journal.close()
  remount('ro')
  const failure = failureOf(() => JournalWriter.open(session, { session: 'fixed' }))
  expect(failure).toMatchObject({ code: 'io', message: expect.stringContaining('the file system is read-only') })
  expect(readAll(session)).toEqual([[1, '{}']])
  remount('rw')
})
