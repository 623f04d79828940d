import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PlimsollError } from '../core/errors.ts'
import type { SessionEvent } from '../core/session-event.ts'
import { Bars } from '../market/bars.ts'
import { fs } from '../store/fs.ts'
import { JournalWriter } from '../store/journal/journal-writer.ts'
import { readJournal } from '../store/journal/read-journal.ts'
import { PacedJournal } from './paced-journal.ts'

const EVENT: SessionEvent = { type: 'ended', at: 0, end: 'stopped' }

let root = ''
/** How often the disk was given what was written, while the session went on and while it waited. */
let syncs = { later: 0, waiting: 0 }
/** Of the later ones, those of this test that the disk has answered. */
let answers = { count: 0 }
let failure: NodeJS.ErrnoException | null = null
let now = 0

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'plimsoll-paced-'))
  syncs = { later: 0, waiting: 0 }
  answers = { count: 0 }
  failure = null
  now = 0
})
afterEach(() => rmSync(root, { recursive: true }))

const disk = {
  ...fs,
  fdatasync: ((file: number, done: (error: NodeJS.ErrnoException | null) => void) => {
    syncs.later += 1
    const own = answers
    fs.fdatasync(file, (error) => {
      done(failure ?? error)
      own.count += 1
    })
  }) as typeof fs.fdatasync,
  fdatasyncSync: (file: number) => {
    syncs.waiting += 1
    if (failure !== null) throw failure
    fs.fdatasyncSync(file)
  },
}

function open(): PacedJournal {
  const writer = JournalWriter.open(join(root, 'session'), { session: 'session', disk })
  return new PacedJournal(writer, undefined, () => now)
}

function commit(journal: PacedJournal): void {
  journal.appendEvent(EVENT)
  journal.commit()
}

/** What is in the file: it survives the end of the process. */
const written = () => Array.from(readJournal(join(root, 'session'))).length

function failureOf(action: () => void): unknown {
  try {
    action()
    return 'none'
  } catch (error) {
    return error instanceof PlimsollError ? error.message.replace(root, '') : error
  }
}

const NO_DISK = 'cannot write /session/000001.journal: EIO'

test('everything is written at once, and given to the disk at most twenty times a second, without waiting for it', () => {
  const journal = open()
  for (now = 0; now < 1000; now += 10) commit(journal)
  expect(written()).toBe(100)
  expect(syncs).toEqual({ later: 20, waiting: 0 })
  journal.close()
  expect(syncs).toEqual({ later: 20, waiting: 1 })
})

test('what came last does not wait for more', async () => {
  const journal = open()
  commit(journal)
  commit(journal)
  commit(journal)
  expect(syncs.later).toBe(1)
  now = 50
  await expect.poll(() => syncs.later).toBe(2)
  await sleep(120)
  expect(syncs).toEqual({ later: 2, waiting: 0 })
  journal.close()
  // The disk has all of it.
  expect(syncs).toEqual({ later: 2, waiting: 0 })
})

test('a failure that nobody waited for is told with the next record, and nothing is taken any more', async () => {
  const journal = open()
  failure = Object.assign(new Error('EIO'), { code: 'EIO' })
  commit(journal)
  await expect.poll(() => answers.count).toBe(1)
  expect(failureOf(() => commit(journal))).toBe(NO_DISK)
  failure = null
  expect(failureOf(() => commit(journal))).toBe(NO_DISK)
  expect(failureOf(() => journal.close())).toBe('none')
  expect(written()).toBe(1)
})

test('a failure that no record comes after is told by the end', async () => {
  const journal = open()
  commit(journal)
  commit(journal)
  failure = Object.assign(new Error('EIO'), { code: 'EIO' })
  expect(failureOf(() => journal.close())).toBe(NO_DISK)
})

test('a failure that nobody waited for, and that no record comes after, is told by the end', async () => {
  const journal = open()
  failure = Object.assign(new Error('EIO'), { code: 'EIO' })
  commit(journal)
  await expect.poll(() => answers.count).toBe(1)
  failure = null
  expect(failureOf(() => journal.close())).toBe(NO_DISK)
})

test('a failure that was told is not told again by the end', async () => {
  const journal = open()
  commit(journal)
  commit(journal)
  failure = Object.assign(new Error('EIO'), { code: 'EIO' })
  now = 60
  commit(journal)
  now = 70
  commit(journal)
  await expect.poll(() => failureOf(() => commit(journal)), { interval: 3 }).toBe(NO_DISK)
  await sleep(120)
  expect(failureOf(() => journal.close())).toBe('none')
})

test('what a person asked for is written when it is done, whatever a thread has before it', () => {
  const writer = JournalWriter.open(join(root, 'session'), { session: 'session', inThread: true })
  const journal = new PacedJournal(writer, undefined, () => now)
  commit(journal)
  const bars = new Bars('1m', 300_000)
  for (let k = 0; k < 300_000; k++) bars.append(k * 60_000, Math.PI, 4, 3, Math.PI, k)
  journal.appendBars(0, bars, 0, 300_000)
  journal.appendEvent({ type: 'command', at: 0, command: 'halt', by: 'operator', reason: 'p' })
  journal.commit()
  expect(written()).toBe(3)
  journal.close()
  expect(openings()).toBe(0)
})

/** How often this process has the journal open. */
function openings(): number {
  const links = fs.readdirSync('/proc/self/fd').map((file) => {
    try {
      return fs.readlinkSync(`/proc/self/fd/${file}`)
    } catch {
      return '' // closed meanwhile, by another test
    }
  })
  return links.filter((link) => link.startsWith(root)).length
}

test.runIf(process.platform === 'linux')('a journal that is closed while the disk is at it is let go of', async () => {
  const journal = open()
  commit(journal)
  now = 60
  commit(journal)
  expect(openings()).toBe(2)
  journal.close()
  await expect.poll(openings).toBe(0)
})
