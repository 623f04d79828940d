import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSeries } from './read-series.ts'

const TEXT = 'timestamp,bid_depth,ask_depth\n1700000000000,5,6\n1700000060000,,7\n'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-series-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test.each([
  ['plain', TEXT],
  ['packed', gzipSync(TEXT)],
])('reads a %s file', (name, content) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  const series = readSeries(path)
  expect(Object.entries(series).map(([key, { length }]) => [key, length])).toEqual([
    ['bidDepth', 1],
    ['askDepth', 2],
  ])
})

test('a file that is not there is named', () => {
  expect(() => readSeries('none.csv')).toThrow('cannot read none.csv: no such file or folder')
})
