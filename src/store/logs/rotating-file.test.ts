import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { RotatingFile } from './rotating-file.ts'
import { scratchFolder } from './testing/scratch-folder.ts'

const NOON = Date.UTC(2025, 9, 30, 12)
const DAY_MS = 86_400_000

const scratch = scratchFolder()

function rotating(bytesMax = 100, earlierKept = 10): RotatingFile {
  return new RotatingFile({ folder: scratch.path, name: 'trading', extension: 'log', bytesMax, earlierKept })
}

test('a file takes lines up to its largest size to the byte, and the next line begins another', () => {
  const file = rotating(20)
  for (const line of ['123456789', 'abcdefghi', 'next']) file.append(line, NOON)
  file.close()
  expect(scratch.files()).toEqual(['trading_2025-10-30.1.log', 'trading_2025-10-30.log'])
  expect(scratch.lines('trading_2025-10-30.log')).toEqual(['123456789', 'abcdefghi'])
  expect(scratch.lines('trading_2025-10-30.1.log')).toEqual(['next'])
})

test('the size is that of the bytes, not of the characters', () => {
  const file = rotating(20)
  for (const line of ['ééééé', 'ééééé']) file.append(line, NOON)
  file.close()
  expect(scratch.lines('trading_2025-10-30.1.log')).toEqual(['ééééé'])
})

test('a line that is larger than a file is written whole', () => {
  const file = rotating(10)
  file.append('x'.repeat(30), NOON)
  file.append('y', NOON)
  file.close()
  expect(scratch.lines('trading_2025-10-30.log')).toEqual(['x'.repeat(30)])
  expect(scratch.lines('trading_2025-10-30.1.log')).toEqual(['y'])
})

test('the last millisecond of a UTC day and the first of the next are in two files', () => {
  const file = rotating()
  file.append('last', Date.UTC(2025, 9, 31) - 1)
  file.append('first', Date.UTC(2025, 9, 31))
  file.close()
  expect(scratch.lines('trading_2025-10-30.log')).toEqual(['last'])
  expect(scratch.lines('trading_2025-10-31.log')).toEqual(['first'])
})

test('ten files stay beside the newest, over days and sizes, and other files are not touched', () => {
  writeFileSync(join(scratch.path, 'trading_notes.log'), 'mine')
  writeFileSync(join(scratch.path, 'trading_2020-01-01.jsonl'), 'mine')
  const file = rotating(10)
  for (let k = 0; k < 30; k++) file.append(`line ${k}`, NOON + (k < 15 ? 0 : DAY_MS))
  file.close()
  const own = scratch.files().filter((name) => /^trading_2025/.test(name))
  expect(own).toHaveLength(11)
  expect(own).not.toContain('trading_2025-10-31.3.log')
  expect(scratch.lines('trading_2025-10-31.4.log')).toEqual(['line 19'])
  expect(scratch.lines('trading_2025-10-31.14.log')).toEqual(['line 29'])
  expect(scratch.files()).toContain('trading_notes.log')
  expect(scratch.files()).toContain('trading_2020-01-01.jsonl')
})

test('the file in use stays when the clock was set back behind ten full files', () => {
  const file = rotating(10)
  for (let k = 0; k < 12; k++) file.append(`line ${k}`, NOON + DAY_MS)
  file.append('one', NOON)
  file.append('two', NOON)
  file.close()
  expect(scratch.lines('trading_2025-10-30.log')).toEqual(['one', 'two'])
  expect(scratch.files()).toHaveLength(11)
})

test('a process that starts again goes on in the newest file', () => {
  for (const line of ['one', 'two']) {
    const file = rotating()
    file.append(line, NOON)
    file.close()
  }
  expect(scratch.lines('trading_2025-10-30.log')).toEqual(['one', 'two'])
})

test('what comes after half a line, which a power cut left, stands on a line of its own', () => {
  appendFileSync(join(scratch.path, 'trading_2025-10-30.log'), 'whole\nhal')
  const file = rotating()
  file.append('next', NOON)
  file.close()
  expect(scratch.lines('trading_2025-10-30.log')).toEqual(['whole', 'hal', 'next'])
})

test('a file, or the whole folder, that somebody has removed is made again', () => {
  const file = rotating()
  file.append('one', NOON)
  rmSync(join(scratch.path, 'trading_2025-10-30.log'))
  file.append('two', NOON)
  expect(scratch.lines('trading_2025-10-30.log')).toEqual(['two'])
  rmSync(scratch.path, { recursive: true })
  file.append('three', NOON)
  file.close()
  expect(scratch.lines('trading_2025-10-30.log')).toEqual(['three'])
})

test('a line can be read by others before append comes back', () => {
  const file = rotating()
  file.append('there', NOON)
  expect(readFileSync(join(scratch.path, 'trading_2025-10-30.log'), 'utf8')).toBe('there\n')
  file.close()
})
