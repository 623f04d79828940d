import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PlimsollError } from '../core/errors.ts'
import { writeFileAtomically } from './write-file.ts'

let folder = ''
let path = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-write-'))
  path = join(folder, 'out.csv')
})

afterEach(() => {
  chmodSync(folder, 0o700)
  rmSync(folder, { recursive: true })
})

function failure(action: () => void): string {
  try {
    action()
  } catch (error) {
    if (error instanceof PlimsollError) return `${error.code}: ${error.message}`
    throw error
  }
  return 'none'
}

test('writes text, bytes and pieces, over what was there', () => {
  for (const data of ['a,b\n', new TextEncoder().encode('a,b\n'), ['a,', new TextEncoder().encode('b'), '', '\n']]) {
    writeFileSync(path, 'old')
    writeFileAtomically(path, data)
    expect(readFileSync(path, 'utf8')).toBe('a,b\n')
  }
  expect(readdirSync(folder)).toEqual(['out.csv'])
})

test('leaves the old file, and nothing else, when the pieces cannot be made', () => {
  function* pieces() {
    yield 'new'
    throw new Error('out of candles')
  }
  writeFileSync(path, 'old')
  expect(() => writeFileAtomically(path, pieces())).toThrow('out of candles')
  expect(readdirSync(folder)).toEqual(['out.csv'])
  expect(readFileSync(path, 'utf8')).toBe('old')
})

test('leaves the old file, and nothing else, when there is no room', () => {
  writeFileSync(path, 'old')
  const module = new URL('./write-file.ts', import.meta.url).href
  const script = `const { writeFileAtomically } = await import(${JSON.stringify(module)})
    try { writeFileAtomically(${JSON.stringify(path)}, 'x'.repeat(100000)) } catch (error) { console.log(error.message) }`
  // A file of at most 8 blocks of 512 or 1024 bytes: a full disk for everyone, not only for those who may mount one.
  const child = spawnSync('sh', ['-c', 'ulimit -f 8; exec "$0" --input-type=module -e "$1"', process.execPath, script])
  expect(child.stdout.toString().trim()).toBe(`cannot write ${path}: the file is larger than is allowed`)
  expect(readdirSync(folder)).toEqual(['out.csv'])
  expect(readFileSync(path, 'utf8')).toBe('old')
})

test.skipIf(process.platform === 'win32')('only the owner may read a file of mode 600, from its first byte on', () => {
  const temporary = join(folder, `.out.csv.${process.pid}.tmp`)
  writeFileSync(temporary, 'left by a crash, for everyone to read', { mode: 0o644 })
  writeFileSync(path, 'old', { mode: 0o644 })
  const modes: string[] = []
  function* pieces() {
    yield 'new'
    modes.push((statSync(temporary).mode & 0o777).toString(8))
  }
  writeFileAtomically(path, pieces(), { mode: 0o600 })
  expect(modes).toEqual(['600'])
  expect((statSync(path).mode & 0o777).toString(8)).toBe('600')
  expect(readFileSync(path, 'utf8')).toBe('new')
})

test.skipIf(!existsSync('/dev/full'))('writes into a device without replacing it, and says when it is full', () => {
  expect(failure(() => writeFileAtomically('/dev/full', 'x'))).toBe(
    'io: cannot write /dev/full: no space left on the disk',
  )
  writeFileAtomically('/dev/null', 'x')
  expect(readdirSync('/dev').filter((name) => name.includes('.tmp'))).toEqual([])
})

test('says when the folder is not there, the path is a folder, or a file stands where a folder should', () => {
  expect(failure(() => writeFileAtomically(join(folder, 'no', 'x'), ''))).toBe(
    `io: cannot write ${join(folder, 'no', 'x')}: no such file or folder`,
  )
  mkdirSync(path)
  expect(failure(() => writeFileAtomically(path, ''))).toBe(`io: cannot write ${path}: it is a folder`)
  expect(readdirSync(folder)).toEqual(['out.csv'])
  writeFileSync(join(folder, 'file'), '')
  expect(failure(() => writeFileAtomically(join(folder, 'file', 'x'), ''))).toBe(
    `io: cannot write ${join(folder, 'file', 'x')}: a part of the path is not a folder`,
  )
})

test.skipIf(process.getuid?.() === 0)('says when permission is missing (root may do anything: skipped)', () => {
  chmodSync(folder, 0o500)
  expect(failure(() => writeFileAtomically(path, ''))).toBe(`io: cannot write ${path}: permission denied`)
})
