import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isCrashLoop, noteCrash, recentCrashes } from './crash-loop.ts'

const NOON = Date.UTC(2026, 10, 21, 12)
const MINUTE = 60_000

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-crashes-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const file = () => join(folder, 'crashes')
const linesIn = () => readFileSync(file(), 'utf8').trimEnd().split('\n')
const iso = (at: number) => new Date(at).toISOString()

describe('crashes are counted', () => {
  test('from the first on, each a line of the file', () => {
    expect(noteCrash(folder, NOON)).toBe(1)
    expect(noteCrash(folder, NOON + 1)).toBe(2)
    expect(readFileSync(file(), 'utf8')).toBe('2026-11-21T12:00:00.000Z\n2026-11-21T12:00:00.001Z\n')
    expect(readdirSync(folder)).toEqual(['crashes'])
  })

  test('for ten minutes, to the millisecond', () => {
    noteCrash(folder, NOON)
    expect(recentCrashes(folder, NOON + 10 * MINUTE)).toBe(1)
    expect(recentCrashes(folder, NOON + 10 * MINUTE + 1)).toBe(0)
    expect(noteCrash(folder, NOON + 10 * MINUTE)).toBe(2)
    expect(noteCrash(folder, NOON + 10 * MINUTE + 1)).toBe(2)
    expect(linesIn()).toHaveLength(3)
  })

  test('without a word being written where none is noted', () => {
    expect(recentCrashes(folder, NOON)).toBe(0)
    expect(readdirSync(folder)).toEqual([])
  })

  test('as the last twenty, the oldest first', () => {
    for (let k = 0; k < 25; k++) noteCrash(folder, NOON + k * 60 * MINUTE)
    expect(linesIn()).toEqual(Array.from({ length: 20 }, (_, k) => iso(NOON + (k + 5) * 60 * MINUTE)))
    for (let k = 0; k < 25; k++) noteCrash(folder, NOON + 9000 * MINUTE + k)
    expect(recentCrashes(folder, NOON + 9000 * MINUTE + 25)).toBe(20)
  })

  test('and three make a loop', () => expect([1, 2, 3, 4].map(isCrashLoop)).toEqual([false, false, true, true]))
})

describe('a file that something else has been at', () => {
  test('has lines that are no times: they are passed over', () => {
    const others = [
      '',
      'x',
      '2026',
      'Saturday 21',
      '9999',
      '2026-13-41T12:00:00.000Z',
      '2026-11-21',
      `${NOON}`,
      '\0\u{fffd}',
    ]
    writeFileSync(file(), [...others, `${iso(NOON - 1)}\r`, '2026-11-21T11:59:00Z', ...others].join('\n'))
    expect(noteCrash(folder, NOON)).toBe(3)
    expect(linesIn()).toEqual(['2026-11-21T11:59:59.999Z', '2026-11-21T11:59:00.000Z', '2026-11-21T12:00:00.000Z'])
  })

  test('is no text at all, or packed', () => {
    for (const bytes of [[0xff, 0xfe, 0x00], [0x1f, 0x8b, 0x08, 0x00], []]) {
      writeFileSync(file(), Uint8Array.from(bytes))
      expect(noteCrash(folder, NOON)).toBe(1)
      expect(linesIn()).toEqual([iso(NOON)])
    }
  })

  test('has times of the future: they count as now, and not for ever', () => {
    writeFileSync(file(), `${iso(NOON + 1)}\n2999-01-01T00:00:00.000Z\n`)
    expect(recentCrashes(folder, NOON)).toBe(2)
    expect(noteCrash(folder, NOON)).toBe(3)
    expect(linesIn()).toEqual([iso(NOON), iso(NOON), iso(NOON)])
    expect(noteCrash(folder, NOON + 10 * MINUTE + 1)).toBe(1)
  })

  test('is a folder: that is said', () => {
    mkdirSync(file())
    const said = expect.objectContaining({ code: 'io', message: `cannot read ${file()}: it is a folder` })
    expect(() => noteCrash(folder, NOON)).toThrow(said)
  })
})

test('where there is no room the old file stays, and nothing else is left', () => {
  noteCrash(folder, NOON)
  const module = new URL('./crash-loop.ts', import.meta.url).href
  const script = `const { noteCrash } = await import(${JSON.stringify(module)})
    try { noteCrash(${JSON.stringify(folder)}, ${NOON + 1}) } catch (error) { console.log(error.code, error.message) }`
  // No file may have a byte: a full disk for everyone, not only for those who may mount one.
  const child = spawnSync('sh', ['-c', 'ulimit -f 0; exec "$0" --input-type=module -e "$1"', process.execPath, script])
  expect(child.stdout.toString().trim()).toBe(`io cannot write ${file()}: the file is larger than is allowed`)
  expect(linesIn()).toEqual([iso(NOON)])
  expect(readdirSync(folder)).toEqual(['crashes'])
})
