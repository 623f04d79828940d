import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PlimsollError } from '../../core/errors.ts'
import { fs } from '../fs.ts'
import { JournalWriter, type WriterOptions } from './journal-writer.ts'
import { readJournal } from './read-journal.ts'
import type { JournalDisk } from './segment-writer.ts'
import { journalFolder, minuteBars, readAll, refusal, unevenBars } from './testing/sample-journal.ts'
import { verifyJournal } from './verify-journal.ts'

let folder = ''
beforeEach(() => {
  folder = journalFolder()
})
afterEach(() => rmSync(dirname(folder), { recursive: true }))

const path = (name: string) => join(folder, name)
const open = (options: Partial<WriterOptions> = {}) => JournalWriter.open(folder, { session: 's', ...options })

describe('a writer', () => {
  test('numbers records from 1 on and goes on where the last one ended', () => {
    const first = open()
    expect([first.sequence, first.appendEvent(refusal), first.appendText('{}'), first.sequence]).toEqual([0, 1, 2, 2])
    expect(first.appendBars(0, minuteBars(2), 0, 2)).toBe(3)
    first.close()
    const second = open()
    expect([second.sequence, second.hash, second.repairedBytes]).toEqual([3, first.hash, 0])
    expect(second.takenOverFrom).toBeUndefined()
    expect(second.appendText('{"n":4}')).toBe(4)
    second.close()
    expect(readAll(folder).at(-1)).toEqual([4, '{"n":4}'])
  })

  test('shows a reader what was flushed, and not what waits', () => {
    const journal = open()
    journal.appendText('1')
    journal.flush()
    journal.appendText('2')
    expect(readAll(folder)).toEqual([[1, '1']])
    journal.commit()
    expect(readAll(folder)).toEqual([
      [1, '1'],
      [2, '2'],
    ])
    journal.close()
  })

  test('waits for the disk only in commit, and only when something was written', () => {
    let syncs = 0
    const disk: JournalDisk = {
      ...fs,
      fdatasyncSync: (file) => {
        syncs++
        fs.fdatasyncSync(file)
      },
    }
    const journal = open({ disk })
    journal.appendText('1')
    journal.flush()
    expect(syncs).toBe(0)
    journal.commit()
    journal.commit()
    expect(syncs).toBe(1)
    journal.appendBars(0, minuteBars(1500), 0, 1500)
    expect(syncs).toBe(1)
    journal.commit()
    expect(syncs).toBe(2)
    journal.close()
    expect(syncs).toBe(2)
  })

  test('has the old segment on the disk before the new one is there', () => {
    const calls: string[] = []
    const disk: JournalDisk = {
      ...fs,
      fdatasyncSync: (file) => {
        calls.push('sync')
        fs.fdatasyncSync(file)
      },
      fsyncSync: (file) => {
        calls.push('fsync')
        fs.fsyncSync(file)
      },
      renameSync: (from, to) => {
        calls.push('rename')
        fs.renameSync(from, to)
      },
    }
    const journal = open({ segmentBytes: 200, disk })
    journal.appendText('1')
    journal.flush()
    calls.length = 0
    journal.appendText('2')
    journal.flush()
    expect(calls).toEqual(['sync', 'fsync', 'rename', 'fsync'])
    journal.close()
  })

  test('ends a segment before it becomes too large; a frame that is larger has one of its own', () => {
    const journal = open({ segmentBytes: 104 + 2 * 64 })
    for (const text of ['1', '2', '3', 'x'.repeat(500), '5']) {
      journal.appendText(text)
      journal.commit()
    }
    journal.close()
    const sizes = [1, 2, 3, 4].map((k) => readFileSync(path(`00000${k}.journal`)).length)
    expect(sizes).toEqual([112 + 64, 112 + 64, 112 + 64, 112 + 560])
    expect(verifyJournal(folder).records).toBe(5)
  })

  test('writes what is appended without a commit once it is a megabyte', () => {
    const journal = open()
    for (let k = 0; k < 3000; k++) journal.appendText('x'.repeat(1000))
    const { records } = verifyJournal(folder)
    expect(records).toBeGreaterThan(2000)
    expect(records).toBeLessThan(3000)
    journal.close()
    expect(verifyJournal(folder).records).toBe(3000)
  })

  test('takes an event that is larger than its buffer, and any characters', () => {
    const journal = open()
    const text = JSON.stringify({ text: '€𝄞\n'.repeat(600_000) })
    journal.appendText('1')
    journal.appendText(text)
    journal.appendText('3')
    journal.close()
    expect(readAll(folder)).toEqual([
      [1, '1'],
      [2, text],
      [3, '3'],
    ])
  })

  test('refuses the journal of another session', () => {
    open().close()
    const act = () => JournalWriter.open(folder, { session: 'other' })
    expect(act).toThrow(`${folder} is the journal of session "s", not "other"`)
    expect(existsSync(path('lock'))).toBe(false)
  })

  test('refuses a session that has no name or too long a one', () => {
    expect(() => JournalWriter.open(folder, { session: '' })).toThrow('"" is no name for a session')
    expect(() => JournalWriter.open(folder, { session: 'ü'.repeat(129) })).toThrow('is no name for a session')
    const session = 'ü'.repeat(128)
    JournalWriter.open(folder, { session }).close()
    expect(verifyJournal(folder).session).toBe(session)
  })

  test('refuses bars that are not there', () => {
    const journal = open()
    const bars = unevenBars(3)
    expect(() => journal.appendBars(0, bars, 0, 4)).toThrow('bars 0 to 4 of 3')
    expect(() => journal.appendBars(0, bars, 2, 2)).toThrow('bars 2 to 2 of 3')
    expect(journal.sequence).toBe(0)
    journal.close()
  })

  test('takes nothing more once it is closed', () => {
    const journal = open()
    journal.close()
    journal.close()
    expect(() => journal.appendText('1')).toThrow('the journal is closed')
    expect(() => journal.commit()).toThrow('the journal is closed')
  })

  test('removes what a crash left of a segment that was being made', () => {
    const journal = open()
    journal.appendText('1')
    journal.close()
    writeFileSync(path('000002.journal.tmp'), 'half')
    expect(readAll(folder)).toEqual([[1, '1']])
    open().close()
    expect(existsSync(path('000002.journal.tmp'))).toBe(false)
  })
})

