import { appendFileSync, cpSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PlimsollError } from '../../core/errors.ts'
import { checkHeads, formatHead, misfitError, readHead, readHeads, withoutJournal } from './journal-heads.ts'
import { JournalWriter } from './journal-writer.ts'
import { failureOf } from './testing/failure-of.ts'
import { journalFolder, writeSample } from './testing/sample-journal.ts'

const AT = '2026-11-21T19:45:12Z'
/** The ends of the five frames of the sample. */
const HASHES: Readonly<Record<number, string>> = {
  1: '04c208d1c3388399ebca1da59718b933aa8662a89b6a2baf8177110dc6da9859',
  3: '8b409c8cecd87fc7aa83e74e77f32148e0f9434f7caa65e8166c5b09ab6111a4',
  4: '3f6cc3f980653c850888be4f354fb799fbdab4fbeb68c204814acae990f0382d',
  5: '9f4916931a3f090989c57b1d8771500bb08170763bc1aa72abc6d7680fcb1de6',
  7: '695b513fbfdef1b1984d20224667f0ff22cef773c1cf827a9276a7a3dbb15ab4',
}
const OTHER = 'ab'.repeat(32)

let folder = ''
let file = ''
beforeEach(() => {
  folder = journalFolder()
  file = join(dirname(folder), 'heads.txt')
  writeSample(folder)
})
afterEach(() => rmSync(dirname(folder), { recursive: true }))

const path = (name: string) => join(folder, name)

/** A line for each of `ends`: a record, and a hash when it is not that of the sample. */
function keep(...ends: (number | readonly [sequence: number, hash: string])[]): void {
  const lines = ends.map((end) => {
    const [sequence, hash] = typeof end === 'number' ? [end, HASHES[end] ?? OTHER] : end
    return `${hash}  ${sequence}  ${AT}  sample\n`
  })
  writeFileSync(file, lines.join(''))
}

/** How many of the lines fit, and the places and problems of the others. */
function check(): [fitting: number, ...problems: string[]] {
  const { fitting, misfits } = checkHeads(folder, readHeads(file))
  return [fitting, ...misfits.map(({ head, problem }) => `${head.place.slice(file.length + 1)}: ${problem}`)]
}

function flip(name: string, at: number): void {
  const bytes = readFileSync(path(name))
  bytes[at] = (bytes[at] as number) ^ 1
  writeFileSync(path(name), bytes)
}

describe('the head of a journal', () => {
  test('is the end of its last whole frame', () => {
    expect(readHead(folder)).toEqual({ sequence: 7, hash: HASHES[7] })
    truncateSync(path('000003.journal'), 400)
    expect(readHead(folder)).toEqual({ sequence: 5, hash: HASHES[5] })
  })

  test('is the one before a segment that has no frame yet', () => {
    truncateSync(path('000003.journal'), 112)
    expect(readHead(folder)).toEqual({ sequence: 4, hash: HASHES[4] })
  })

  test('is none before the first record', () => {
    for (const name of ['000002.journal', '000003.journal']) rmSync(path(name))
    truncateSync(path('000001.journal'), 112)
    expect(readHead(folder)).toBeUndefined()
  })

  test('is there while the journal is written', () => {
    const writer = JournalWriter.open(folder, { session: 'sample' })
    writer.appendText('{"a":4}')
    expect(readHead(folder)?.sequence).toBe(7)
    writer.flush()
    expect(readHead(folder)).toEqual({ sequence: 8, hash: writer.hash })
    writer.close()
  })

  test('of a damaged journal is refused', () => {
    flip('000001.journal', 200)
    expect(() => readHead(folder)).toThrow(/000001\.journal at byte 112: a frame is damaged/)
  })

  test('as a line is what a file of heads is read as', () => {
    const head = { session: '  paper\u2028of  May ', sequence: 9_007_199_254_740_991, hash: OTHER, at: AT }
    const line = formatHead(head)
    expect(line).toBe(`${OTHER}  9007199254740991  ${AT}    paper\u2028of  May `)
    writeFileSync(file, `${line}\n`)
    expect(readHeads(file)).toEqual([{ ...head, place: `${file} line 1` }])
  })

  test.each(['a\nb', 'a\r'])('of the session %j is no line', (session) => {
    const format = () => formatHead({ session, sequence: 1, hash: OTHER, at: AT })
    expect(format).toThrow(`the name of session ${JSON.stringify(session)} takes more than one line`)
  })
})

