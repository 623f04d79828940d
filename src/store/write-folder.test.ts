import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PlimsollError } from '../core/errors.ts'
import { SmallDisk } from './testing/small-disk.ts'
import { writeFolder } from './write-folder.ts'

let place: string
let folder: string

beforeEach(() => {
  place = realpathSync(mkdtempSync(join(tmpdir(), 'plimsoll-folder-')))
  folder = join(place, 'report')
})

afterEach(() => rmSync(place, { recursive: true }))

function reportOf(name: string): Map<string, string | Uint8Array> {
  const files = ['result.json', 'report.html', `charts/${name}.png`]
  return new Map<string, string | Uint8Array>([
    ['report.html', `<p>${name}</p>`],
    [`charts/${name}.png`, Uint8Array.of(1, 2, 3)],
    ['result.json', JSON.stringify({ schema: 'plimsoll.report/1', files })],
  ])
}

function failure(action: () => void): PlimsollError {
  try {
    action()
  } catch (error) {
    if (error instanceof PlimsollError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

test('writes every file, also those in folders, and leaves nothing beside them', () => {
  writeFolder(folder, reportOf('first'))
  expect(readFileSync(join(folder, 'report.html'), 'utf8')).toBe('<p>first</p>')
  expect(Array.from(readFileSync(join(folder, 'charts/first.png')))).toEqual([1, 2, 3])
  expect(readdirSync(place)).toEqual(['report'])
})

test('the folder has the permissions of any new folder', () => {
  writeFolder(folder, reportOf('first'))
  mkdirSync(join(place, 'other'))
  expect(statSync(folder).mode).toBe(statSync(join(place, 'other')).mode)
})

test('makes the folders above it', () => {
  writeFolder(join(place, 'a/b/report'), reportOf('first'))
  expect(existsSync(join(place, 'a/b/report/report.html'))).toBe(true)
})

test('an empty folder is filled', () => {
  mkdirSync(folder)
  writeFolder(folder, reportOf('first'))
  expect(readdirSync(folder).sort()).toEqual(['charts', 'report.html', 'result.json'])
})

test('an earlier report is replaced as a whole', () => {
  writeFolder(folder, reportOf('first'))
  writeFolder(folder, reportOf('second'))
  expect(readdirSync(join(folder, 'charts'))).toEqual(['second.png'])
  expect(readdirSync(place)).toEqual(['report'])
})

test('a link stays, and the folder that it points to is replaced', () => {
  writeFolder(folder, reportOf('first'))
  symlinkSync(folder, join(place, 'latest'))
  writeFolder(join(place, 'latest'), reportOf('second'))
  expect(readFileSync(join(folder, 'report.html'), 'utf8')).toBe('<p>second</p>')
  expect(realpathSync(join(place, 'latest'))).toBe(folder)
})

test('a file that somebody put into an earlier report is not destroyed', () => {
  writeFolder(folder, reportOf('first'))
  writeFileSync(join(folder, 'charts/my-notes.txt'), 'keep me')
  const error = failure(() => writeFolder(folder, reportOf('second')))
  expect(error.code).toBe('usage')
  expect(error.message).toBe(`${folder} holds "charts/my-notes.txt", which is not part of an earlier report`)
  expect(error.cure).toBe('Choose an empty folder, or one that does not exist yet.')
  expect(readFileSync(join(folder, 'report.html'), 'utf8')).toBe('<p>first</p>')
  expect(readFileSync(join(folder, 'charts/my-notes.txt'), 'utf8')).toBe('keep me')
})

test.each([
  ['files of others', 'photo.jpg', 'x'],
  ['a result.json that is not ours', 'result.json', '{"files":["result.json"]}'],
  ['a result.json that is not JSON', 'result.json', 'hello'],
  ['a result.json that is null', 'result.json', 'null'],
])('a folder with %s is refused and kept', (_, name, text) => {
  mkdirSync(folder)
  writeFileSync(join(folder, name), text)
  expect(failure(() => writeFolder(folder, reportOf('first'))).code).toBe('usage')
  expect(readFileSync(join(folder, name), 'utf8')).toBe(text)
  expect(readdirSync(place)).toEqual(['report'])
})

test('a file in place of the folder is refused', () => {
  writeFileSync(folder, 'x')
  expect(failure(() => writeFolder(folder, reportOf('first'))).message).toBe(`${folder} is a file`)
})

test('a part of the path that is a file is said by name', () => {
  writeFileSync(join(place, 'file'), 'x')
  const error = failure(() => writeFolder(join(place, 'file/report'), reportOf('first')))
  expect(error.code).toBe('usage')
  expect(error.message).toBe(`cannot write ${place}/file/report: ${place}/file is a file`)
})

test('a failure half-way leaves neither the new folder nor the folders made for it, and keeps the old report', () => {
  const broken = reportOf('second').set('report.html/inside.txt', 'a file cannot hold a file')
  const error = failure(() => writeFolder(join(place, 'new/report'), broken))
  expect(error.code).toBe('io')
  expect(error.message).toContain(join(place, 'new/report'))
  expect(readdirSync(place)).toEqual([])
  writeFolder(folder, reportOf('first'))
  failure(() => writeFolder(folder, broken))
  expect(readFileSync(join(folder, 'report.html'), 'utf8')).toBe('<p>first</p>')
  expect(readdirSync(place)).toEqual(['report'])
})

test('a full disk is said by name and leaves nothing', (context) => {
  const disk = new SmallDisk('64k')
  try {
    disk.need(context)
    const large = reportOf('first').set('report.html', 'x'.repeat(1_000_000))
    const error = failure(() => writeFolder(join(disk.folder, 'report'), large))
    expect(error).toMatchObject({
      code: 'io',
      message: `cannot write ${disk.folder}/report: no space left on the disk`,
    })
    expect(readdirSync(disk.folder)).toEqual([])
  } finally {
    disk.remove()
  }
})