describe('a torn tail', () => {
  /** Two frames; the second one of 208 bytes begins at 176. */
  function twoFrames(): { hash: string; whole: Buffer } {
    const journal = open()
    journal.appendText('1')
    journal.commit()
    const { hash } = journal
    journal.appendBars(0, minuteBars(2), 0, 2)
    journal.appendText('{"a":33}')
    journal.close()
    return { hash, whole: readFileSync(path('000001.journal')) }
  }

  test('is cut off wherever the last frame was torn, and reading ends before it', () => {
    const { hash, whole } = twoFrames()
    expect(whole.length).toBe(176 + 16 + 112 + 16 + 32)
    for (let bytes = 176; bytes < whole.length; bytes++) {
      writeFileSync(path('000001.journal'), whole.subarray(0, bytes))
      expect(readAll(folder)).toEqual([[1, '1']])
      expect(verifyJournal(folder)).toMatchObject({ records: 1, hash, tornBytes: bytes - 176, flaw: undefined })
      const journal = open()
      expect([journal.repairedBytes, journal.sequence, journal.hash]).toEqual([bytes - 176, 1, hash])
      expect(journal.appendText('2')).toBe(2)
      journal.close()
      expect(readAll(folder)).toEqual([
        [1, '1'],
        [2, '2'],
      ])
    }
  })

  test.each([1, 15, 16, 17, 4096, 200_000])('of %i zeros is cut off', (zeros) => {
    const { whole } = twoFrames()
    writeFileSync(path('000001.journal'), Buffer.concat([whole, Buffer.alloc(zeros)]))
    expect(verifyJournal(folder)).toMatchObject({ records: 3, tornBytes: zeros, flaw: undefined })
    const journal = open()
    expect(journal.repairedBytes).toBe(zeros)
    journal.close()
    expect(readFileSync(path('000001.journal'))).toEqual(whole)
  })

  test('is not zeros with something behind them', () => {
    const { whole } = twoFrames()
    writeFileSync(path('000001.journal'), Buffer.concat([whole, Buffer.alloc(70_000), Buffer.from([1])]))
    expect(verifyJournal(folder)).toMatchObject({ tornBytes: 0, flaw: { offset: whole.length } })
    expect(() => open()).toThrow('the head of a frame is damaged')
  })

  test('is told to a reader who asks', () => {
    const { whole } = twoFrames()
    const told: number[] = []
    const read = () => [...readJournal(folder, { onTornTail: (bytes) => told.push(bytes) })].length
    expect([read(), told]).toEqual([3, []])
    writeFileSync(path('000001.journal'), whole.subarray(0, 200))
    expect([read(), told]).toEqual([1, [24]])
  })

  test('of many bars is cut off too', () => {
    const journal = open()
    journal.appendText('1')
    journal.appendBars(0, unevenBars(1500), 0, 1500)
    journal.close()
    truncateSync(path('000001.journal'), 2000)
    expect(readAll(folder)).toEqual([[1, '1']])
    const next = open()
    expect(next.repairedBytes).toBe(2000 - 176)
    next.close()
  })
})

