import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'

/** A folder that each test of a file finds empty. */
export function scratchFolder(): { readonly path: string; lines(file: string): string[]; files(): string[] } {
  let path = ''
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), 'plimsoll-logs-'))
  })
  afterEach(() => rmSync(path, { recursive: true, force: true }))
  return {
    get path() {
      return path
    },
    lines: (file) => readFileSync(join(path, file), 'utf8').split('\n').slice(0, -1),
    files: () => readdirSync(path).sort(),
  }
}
