import {
  appendFileSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Bars } from '../../market/bars.ts'
import { JournalWriter } from './journal-writer.ts'
import { appendRecord, readJournal } from './read-journal.ts'
import { segmentsOf } from './segments-of.ts'
import { ended, journalFolder, minuteBars, readAll, unevenBars, writeSample } from './testing/sample-journal.ts'
import { verifyJournal } from './verify-journal.ts'

const VERSION_1 = fileURLToPath(new URL('./fixtures/version-1', import.meta.url))
const VERSION_2 = fileURLToPath(new URL('./fixtures/version-2', import.meta.url))
const SEGMENTS = ['000001.journal', '000002.journal', '000003.journal']

const LAST_HASH = 'c19209f6d8455d178c3d757ad28b4df1bbe471518e7b47f97fe3a3dd8d549b98'

const SAMPLE = [
  [
    1,
    '{"type":"refusal","at":1700000060000,"symbol":"BTC/USDT","strategy":"momentum","stage":"allowed","rule":"max-positions","reason":"größer als erlaubt: 5"}',
  ],
  [2, 2, 2, [60_000, 120_000, 100.5, 101.5, 102, 103, 100, 101, 101, 102, 0.1, 0.2]],
  [3, '{"a":1}'],
  [4, '{"a":2}'],
  [5, 0, 3, [0, 60_000, 120_000, 99.5, 100.5, 101.5, 101, 102, 103, 99, 100, 101, 100, 101, 102, 0, 0.1, 0.2]],
  [6, '{"a":3}'],
  [7, '{"type":"ended","at":1700000120000,"end":"stopped"}'],
]

let folder = ''
beforeEach(() => {
  folder = journalFolder()
})
afterEach(() => rmSync(dirname(folder), { recursive: true }))

const path = (name: string) => join(folder, name)

/** What is wrong, without the folder. */
function problem(): string {
  const flaw = verifyJournal(folder).flaw
  return flaw === undefined ? 'none' : `${flaw.file.slice(folder.length + 1)} ${flaw.offset}: ${flaw.problem}`
}

/** That neither reading nor going on pass over the flaw. */
function expectRefused(): void {
  expect(() => readAll(folder)).toThrow(/ at byte \d+: /)
  expect(() => JournalWriter.open(folder, { session: 'sample' })).toThrow(/ at byte \d+: /)
}

describe('a stored journal', () => {
  test('of every version still loads', () => {
    expect(readAll(VERSION_1)).toEqual(SAMPLE)
    expect(readAll(VERSION_2)).toEqual(SAMPLE)
  })

  test('of version 1 with many bars in one record still loads', () => {
    mkdirSync(folder)
    const packed = readFileSync(join(`${VERSION_1}-bars`, '000001.journal.gz'))
    writeFileSync(path('000001.journal'), gunzipSync(packed))
    const bars = minuteBars(1400)
    const columns = [bars.time, bars.open, bars.high, bars.low, bars.close, bars.volume]
    expect(readAll(folder)).toEqual([[1, 3, 1380, columns.flatMap((column) => [...column.subarray(10, 1390)])]])
  })

  test('of version 1 is gone on with in a segment of today', () => {
    cpSync(VERSION_1, folder, { recursive: true })
    const journal = JournalWriter.open(folder, { session: 'sample' })
    expect(journal.appendEvent(ended)).toBe(8)
    journal.close()
    expect(readdirSync(folder)).toEqual([...SEGMENTS, '000004.journal'])
    expect(readAll(folder)).toEqual([...SAMPLE, [8, JSON.stringify(ended)]])
    JournalWriter.open(folder, { session: 'sample' }).close()
    expect(readdirSync(folder)).toHaveLength(4)
  })

  test('of version 2 is what is written today, byte for byte', () => {
    writeSample(folder)
    expect(readdirSync(folder)).toEqual(SEGMENTS)
    for (const name of SEGMENTS) expect(readFileSync(path(name))).toEqual(readFileSync(join(VERSION_2, name)))
  })

  test('is told by segment', () => {
    const createdAt = 1_700_000_000_000
    expect(segmentsOf(VERSION_1)).toEqual([
      {
        number: 1,
        firstSequence: 1,
        lastSequence: 1,
        bytes: 328,
        hash: 'd4f8f3f0da7b5d3a95dc5b6c965d2d2ac25a891bb23bf88dd991ce95bb713f83',
        createdAt,
        closedAt: createdAt,
      },
      {
        number: 2,
        firstSequence: 2,
        lastSequence: 4,
        bytes: 352,
        hash: 'ead0b46933e55066eeb5ed6849a642171faf00a29a0003fe4240c627d9167d18',
        createdAt,
        closedAt: createdAt,
      },
      { number: 3, firstSequence: 5, lastSequence: 7, bytes: 448, hash: LAST_HASH, createdAt, closedAt: null },
    ])
  })

  test('is verified from end to end', () => {
    expect(verifyJournal(VERSION_1)).toEqual({
      session: 'sample',
      segments: 3,
      records: 7,
      bytes: 1128,
      tornBytes: 0,
      hash: LAST_HASH,
      flaw: undefined,
    })
  })
})

