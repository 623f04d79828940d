import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { JournalState, JournalSummary } from './journal-summary.ts'
import { JournalWriter } from './journal-writer.ts'
import { finishRemovals, type Retention, removeJournal, surplusJournals } from './prune-journals.ts'
import { journalFolder, writeSample } from './testing/sample-journal.ts'

const NOW = 1_800_000_000_000

/** 100 bytes, last written so many days ago. */
function journal(session: string, ageDays: number, state: JournalState = 'ended'): JournalSummary {
  const lastWrittenAt = NOW - ageDays * 86_400_000
  return {
    session,
    folder: session,
    state,
    createdAt: 0,
    lastWrittenAt,
    segments: 1,
    records: 1,
    bytes: 100,
    flaw: undefined,
  }
}

const JOURNALS = [
  journal('running', 0, 'running'),
  journal('new', 1),
  journal('broken', 2, 'broken off'),
  journal('middle', 10),
  journal('damaged', 20, 'damaged'),
  journal('old-broken', 30, 'broken off'),
  journal('old', 40),
]

const surplus = (retention: Partial<Retention>) =>
  surplusJournals(JOURNALS, { unfinished: false, ...retention }, NOW).map(({ journal, reason }) => [
    journal.session,
    reason,
  ])

describe('surplus are', () => {
  test('finished sessions that are older than the days to keep', () => {
    expect(surplus({ keepDays: 9 })).toEqual([
      ['middle', '10 days old'],
      ['old', '40 days old'],
    ])
    expect(surplus({ keepDays: 10 })).toEqual([['old', '40 days old']])
  })

  test('sessions that broke off only when that is asked for', () => {
    expect(surplus({ keepDays: 25, unfinished: true })).toEqual([
      ['old-broken', '30 days old'],
      ['old', '40 days old'],
    ])
  })

  test('the oldest that do not fit beside those that must stay', () => {
    // Four must stay: 400 bytes.
    expect(surplus({ maxBytes: 700 })).toEqual([])
    expect(surplus({ maxBytes: 699 })).toEqual([['old', 'beyond 699 bytes']])
    expect(surplus({ maxBytes: 500 })).toEqual([
      ['middle', 'beyond 500 bytes'],
      ['old', 'beyond 500 bytes'],
    ])
    expect(surplus({ maxBytes: 0 })).toHaveLength(3)
  })

  test('what either rule gives when both are set, and what is old takes no room', () => {
    expect(surplus({ keepDays: 25, maxBytes: 600 })).toEqual([['old', '40 days old']])
  })
})

describe('removing', () => {
  let root = ''
  beforeEach(() => {
    root = journalFolder()
  })
  afterEach(() => rmSync(dirname(root), { recursive: true }))

  test('takes the whole folder and nothing else', () => {
    for (const name of ['a', 'b']) writeSample(join(root, name))
    mkdirSync(join(root, 'a', 'inputs'))
    removeJournal(join(root, 'a'))
    expect(readdirSync(root)).toEqual(['b'])
  })

  test('refuses a journal that is written, and leaves its lock', () => {
    const folder = join(root, 'a')
    const writer = JournalWriter.open(folder, { session: 'a' })
    expect(() => removeJournal(folder)).toThrow(`process ${process.pid} on `)
    expect(readdirSync(folder)).toEqual(['000001.journal', 'lock'])
    writer.close()
  })

  test('that was interrupted is finished by the next', () => {
    finishRemovals(root)
    for (const name of ['.a.removed', 'b', '.other']) writeSample(join(root, name))
    finishRemovals(root)
    expect(readdirSync(root)).toEqual(['.other', 'b'])
    expect(existsSync(join(root, 'b', '000001.journal'))).toBe(true)
  })
})
