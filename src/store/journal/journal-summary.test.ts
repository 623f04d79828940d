import { mkdirSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listJournals } from './journal-summary.ts'
import { JournalWriter } from './journal-writer.ts'
import { ended, journalFolder, refusal, writeSample } from './testing/sample-journal.ts'

let root = ''
beforeEach(() => {
  root = journalFolder()
})
afterEach(() => rmSync(dirname(root), { recursive: true }))

const states = () => listJournals(root).map(({ session, state }) => [session, state])

test('there are no journals where there is no folder', () => {
  expect(listJournals(root)).toEqual([])
})

test('a session is listed with its span and everything in its folder', () => {
  const folder = join(root, 'sample')
  writeSample(folder)
  mkdirSync(join(folder, 'inputs'))
  writeFileSync(join(folder, 'inputs', 'risk.json'), 'x'.repeat(1000))
  utimesSync(join(folder, '000003.journal'), 1_800_000_000, 1_800_000_000)
  expect(listJournals(root)).toEqual([
    {
      session: 'sample',
      folder,
      state: 'ended',
      createdAt: 1_700_000_000_000,
      lastWrittenAt: 1_800_000_000_000,
      segments: 3,
      records: 7,
      bytes: 2160,
      flaw: undefined,
    },
  ])
})

test('the state says whether a session runs, has ended, broke off or is damaged; the newest is first', () => {
  const write = (session: string, events: readonly unknown[]) => {
    const journal = JournalWriter.open(join(root, session), { session })
    for (const event of events) journal.appendText(JSON.stringify(event))
    journal.commit()
    return journal
  }
  write('a-ended', [refusal, ended]).close()
  write('b-broken', [ended, refusal]).close()
  write('c-odd', ['ended', 5]).close()
  write('d-damaged', [ended]).close()
  truncateSync(join(root, 'd-damaged', '000001.journal'), 60)
  mkdirSync(join(root, 'e-empty'))
  mkdirSync(join(root, '.hidden'))
  writeSample(join(root, '.hidden'))
  const running = write('f-running', [ended])
  for (const [k, name] of ['a-ended', 'b-broken', 'c-odd', 'd-damaged', 'f-running'].entries()) {
    utimesSync(join(root, name, '000001.journal'), 1_800_000_000 + k, 1_800_000_000 + k)
  }
  expect(states()).toEqual([
    ['f-running', 'running'],
    ['d-damaged', 'damaged'],
    ['c-odd', 'broken off'],
    ['b-broken', 'broken off'],
    ['a-ended', 'ended'],
  ])
  running.close()
  expect(states()[0]).toEqual(['f-running', 'ended'])
})
