import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PlimsollError } from '../../core/errors.ts'
import { SmallDisk } from '../testing/small-disk.ts'
import { JournalWriter } from './journal-writer.ts'
import { makeReserve } from './reserve.ts'
import { failureOf } from './testing/failure-of.ts'
import { readAll, unevenBars } from './testing/sample-journal.ts'
import { verifyJournal } from './verify-journal.ts'

let disk: SmallDisk
beforeEach(() => {
  disk = new SmallDisk('256k')
})
afterEach(() => disk.remove())

test.for([
  ['in a segment', 1 << 26, false],
  ['while segments are made', 10_000, false],
  ['in a segment that a thread writes', 1 << 26, true],
  ['while a thread makes segments', 10_000, true],
] as const)(
  'a full disk is said, what was committed is there, and with space the journal goes on: %s',
  ([, segmentBytes, inThread], { skip }) => {
    disk.need({ skip })
    const session = join(disk.folder, 'session')
    const options = { session: 'full', segmentBytes, inThread }
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
    disk.remount('size=512k')
    const next = JournalWriter.open(session, options)
    expect([next.sequence, next.repairedBytes]).toEqual([committed, report.tornBytes])
    next.appendText('{}')
    next.close()
    expect(readAll(session)).toHaveLength(committed + 1)
  },
)

test.for([false, true])(
  'a reserve keeps what comes after the disk was full, until it is used up; in a thread: %s',
  (inThread, { skip }) => {
    disk.remove()
    disk = new SmallDisk('1m')
    disk.need({ skip })
    const session = join(disk.folder, 'session')
    const options = { session: 'full', hasReserve: true, inThread }
    const journal = JournalWriter.open(session, options)
    const append = () => {
      journal.appendText('x'.repeat(997))
      journal.commit()
    }
    while (!journal.isShortOfSpace) append()
    const before = journal.sequence
    const failure = failureOf(() => {
      for (;;) append()
    })
    expect(failure).toMatchObject({ code: 'io', message: expect.stringContaining('no space left on the disk') })
    expect(journal.sequence - before).toBeGreaterThan(150)
    journal.close()
    expect(verifyJournal(session)).toMatchObject({ records: journal.sequence - 1, flaw: undefined })
    // Without a reserve nothing begins.
    expect(failureOf(() => JournalWriter.open(session, options))).toMatchObject({
      message: `cannot write ${join(session, 'reserve')}: no space left on the disk`,
    })
    expect(readdirSync(session)).toEqual(['000001.journal'])
    disk.remount('size=2m')
    const next = JournalWriter.open(session, options)
    expect(next.isShortOfSpace).toBe(false)
    expect(readdirSync(session)).toContain('reserve')
    next.close()
    expect(readdirSync(session)).toEqual(['000001.journal'])
  },
)

test('a reserve that a crash has left is used by the next', ({ skip }) => {
  disk.need({ skip })
  disk.remount('size=400k')
  const session = join(disk.folder, 'session')
  mkdirSync(session)
  makeReserve(session)
  failureOf(() => writeFileSync(join(disk.folder, 'filler'), new Uint8Array(90 << 10)))
  const journal = JournalWriter.open(session, { session: 'full', hasReserve: true })
  while (!journal.isShortOfSpace) {
    journal.appendText('x'.repeat(997))
    journal.commit()
  }
  journal.close()
})

test('a disk that is full is said by what is done next, when nobody waited for a thread', async ({ skip }) => {
  disk.need({ skip })
  const session = join(disk.folder, 'session')
  const journal = JournalWriter.open(session, { session: 'full', inThread: true })
  journal.appendText('{}')
  journal.commit()
  const act = () => journal.appendBars(0, unevenBars(100_000), 0, 100_000)
  expect(failureOf(act)).toBeUndefined()
  await expect.poll(() => failureOf(() => journal.write())).toBeInstanceOf(PlimsollError)
  expect(failureOf(act)).toMatchObject({ code: 'io', message: expect.stringContaining('no space left on the disk') })
  expect(failureOf(() => journal.close())).toBeUndefined()
  expect(verifyJournal(session)).toMatchObject({ records: 1, flaw: undefined })
})

test('a disk that is full is said by the end, when nothing was done since', ({ skip }) => {
  disk.need({ skip })
  const journal = JournalWriter.open(join(disk.folder, 'session'), { session: 'full', inThread: true })
  journal.appendBars(0, unevenBars(100_000), 0, 100_000)
  const failure = failureOf(() => journal.close())
  expect(failure).toMatchObject({ code: 'io', message: expect.stringContaining('no space left on the disk') })
})

test('a disk that is full within many bars leaves a torn tail at most', ({ skip }) => {
  disk.need({ skip })
  const session = join(disk.folder, 'session')
  const journal = JournalWriter.open(session, { session: 'full' })
  journal.appendText('{}')
  journal.commit()
  const failure = failureOf(() => journal.appendBars(0, unevenBars(100_000), 0, 100_000))
  expect(failure).toMatchObject({ code: 'io', message: expect.stringContaining('no space left on the disk') })
  journal.close()
  expect(verifyJournal(session)).toMatchObject({ records: 1, flaw: undefined })
})

test('a disk without space for the first segment leaves no journal', ({ skip }) => {
  disk.need({ skip })
  const session = join(disk.folder, 'session')
  mkdirSync(session)
  failureOf(() => writeFileSync(join(disk.folder, 'filler'), new Uint8Array(1 << 20)))
  const failure = failureOf(() => JournalWriter.open(session, { session: 'full' }))
  expect(failure).toMatchObject({ code: 'io', message: expect.stringContaining('no space left on the disk') })
  expect(readdirSync(session)).toEqual([])
})

test('a read-only folder is said, and can be read', ({ skip }) => {
  disk.need({ skip })
  const session = join(disk.folder, 'session')
  const journal = JournalWriter.open(session, { session: 'fixed' })
  journal.appendText('{}')
  journal.close()
  disk.remount('ro')
  const failure = failureOf(() => JournalWriter.open(session, { session: 'fixed' }))
  expect(failure).toMatchObject({ code: 'io', message: expect.stringContaining('the file system is read-only') })
  expect(readAll(session)).toEqual([[1, '{}']])
  disk.remount('rw')
})