describe('a file of heads', () => {
  const good = `${OTHER}  7  ${AT}  a`

  test('may have empty lines, large letters and the ends of lines of another system', () => {
    writeFileSync(file, `\ufeff${good}\r\n\r\n\n${good.replace(OTHER, OTHER.toUpperCase())} \n${good}`)
    expect(readHeads(file).map(({ place, session, hash }) => [place, session, hash])).toEqual([
      [`${file} line 1`, 'a', OTHER],
      [`${file} line 4`, 'a ', OTHER],
      [`${file} line 5`, 'a', OTHER],
    ])
  })

  test.each([
    ['a', 'a', 'HASH  SEQUENCE  TIME  SESSION, with two spaces between them'],
    [' ', ' ', 'HASH  SEQUENCE  TIME  SESSION, with two spaces between them'],
    [`${OTHER} 7 ${AT} a`, `${OTHER} 7 ${AT} a`, 'HASH  SEQUENCE  TIME  SESSION, with two spaces between them'],
    [`${OTHER}  7  a`, `${OTHER}  7  a`, 'HASH  SEQUENCE  TIME  SESSION, with two spaces between them'],
    ['x'.repeat(500), 'x'.repeat(200), 'HASH  SEQUENCE  TIME  SESSION, with two spaces between them'],
    [`${OTHER}0  7  ${AT}  a`, `${OTHER}0`, 'a hash of 64 hex digits'],
    [`${OTHER.slice(1)}  7  ${AT}  a`, OTHER.slice(1), 'a hash of 64 hex digits'],
    [`${OTHER.slice(1)}g  7  ${AT}  a`, `${OTHER.slice(1)}g`, 'a hash of 64 hex digits'],
    [`${OTHER}  0  ${AT}  a`, '0', 'a whole number from 1 on'],
    [`${OTHER}  07  ${AT}  a`, '07', 'a whole number from 1 on'],
    [`${OTHER}  1.5  ${AT}  a`, '1.5', 'a whole number from 1 on'],
    [`${OTHER}  -1  ${AT}  a`, '-1', 'a whole number from 1 on'],
    [`${OTHER}  1e3  ${AT}  a`, '1e3', 'a whole number from 1 on'],
    [`${OTHER}  9007199254740992  ${AT}  a`, '9007199254740992', 'a number that a record can have'],
    [`${OTHER}  7  2026-11-21  a`, '2026-11-21', 'a time like 2026-11-21T19:45:12Z'],
    [`${OTHER}  7  2026-11-21T19:45:12.5Z  a`, '2026-11-21T19:45:12.5Z', 'a time like 2026-11-21T19:45:12Z'],
    [`${OTHER}  7  2026-02-30T00:00:00Z  a`, '2026-02-30T00:00:00Z', 'a time like 2026-11-21T19:45:12Z'],
    [`${OTHER}  7  ${AT}  `, '', 'the name of a session'],
  ])('with the line %j is refused', (line, value, wanted) => {
    writeFileSync(file, `${good}\n\n${line}\n`)
    const failure = failureOf(() => readHeads(file))
    expect(failure).toEqual(
      new PlimsollError('data', `${file} line 3: ${JSON.stringify(value)} is not ${wanted}`, expect.any(String)),
    )
    expect(failure).toMatchObject({ code: 'data', cure: expect.stringContaining('Correct the line, or delete it') })
  })

  test('that cannot be read is refused', () => {
    expect(failureOf(() => readHeads(file))).toMatchObject({
      code: 'io',
      message: `cannot read ${file}: no such file or folder`,
    })
  })
})