test('bars that were read are appended to bars', () => {
  writeSample(folder)
  const bars = new Bars('1m')
  for (const record of readJournal(folder))
    if (record.type === 'bars' && record.market === 0) appendRecord(bars, record)
  expect(bars.length).toBe(3)
  expect(Array.from(bars.close.subarray(0, 3))).toEqual([100, 101, 102])
  expect(Array.from(bars.volume.subarray(0, 3))).toEqual([0, 0.1, 0.2])
})

test('many bars in one record keep every bit, and damage to any of their columns is found', () => {
  const journal = JournalWriter.open(folder, { session: 'sample', now: () => 0 })
  const bars = unevenBars(2000)
  expect(journal.appendBars(7, bars, 0, 2000)).toBe(1)
  journal.close()
  expect(journal.hash).toBe('97f2bdc0642ec43892d4a418daecd9bdffe05b3c4540850d10d34b152e9884e6')
  const [record] = readAll(folder) as [[number, number, number, number[]]]
  expect(record.slice(0, 3)).toEqual([1, 7, 2000])
  expect(record[3]).toEqual([bars.time, bars.open, bars.high, bars.low, bars.close, bars.volume].flatMap((c) => [...c]))
  const whole = readFileSync(path('000001.journal'))
  expect(whole.length).toBe(112 + 16 + 16 + (8 + 16) + 4 * (8 + 4 * 2000) + (8 + 8 * 2000) + 32)
  for (let at = 128; at < whole.length; at += 997) {
    writeFileSync(path('000001.journal'), flipped(whole, at))
    expect(problem()).toBe('000001.journal 112: a frame is damaged: its hash does not fit')
  }
})

