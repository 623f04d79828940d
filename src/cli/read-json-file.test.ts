import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PlimsollError } from '../core/errors.ts'
import { SettingsMistake } from '../risk/settings-mistake.ts'
import { readJsonFile } from './read-json-file.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-json-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** What the file holds, or what is said of it. */
async function read(text: string, parse: (json: unknown) => unknown = (json) => json): Promise<unknown> {
  const path = join(folder, 'risk.json')
  writeFileSync(path, text)
  try {
    return await readJsonFile(path, '{"a": 1}', parse)
  } catch (error) {
    return error instanceof PlimsollError ? `${error.message.replace(path, 'risk.json')} | ${error.cure}` : error
  }
}

test('comments and a comma at the end are allowed', async () => {
  expect(await read('{ // the first\n "a": [1, {"b": 2}], "c": {"b": 3, "a": 4}, }')).toEqual({
    a: [1, { b: 2 }],
    c: { b: 3, a: 4 },
  })
})

test('what is no JSON is told with its line', async () => {
  expect(await read('')).toBe('risk.json is empty | Write JSON: {"a": 1}. Comments are allowed.')
  expect(await read('{\n"a" 1}')).toBe('risk.json line 2: ColonExpected | Write JSON: {"a": 1}. Comments are allowed.')
})

test('a key that is there twice is refused: nobody could tell which of the two holds', async () => {
  expect(await read('{\n"limit": 5,\n"limit": 50}')).toBe(
    'risk.json line 3: "limit" is there already, in line 2 | Keep one of the two.',
  )
  expect(await read('{"a": [{\n"b": 1, "c": {}, "b": 1}]}')).toBe(
    'risk.json line 2: "b" is there already, in line 2 | Keep one of the two.',
  )
})

test('a mistake of a setting is told with its line', async () => {
  const parse = () => {
    throw new SettingsMistake(['a', 'b'], 'b is too much', 'Write less.')
  }
  expect(await read('{\n"a": {\n"b": 2}}', parse)).toBe('risk.json line 3: b is too much | Write less.')
})