describe('heads of a journal', () => {
  test('fit at the end of every frame, in any order and more than once', () => {
    keep(7, 1, 5, 3, 4, 7)
    expect(check()).toEqual([6])
  })

  test('that is verified come with what the check of it came to', () => {
    keep(7)
    expect(checkHeads(folder, readHeads(file)).report).toMatchObject({ session: 'sample', records: 7, flaw: undefined })
  })

  test('still fit when it has grown', () => {
    keep(1, 7)
    const writer = JournalWriter.open(folder, { session: 'sample' })
    writer.appendText('{"a":4}')
    writer.flush()
    expect(check()).toEqual([2])
    writer.close()
    expect(check()).toEqual([2])
  })

  test('do not fit when whole frames at its end are gone, which it cannot show itself', () => {
    keep(7, 4, 5)
    const isGone = 'its end was cut off, or it was put back from an older copy'
    truncateSync(path('000003.journal'), 320)
    expect(check()).toEqual([
      2,
      `line 1: the journal of session "sample" has 5 records and ends before record 7: ${isGone}`,
    ])
    rmSync(path('000003.journal'))
    expect(check()).toEqual([
      1,
      `line 3: the journal of session "sample" has 4 records and ends before record 5: ${isGone}`,
      `line 1: the journal of session "sample" has 4 records and ends before record 7: ${isGone}`,
    ])
    rmSync(path('000002.journal'))
    expect(check()[1]).toBe(`line 2: the journal of session "sample" has 1 record and ends before record 4: ${isGone}`)
    expect(checkHeads(folder, []).report.flaw).toBeUndefined()
  })

  test('do not fit from the frame on from which it was forged', () => {
    keep(1, 3, 4, 5, 7)
    const older = `${folder}-older`
    cpSync(folder, older, { recursive: true })
    rmSync(join(older, '000003.journal'))
    rmSync(folder, { recursive: true })
    cpSync(older, folder, { recursive: true })
    const forger = JournalWriter.open(folder, { session: 'sample' })
    for (let k = 5; k <= 7; k++) forger.appendText('{"a":"forged"}')
    forger.close()
    const isOther = `what its journal holds up to there is not what it held at ${AT}`
    expect(check()).toEqual([
      3,
      `line 4: record 5 of session "sample" is not the end of a frame: ${isOther}`,
      `line 5: record 7 of session "sample" has another hash: ${isOther}`,
    ])
  })

  test('that were changed themselves do not fit', () => {
    keep([5, HASHES[4] ?? ''], 5, [2, HASHES[1] ?? ''])
    const isOther = `what its journal holds up to there is not what it held at ${AT}`
    expect(check()).toEqual([
      1,
      `line 3: record 2 of session "sample" is not the end of a frame: ${isOther}`,
      `line 1: record 5 of session "sample" has another hash: ${isOther}`,
    ])
  })

  test('fit up to a flaw, and nothing is said of those behind it', () => {
    keep(1, [4, OTHER], 5, 7)
    flip('000003.journal', 200)
    const { report, fitting, misfits } = checkHeads(folder, readHeads(file))
    expect(report.flaw?.offset).toBe(112)
    expect([fitting, misfits.map(({ head }) => head.sequence)]).toEqual([1, [4]])
  })

  test('that were taken before a torn tail fit', () => {
    keep(5, 7)
    appendFileSync(path('000003.journal'), Buffer.alloc(40, 1))
    expect(check()).toEqual([2])
  })
})

test('what is told of heads that do not fit is the first, with its place and a cure', () => {
  keep(7)
  const [head] = readHeads(file)
  if (head === undefined) throw new Error('there is a line')
  const gone = withoutJournal(head)
  expect(misfitError(gone, 0)).toMatchObject({
    code: 'data',
    message: `${file} line 1: there is no journal of session "sample"`,
    cure: 'Put its folder back from a backup, or delete its lines when it was pruned on purpose.',
  })
  expect(misfitError(gone, 1).message).toMatch(/"sample"; 1 more line does not fit$/)
  expect(misfitError(gone, 2).message).toMatch(/"sample"; 2 more lines do not fit$/)
  rmSync(path('000003.journal'))
  const [cutOff] = checkHeads(folder, [head]).misfits
  expect(cutOff?.cure).toContain('Put the folder back from a backup that the line fits.')
})
