import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

const SCRIPT = `
  import { mkdtempSync, rmdirSync } from 'node:fs'
  import { tmpdir } from 'node:os'
  import { join } from 'node:path'
  import { makeFolder } from ${JSON.stringify(new URL('make-folder.ts', import.meta.url).href)}
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-gone-'))
  process.chdir(folder)
  rmdirSync(folder)
  try {
    makeFolder('one/two')
  } catch (error) {
    console.log(error.message)
  }
`

test('a folder below a working folder that is gone is refused, and not tried for ever', () => {
  const { stdout, signal } = spawnSync(process.execPath, ['--input-type=module', '--eval', SCRIPT], {
    encoding: 'utf8',
    timeout: 10_000,
  })
  expect({ stdout, signal }).toEqual({ stdout: 'cannot write one/two: no such file or folder\n', signal: null })
})