describe('a flaw', () => {
  beforeEach(() => writeSample(folder))

  test('of one bit anywhere is found', () => {
    for (const name of SEGMENTS) {
      const whole = readFileSync(path(name))
      for (let at = 0; at < whole.length; at++) {
        writeFileSync(path(name), flipped(whole, at))
        expect(problem(), `${name} ${at}`).toMatch(/^00000\d\.journal \d+: /)
        if (at % 16 === 5) expectRefused()
      }
      writeFileSync(path(name), whole)
    }
    expect(problem()).toBe('none')
  })

  test('in the last whole frame is no torn tail, and nothing is changed', () => {
    const whole = readFileSync(path('000003.journal'))
    const damaged = flipped(whole, whole.length - 40)
    writeFileSync(path('000003.journal'), damaged)
    expect(problem()).toBe('000003.journal 320: a frame is damaged: its hash does not fit')
    expectRefused()
    expect(readFileSync(path('000003.journal'))).toEqual(damaged)
  })

  test('in the length of a frame does not make it a torn tail', () => {
    const whole = readFileSync(path('000003.journal'))
    whole.writeUInt32LE(100_000, 112)
    writeFileSync(path('000003.journal'), whole)
    expect(problem()).toBe('000003.journal 112: the head of a frame is damaged')
    expectRefused()
  })

  test('is a segment that is missing', () => {
    rmSync(path('000002.journal'))
    expect(problem()).toBe(`000002.journal 0: it is missing, ${path('000003.journal')} is there`)
    expectRefused()
    expect(() => segmentsOf(folder)).toThrow(/000002\.journal/)
  })

  test('is a first segment that is missing', () => {
    rmSync(path('000001.journal'))
    expect(problem()).toBe(`000001.journal 0: it is missing, ${path('000002.journal')} is there`)
    expectRefused()
  })

  test('is an older segment that is shorter', () => {
    const whole = readFileSync(path('000002.journal'))
    for (let bytes = 0; bytes < whole.length; bytes++) {
      writeFileSync(path('000002.journal'), whole.subarray(0, bytes))
      expect(problem(), String(bytes)).toMatch(/^00000[23]\.journal \d+: /)
    }
    writeFileSync(path('000002.journal'), whole.subarray(0, 112 + 176))
    expect(problem()).toBe('000003.journal 0: it does not go on where the segment before ends')
    expectRefused()
    writeFileSync(path('000002.journal'), whole.subarray(0, whole.length - 1))
    expect(problem()).toBe('000002.journal 288: it ends within a frame, though a segment follows')
    expectRefused()
  })

  test('is an older segment with something behind it', () => {
    appendFileSync(path('000002.journal'), new Uint8Array(64))
    expect(problem()).toMatch(/^000002\.journal \d+: it ends within a frame, though a segment follows$/)
    expectRefused()
  })

  test('is a segment that is there twice', () => {
    copyFileSync(path('000003.journal'), path('000004.journal'))
    expect(problem()).toBe('000004.journal 0: it is segment 3 and not 4')
    expectRefused()
  })

  test('is two segments that changed places', () => {
    renameSync(path('000001.journal'), path('1'))
    renameSync(path('000002.journal'), path('000001.journal'))
    renameSync(path('1'), path('000002.journal'))
    expect(problem()).toBe('000001.journal 0: it is segment 2 and not 1')
    expectRefused()
  })

  test('is a segment of another session, or of another journal of the same name', () => {
    const other = `${folder}-other`
    const journal = JournalWriter.open(other, { session: 'other', segmentBytes: 300, now: () => 0 })
    for (let k = 0; k < 9; k++) {
      journal.appendText('{"a":1}')
      journal.commit()
    }
    journal.close()
    copyFileSync(join(other, '000002.journal'), path('000002.journal'))
    expect(problem()).toBe('000002.journal 0: it belongs to session "other", not "sample"')
    expectRefused()
    rmSync(path('000001.journal'))
    rmSync(path('000003.journal'))
    cpSync(join(other, '000002.journal'), path('000001.journal'))
    expectRefused()
  })

  test('is a frame that is there twice', () => {
    const whole = readFileSync(path('000003.journal'))
    appendFileSync(path('000003.journal'), whole.subarray(112))
    expect(problem()).toBe(`000003.journal ${whole.length}: the head of a frame is damaged`)
    expectRefused()
  })

  test('is a last segment that does not even have its header', () => {
    writeFileSync(path('000003.journal'), '')
    expect(problem()).toBe('000003.journal 0: the file ends within its header')
    expectRefused()
  })

  test('is a version that is not known', () => {
    const whole = readFileSync(path('000001.journal'))
    whole.writeUInt32LE(3, 8)
    writeFileSync(path('000001.journal'), whole)
    expect(problem()).toBe('000001.journal 0: format version 3 is not known, only 1 to 2')
    expectRefused()
  })

  test('is a file of something else', () => {
    writeFileSync(path('000001.journal'), 'time,open,high,low,close,volume\n'.repeat(9))
    expect(problem()).toBe('000001.journal 0: it does not begin like a journal')
    expectRefused()
  })

  test('comes after the records before it', () => {
    const whole = readFileSync(path('000003.journal'))
    writeFileSync(path('000003.journal'), flipped(whole, 350))
    const sequences: number[] = []
    expect(() => {
      for (const { sequence } of readJournal(folder)) sequences.push(sequence)
    }).toThrow(/000003\.journal at byte 320: a frame is damaged/)
    expect(sequences).toEqual([1, 2, 3, 4, 5])
  })
})

test('a folder without a journal is said to be none', () => {
  expect(() => readAll(folder)).toThrow(`there is no journal in ${folder}`)
  expect(() => verifyJournal(folder)).toThrow(`there is no journal in ${folder}`)
})

function flipped(bytes: Uint8Array, at: number): Buffer {
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] as number) ^ (1 << (at % 8))
  return copy
}
