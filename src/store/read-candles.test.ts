import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PlimsollError } from '../core/errors.ts'
import { readCandleRows, readCandles } from './read-candles.ts'

const CSV = 'timestamp,open,high,low,close,volume\n1700000100000,1,2,1,2,5\n1700000400000,2,3,2,3,6\n'
const JSON_TEXT = '[[1700000100000,1,2,1,2,5],[1700000400000,2,3,2,3,6]]'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-read-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function failure(path: string): string {
  try {
    readCandles(path)
  } catch (error) {
    if (error instanceof PlimsollError) return `${error.code}: ${error.message.replace(folder, '')}`
    throw error
  }
  return 'none'
}

describe('reads', () => {
  test.each([
    ['a.csv', CSV],
    ['a.csv.gz', gzipSync(CSV)],
    ['a.json', JSON_TEXT],
    ['a.JSON.GZ', gzipSync(JSON_TEXT)],
    ['packed-but-not-by-name.csv', gzipSync(CSV)],
    ['unpacked-but-not-by-name.csv.gz', CSV],
    ['in-two-parts.csv.gz', Buffer.concat([gzipSync(CSV.slice(0, 60)), gzipSync(CSV.slice(60))])],
    ['without-an-ending', CSV],
  ])('%s', (name, content) => {
    const bars = readCandles(file(name, content))
    expect(bars.timeframe).toBe('5m')
    expect([...bars.close.subarray(0, bars.length)]).toEqual([2, 3])
  })

  test('a file of several megabytes, packed or not', () => {
    const lines = Array.from({ length: 100_000 }, (_, k) => `${1.6e12 + k * 60_000},1.5,2.25,1.125,${k + 1.5},${k}`)
    const text = `${lines.join('\n').replaceAll('2.25', '200000')}\n`
    for (const path of [file('large.csv', text), file('large.csv.gz', gzipSync(text))]) {
      const bars = readCandles(path)
      expect(bars.length).toBe(100_000)
      expect([...bars.close.subarray(0, bars.length)]).toEqual(lines.map((_, k) => k + 1.5))
    }
  })

  test('the timeframe that is asked for', () => {
    expect(readCandles(file('one.csv', CSV.slice(0, 61)), '1h').timeframe).toBe('1h')
  })

  test('defects as they are when they are to be counted', () => {
    const rows = readCandleRows(file('bad.csv', CSV.replace('1,2,1,2,5', 'x,2,1,2,5')))
    expect([...rows.open.values.subarray(0, rows.length)]).toEqual([Number.NaN, 2])
  })
})

describe('refuses', () => {
  test('a file that is not there, and a folder', () => {
    expect(failure(join(folder, 'none.csv'))).toBe('io: cannot read /none.csv: no such file or folder')
    mkdirSync(join(folder, 'folder.csv'))
    expect(failure(join(folder, 'folder.csv'))).toBe('io: cannot read /folder.csv: it is a folder')
  })

  test('a packed file that was cut short or damaged', () => {
    const packed = gzipSync(CSV.repeat(50))
    expect(failure(file('short.csv.gz', packed.subarray(0, packed.length - 12)))).toBe(
      'data: /short.csv.gz cannot be unpacked: unexpected end of file',
    )
    const damaged = Uint8Array.from(packed)
    damaged[20] = 255 - (damaged[20] ?? 0)
    expect(failure(file('damaged.csv.gz', damaged))).toMatch(/^data: \/damaged\.csv\.gz cannot be unpacked: /)
  })

  test('an empty file, packed or not, of either kind', () => {
    for (const name of ['e.csv', 'e.json']) {
      expect(failure(file(name, ''))).toBe(`data: /${name} is empty`)
      expect(failure(file(`${name}.gz`, gzipSync('')))).toBe(`data: /${name}.gz is empty`)
    }
  })

  test('JSON under the name of a CSV file, with the cure', () => {
    expect(() => readCandles(file('j.csv', JSON_TEXT))).toThrow('line 1 is not CSV: it looks like JSON')
  })
})
