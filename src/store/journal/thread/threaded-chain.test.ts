import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PlimsollError } from '../../../core/errors.ts'
import { JournalWriter } from '../journal-writer.ts'
import { failureOf } from '../testing/failure-of.ts'
import { journalFolder, readAll, unevenBars } from '../testing/sample-journal.ts'
import { verifyJournal } from '../verify-journal.ts'
import type { ChainBeginning } from './chain-messages.ts'
import { JournalThread } from './journal-thread.ts'
import { ThreadedChain } from './threaded-chain.ts'

let folder = ''
beforeEach(() => {
  folder = journalFolder()
})
afterEach(() => rmSync(dirname(folder), { recursive: true }))

/** Where a journal with its first record ends. */
function begin(): ChainBeginning {
  const journal = JournalWriter.open(folder, { session: 's' })
  journal.appendText('{}')
  journal.commit()
  const { hash } = journal
  journal.close()
  const { bytes: offset } = verifyJournal(folder)
  return {
    folder,
    session: 's',
    segmentBytes: 1 << 26,
    end: { segment: 1, firstSequence: 1, sequence: 1, offset, hash },
  }
}

test('bars that are longer than the pipe come through it', () => {
  const bars = unevenBars(5000)
  const thread = new JournalThread({ pipeWords: 64, patienceMs: 10_000 })
  const chain = new ThreadedChain(begin(), thread)
  chain.writeBars(7, bars, 100, 5000)
  chain.sync()
  expect(chain.hash).toBe(verifyJournal(folder).hash)
  chain.close()
  chain.close()
  const columns = [bars.time, bars.open, bars.high, bars.low, bars.close, bars.volume]
  expect(readAll(folder)[1]).toEqual([2, 7, 4900, columns.flatMap((column) => [...column.subarray(100, 5000)])])
})

test('a hash that nobody has asked for yet is that of what was written', () => {
  const beginning = begin()
  const chain = new ThreadedChain(beginning)
  expect(chain.hash).toBe(beginning.end.hash)
  chain.writeBars(0, unevenBars(10), 0, 10)
  const { hash } = chain
  expect(hash).toBe(verifyJournal(folder).hash)
  expect(hash).not.toBe(beginning.end.hash)
  chain.close()
})

test('a thread that is not there any more is said, and nobody waits for it for ever', () => {
  const thread = new JournalThread({ pipeWords: 64, patienceMs: 5000 })
  const chain = new ThreadedChain(begin(), thread)
  chain.flush()
  thread.end()
  const failure = failureOf(() => {
    chain.writeBars(0, unevenBars(300), 0, 300)
    chain.sync()
  })
  expect(failure).toBeInstanceOf(PlimsollError)
  expect(failure).toMatchObject({ code: 'io', message: expect.stringContaining('does not answer') })
  expect(chain.failure).toMatchObject({ message: expect.stringContaining('does not answer') })
  expect(failureOf(() => chain.close())).toMatchObject({ code: 'io' })
  expect(verifyJournal(folder)).toMatchObject({ flaw: undefined })
})

test('a thread goes on with the next journal, also after one that failed', () => {
  const beginning = begin()
  const missing = new ThreadedChain({ ...beginning, folder: `${folder}-missing` })
  const failure = failureOf(() => missing.flush())
  expect(failure).toMatchObject({ code: 'io', message: expect.stringMatching(/missing.*no such file or folder/) })
  expect(missing.failure).toBe(failure)
  expect(failureOf(() => missing.writeBars(0, unevenBars(3), 0, 3))).toBe(failure)
  missing.close()
  expect(missing.failure).toBe(failure)
  const next = new ThreadedChain(beginning)
  next.writeBars(0, unevenBars(3), 0, 3)
  next.close()
  expect(next.failure).toBeUndefined()
  expect(verifyJournal(folder)).toMatchObject({ records: 2, flaw: undefined })
})

test('a bug in the thread is no failure of the disk', () => {
  const beginning = begin()
  const chain = new ThreadedChain({ ...beginning, end: { ...beginning.end, hash: 'odd' } })
  const failure = failureOf(() => chain.flush())
  expect(failure).not.toBeInstanceOf(PlimsollError)
  expect(failure).toMatchObject({ message: expect.stringContaining('a chain that ends with hash "odd"') })
})