describe('a disk that fails', () => {
  function failing(call: keyof JournalDisk, code: string): JournalDisk & { isBroken: boolean; calls: number } {
    const disk = {
      ...fs,
      isBroken: false,
      calls: 0,
      [call]: (...args: never[]) => {
        disk.calls++
        if (disk.isBroken) throw Object.assign(new Error(code), { code })
        return (fs[call] as (...all: never[]) => unknown)(...args)
      },
    }
    return disk as JournalDisk & { isBroken: boolean; calls: number }
  }

  test.each([
    ['writeSync', 'ENOSPC', 'no space left on the disk'],
    ['fdatasyncSync', 'EIO', 'EIO'],
  ] as const)('in %s is said, and the journal takes nothing more', (call, code, words) => {
    const disk = failing(call, code)
    const journal = open({ disk })
    journal.appendText('1')
    journal.commit()
    journal.appendText('2')
    disk.isBroken = true
    let failure: unknown
    try {
      journal.commit()
    } catch (error) {
      failure = error
    }
    expect(failure).toBeInstanceOf(PlimsollError)
    expect(failure).toMatchObject({ code: 'io', message: `cannot write ${path('000001.journal')}: ${words}` })
    expect(failure).toMatchObject({ cure: expect.stringContaining('start the session again') })
    disk.isBroken = false
    const { calls } = disk
    for (const act of [
      () => journal.appendText('3'),
      () => journal.appendBars(0, minuteBars(1), 0, 1),
      () => journal.flush(),
      () => journal.commit(),
    ]) {
      expect(act).toThrow(failure as PlimsollError)
    }
    journal.close()
    expect(disk.calls).toBe(calls)
    expect(existsSync(path('lock'))).toBe(false)
    expect(readAll(folder)[0]).toEqual([1, '1'])
  })

  test('while a segment is made leaves none half-made', () => {
    const disk = failing('fsyncSync', 'EIO')
    const journal = open({ disk, segmentBytes: 100 })
    journal.appendText('1')
    journal.commit()
    journal.appendText('2')
    disk.isBroken = true
    expect(() => journal.commit()).toThrow(`cannot write ${path('000002.journal')}: EIO`)
    journal.close()
    expect(readdirSync(folder)).toEqual(['000001.journal'])
    const next = open()
    expect(next.sequence).toBe(1)
    next.close()
  })

  test('and takes a part of what is written at a time loses nothing', () => {
    const disk: JournalDisk = {
      ...fs,
      writeSync: ((file: number, bytes: Uint8Array, from: number, length: number, at: number) =>
        fs.writeSync(file, bytes, from, Math.min(length, 7), at)) as typeof fs.writeSync,
      writevSync: (file, pieces, at) =>
        fs.writeSync(file, pieces[0] as Uint8Array, 0, Math.min(50_000, pieces[0]?.byteLength ?? 0), at),
    }
    const journal = open({ disk })
    journal.appendText('{"some":"text"}')
    journal.appendBars(1, minuteBars(10_000), 0, 10_000)
    journal.close()
    expect(verifyJournal(folder)).toMatchObject({ records: 2, flaw: undefined })
    expect(readAll(folder)).toHaveLength(2)
  })
})

test.each([false, true])(
  'whatever is written in whatever steps is read again, each record once; in a thread: %s',
  (inThread) => {
    const bars = unevenBars(3000)
    const step = fc.oneof(
      fc.record({ type: fc.constant('text' as const), value: fc.json() }),
      fc.record({ type: fc.constant('event' as const), reason: fc.string({ unit: 'binary' }) }),
      fc.record({
        type: fc.constant('bars' as const),
        market: fc.nat(0xffffffff),
        from: fc.nat(1400),
        count: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 250, max: 260 })),
      }),
      fc.record({ type: fc.constantFrom('commit', 'commitLater', 'flush', 'write', 'reopen') }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.integer({ min: 1, max: 3000 }), (steps, segmentBytes) => {
        rmSync(folder, { recursive: true, force: true })
        let journal = open({ segmentBytes, inThread })
        const expected: unknown[] = []
        for (const each of steps) {
          if (each.type === 'text') expected.push([journal.appendText(each.value), each.value])
          else if (each.type === 'event') {
            const event = { ...refusal, reason: each.reason }
            expected.push([journal.appendEvent(event), JSON.stringify(event)])
          } else if (each.type === 'bars') {
            const { market, from, count } = each
            const sequence = journal.appendBars(market, bars, from, from + count)
            const columns = [bars.time, bars.open, bars.high, bars.low, bars.close, bars.volume]
            expected.push([
              sequence,
              market,
              count,
              columns.flatMap((column) => [...column.subarray(from, from + count)]),
            ])
          } else if (each.type === 'reopen') {
            journal.close()
            journal = open({ segmentBytes, inThread })
          } else journal[each.type]()
        }
        journal.close()
        expect(readAll(folder)).toEqual(expected)
        expect(expected.map((record) => (record as unknown[])[0])).toEqual(expected.map((_, k) => k + 1))
      }),
      { numRuns: 60 },
    )
  },
)
